"""The lists of a step, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parvis.brands.models import Brand
from parvis.strategy.actions.rows import Above
from parvis.strategy.asked.lists import KINDS, Kind
from parvis.strategy.diagnosis.tables import table
from parvis.strategy.models import Channel, Habit, Place
from parvis.strategy.queries.notes import Notes
from parvis.strategy.told.lines import Line


@dataclass(frozen=True)
class Written:
    pk: int
    line: Line
    notes: Sequence[str] = ()
    """What does not go together with something else that was said."""


def lines_of(kind: Kind, *, above: Above, notes: Notes | None = None) -> Sequence[Written]:
    """The rows of this kind that hang on the brand, or on a row of it, with the notes on each."""
    rows = kind.model._default_manager.filter(**{kind.of or "brand": above})
    return [
        Written(row.pk, kind.tell(row), notes.of(kind, number) if notes else ())
        for number, row in enumerate(rows.prefetch_related(*kind.beside))
    ]


def below_of(kind: Kind) -> Kind | None:
    return KINDS[kind.below] if kind.below else None


def known_channels(brand: Brand) -> Sequence[str]:
    """Keys that the form speaks of, then the usual ones: what a field offers."""
    used = [
        *Channel.objects.filter(brand=brand).values_list("key", flat=True),
        *Place.objects.filter(brand=brand).exclude(channel="").values_list("channel", flat=True),
        *Habit.objects.filter(segment__brand=brand).values_list("channel", flat=True),
    ]
    return list(dict.fromkeys([*used, *table("channels")]))
