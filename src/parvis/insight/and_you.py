"""The page "And you?": each figure of the sources beside the brand's own, or what is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from parvis.insight.queries.own import MEASURES, Measured, Own, Part
from parvis.insight.sources import Need, SourceFigure, Theme, Unit, source_figures
from parvis.kit import spoken
from parvis.kit.spoken import number as in_digits


class Show(StrEnum):
    ALL = "all"
    OURS = "ours"
    MISSING = "missing"


@dataclass(frozen=True)
class PartLink:
    """A part of an own figure, leading to its rows."""

    href: str
    count: int


@dataclass(frozen=True)
class Line:
    """One figure as it is shown, in the language of the page. `own` is empty where `missing` says
    what is."""

    id: str
    theme: Theme
    meaning: str
    base: str
    source: str
    published: str
    own: str
    own_base: str
    part: PartLink | None
    whole: PartLink | None
    is_share: bool
    need: Need
    missing: str
    do: str

    @property
    def is_measured(self) -> bool:
        return bool(self.own)


@dataclass(frozen=True)
class Group:
    title: str
    lines: Sequence[Line]

    @property
    def measured(self) -> int:
        return sum(line.is_measured for line in self.lines)


@dataclass(frozen=True)
class AndYou:
    """All groups as asked for, and how many figures there are in all."""

    groups: Sequence[Group]
    figures: int
    measured: int

    @property
    def missing(self) -> int:
        return self.figures - self.measured


def and_you(measured: Measured, *, show: Show, address: str) -> AndYou:
    """Every figure, measured now. `address` names brand and period for the links."""
    lines = [_line(figure, measured, address) for figure in source_figures()]
    wanted = [line for line in lines if show is Show.ALL or line.is_measured is (show is Show.OURS)]
    groups = [
        Group(TITLES[theme](), [line for line in wanted if line.theme is theme]) for theme in Theme
    ]
    return AndYou(
        groups=[group for group in groups if group.lines],
        figures=len(lines),
        measured=sum(line.is_measured for line in lines),
    )


def _line(figure: SourceFigure, measured: Measured, address: str) -> Line:
    language = get_language() or "en"
    own = MEASURES[figure.measure](measured) if figure.measure else None
    return Line(
        id=figure.id,
        theme=figure.theme,
        meaning=figure.meaning.said_in(language),
        base=figure.base.said_in(language),
        source=figure.source_name,
        published=_said(figure.value, figure.unit),
        own="" if own is None else _own_said(own, figure.unit),
        own_base=figure.own_base.said_in(language) if figure.own_base else "",
        part=_link(own.part if own else None, address),
        whole=_link(own.whole if own else None, address),
        is_share=own is not None and own.is_share,
        need=figure.need,
        missing=NEEDS[figure.need](),
        do=figure.do.said_in(language),
    )


def _link(part: Part | None, address: str) -> PartLink | None:
    if part is None:
        return None
    return PartLink(f"{reverse('insight:rows')}?number={part.number}&{address}", part.count)


def _own_said(own: Own, unit: Unit) -> str:
    """One decimal where the source has one or ours needs it to be told from nothing."""
    if unit is Unit.PERCENT and 0 < abs(own.value) < 1:
        return spoken.share(own.value / 100, 1)
    return _said(round(own.value) if unit is Unit.PERCENT else own.value, unit)


def _said(value: float, unit: Unit) -> str:
    return UNITS[unit](value)


def _decimals(value: float, most: int) -> int:
    """As few as say it: 10, 34.5, 1.62."""
    return next(
        (few for few in range(most) if abs(round(value, few) - value) < 10 ** -(most + 1)), most
    )


def _in_digits(value: float, most: int) -> str:
    return in_digits(value, _decimals(value, most))


UNITS: Mapping[Unit, Callable[[float], str]] = {
    Unit.PERCENT: lambda value: spoken.share(value / 100, _decimals(value, 1)),
    Unit.HOURS: lambda value: _("%(hours)s h") % {"hours": _in_digits(value, 1)},
    Unit.CONTACTS: lambda value: (
        ngettext("%(count)s contact", "%(count)s contacts", _plural(value))
        % {"count": _in_digits(value, 2)}
    ),
    Unit.MESSAGES: lambda value: _("%(count)s for one") % {"count": _in_digits(value, 1)},
    Unit.BRANDS: lambda value: (
        ngettext("%(count)s brand", "%(count)s brands", _plural(value))
        % {"count": _in_digits(value, 1)}
    ),
    Unit.PEOPLE: lambda value: (
        ngettext("%(count)s person", "%(count)s persons", _plural(value))
        % {"count": _in_digits(value, 0)}
    ),
    Unit.MILLION_REVIEWS: lambda value: _("%(count)s million") % {"count": _in_digits(value, 0)},
}


def _plural(value: float) -> int:
    """The whole number whose grammar a number follows: 1.62 is singular in French alone."""
    return 1 if value == 1 else max(2, int(value))


TITLES: Mapping[Theme, Callable[[], str]] = {
    Theme.ANSWERS: lambda: _("Do people get an answer?"),
    Theme.CASE: lambda: _("Do they have to ask twice?"),
    Theme.CHANNELS: lambda: _("Where do they come?"),
    Theme.AUTONOMY: lambda: _("Do they find it by themselves?"),
    Theme.PRESENCE: lambda: _("What do they expect of a brand that is there?"),
    Theme.FOLLOWERS: lambda: _("Do those who follow also buy?"),
    Theme.VOICE: lambda: _("What do they say afterwards, and where?"),
    Theme.PROFILES: lambda: _("Who are they?"),
}

NEEDS: Mapping[Need, Callable[[], str]] = {
    Need.LOG: lambda: _("Not yet"),
    Need.STUDY: lambda: _("Needs a study"),
    Need.IMPORT: lambda: _("Needs an import"),
    Need.EXTERNAL: lambda: _("Not a brand’s to count"),
}
