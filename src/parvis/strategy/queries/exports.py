"""Exports that were brought, beside what was said of their channels before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from parvis.brands.models import Brand
from parvis.strategy.catalogue import channel_named, in_unit
from parvis.strategy.diagnosis.facts import Unit
from parvis.strategy.models import Channel, ExportCount

FIGURES: Sequence[tuple[str, Promise, Unit]] = (
    ("asked", _("Messages that call for an answer"), Unit.NUMBER),
    ("answered", _("Of these, answered"), Unit.SHARE),
    ("hours_to_answer", _("Mean time until the answer"), Unit.HOURS),
    ("promotions", _("Posts that advertise"), Unit.NUMBER),
    ("replies", _("Answers to people"), Unit.NUMBER),
)


@dataclass(frozen=True)
class Figure:
    """In words; empty where nobody said it, or no message tells it."""

    name: Promise
    said: str
    counted: str


@dataclass(frozen=True)
class ExportSeen:
    """`name` is that of its channel. `figures` are those of a usual month; none while it waits and
    where it failed."""

    count: ExportCount
    name: str
    figures: Sequence[Figure]


def exports_of(brand: Brand) -> Sequence[ExportSeen]:
    """The oldest first, in two queries."""
    said = {channel.key: channel for channel in Channel.objects.filter(brand=brand)}
    return [
        _seen(count, said.get(count.channel)) for count in ExportCount.objects.filter(brand=brand)
    ]


def _seen(count: ExportCount, said: Channel | None) -> ExportSeen:
    name = said.name if said and said.name else channel_named(count.channel)
    return ExportSeen(count, name, _figures(count, said))


def _figures(count: ExportCount, said: Channel | None) -> Sequence[Figure]:
    if count.counted is None:
        return ()
    return [
        Figure(name, _words(said, field, unit), _words(count, field, unit))
        for field, name, unit in FIGURES
    ]


def _words(row: Channel | ExportCount | None, field: str, unit: Unit) -> str:
    value = getattr(row, field) if row else None
    return "" if value is None else in_unit(value, unit)
