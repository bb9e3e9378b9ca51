"""What a list may be narrowed to, by the names in its address, and in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from django.db.models import QuerySet
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.brands.access import TeamRequest
from parvis.channels.models import Account
from parvis.inbox.models import Matter, Tag
from parvis.inbox.queries.asked_words import KNOWN
from parvis.inbox.queries.queue import Narrowing, View
from parvis.inbox.views.finding import number_asked

CHOICES: Mapping[str, Collection[str]] = {
    "tone": KNOWN["tone"],
    "sign": KNOWN["is"],
    "lang": KNOWN["lang"],
    "value": KNOWN["value"],
}
"""What has no number."""
NARROWED_BY = ("brand", "channel", "tag", "matter", *CHOICES)
ASKED_AS = {"tone": "tone", "sign": "is", "lang": "lang", "value": "value"}
"""What each is called in a search."""
NAMES: Mapping[str, Lazy] = {
    "matter": _("Matter"),
    "tone": _("Tone"),
    "sign": _("Taken for"),
    "lang": _("Language"),
    "value": _("What it takes"),
}
LABELS: Mapping[str, Lazy] = {
    "negative": _("negative"),
    "positive": _("positive"),
    "complaint": _("a complaint"),
    "urgent": _("urgent"),
    "leaving": _("about to leave"),
    "simple": _("simple"),
    "middle": _("middle"),
    "difficult": _("difficult"),
    "fr": pgettext_lazy("language", "French"),
    "en": pgettext_lazy("language", "English"),
    "de": pgettext_lazy("language", "German"),
    "es": pgettext_lazy("language", "Spanish"),
    "it": pgettext_lazy("language", "Italian"),
    "pt": pgettext_lazy("language", "Portuguese"),
    "nl": pgettext_lazy("language", "Dutch"),
    "ar": pgettext_lazy("language", "Arabic"),
}


def view_asked(request: TeamRequest) -> View:
    """Which list the address asks for."""
    asked = request.GET.get("view", View.OPEN)
    return View(asked) if asked in set(View) else View.OPEN


def narrowing_asked(request: TeamRequest) -> Narrowing:
    """What the address narrows the list to."""
    return Narrowing(
        brand=number_asked(request, "brand"),
        account=number_asked(request, "channel"),
        tag=number_asked(request, "tag"),
        matter=number_asked(request, "matter"),
        tone=_one_of(request, "tone"),
        sign=_one_of(request, "sign"),
        language=_one_of(request, "lang"),
        value=_one_of(request, "value"),
    )


def _one_of(request: TeamRequest, name: str) -> str:
    """What the address says by this name, if it is one of its choices."""
    asked = request.GET.get(name, "")
    return asked if asked in CHOICES[name] else ""


def narrowed_to(request: TeamRequest, narrowed: Narrowing) -> Sequence[str]:
    """In the words of its form. One query where a channel, a tag or a matter is asked for."""
    said = [narrowed.tone, narrowed.sign, narrowed.language, narrowed.value]
    brands = [brand.name for brand in request.access.brands if brand.pk == narrowed.brand]
    return [*brands, *_called(request, narrowed), *(str(LABELS[one]) for one in said if one)]


def _called(request: TeamRequest, narrowed: Narrowing) -> Sequence[str]:
    brand_ids = request.access.brand_ids()
    rows: Sequence[tuple[QuerySet[Account] | QuerySet[Tag] | QuerySet[Matter], int | None]] = (
        (Account.objects.filter(brand__in=brand_ids), narrowed.account),
        (Tag.objects.filter(brand__in=brand_ids), narrowed.tag),
        (Matter.objects.filter(brand__in=brand_ids), narrowed.matter),
    )
    asked = [of.filter(pk=number).values_list("name") for of, number in rows if number is not None]
    if not asked:
        return ()
    first, *others = asked
    return [name for (name,) in first.union(*others, all=True)]
