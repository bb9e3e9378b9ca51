"""What happened on the days of a chart: rooms above say so when they are loaded.

A chart of the numbers shows each mark as a line on its day, and its words under the chart.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from parvis.brands.models import Brand


@dataclass(frozen=True)
class Mark:
    """Something that a chart of the brand's numbers must not be read without; `href` tells it."""

    on: date
    words: str
    href: str


Source = Callable[[Brand, date, date], Sequence[Mark]]
"""The marks of a brand from a day to a day, both included."""

_SOURCES: dict[str, Source] = {}


def mark_charts(source: Source, *, name: str) -> None:
    """Once for each name, however often it is said."""
    _SOURCES[name] = source


def marks_of(brand: Brand, *, first: date, last: date) -> Sequence[Mark]:
    """Of all sources, the oldest first."""
    found = [mark for source in _SOURCES.values() for mark in source(brand, first, last)]
    return sorted(found, key=lambda mark: mark.on)
