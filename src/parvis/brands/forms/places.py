"""Time zones and countries to choose from, in the language of the page."""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import groupby
from zoneinfo import available_timezones

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.brands.countries import COUNTRIES

CONTINENTS = {
    "Africa": gettext_lazy("Africa"),
    "America": gettext_lazy("America"),
    "Antarctica": gettext_lazy("Antarctica"),
    "Arctic": gettext_lazy("Arctic"),
    "Asia": gettext_lazy("Asia"),
    "Atlantic": gettext_lazy("Atlantic"),
    "Australia": gettext_lazy("Australia"),
    "Europe": gettext_lazy("Europe"),
    "Indian": gettext_lazy("Indian Ocean"),
    "Pacific": gettext_lazy("Pacific"),
}


def zone_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Time zones by continent; UTC stands alone."""
    grouped = [
        (str(CONTINENTS[area]), [(zone, _city(zone)) for zone in zones])
        for area, zones in groupby(_zones(), key=lambda zone: zone.partition("/")[0])
    ]
    return [*grouped, (_("Others"), [("UTC", "UTC")])]


def country_choices() -> list[tuple[str, str]]:
    named = ((code, str(name)) for code, name in COUNTRIES.items())
    return [("", _("No public holidays")), *sorted(named, key=lambda pair: _plain(pair[1]))]


@cache
def _zones() -> tuple[str, ...]:
    return tuple(sorted(z for z in available_timezones() if z.partition("/")[0] in CONTINENTS))


def _city(zone: str) -> str:
    """ "Buenos Aires, Argentina" for America/Argentina/Buenos_Aires."""
    return ", ".join(reversed(zone.split("/")[1:])).replace("_", " ")


def _plain(name: str) -> str:
    """By letters without accents: États-Unis stands under E."""
    decomposed = unicodedata.normalize("NFD", name)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
