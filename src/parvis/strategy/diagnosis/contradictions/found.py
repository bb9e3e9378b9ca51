"""A contradiction, and what several parts of the form have in common."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from parvis.strategy.diagnosis.paths import KeyPath
from parvis.strategy.diagnosis.words import Both, figures

ROUNDING = 0.011
"""Shares of a study are rounded to whole percents, each by itself."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """`against` is the key of what it does not go together with, where that is elsewhere: a file
    is told it, a page has none."""

    path: KeyPath
    says: Both
    against: KeyPath = ()


def same_name(where: KeyPath, names: Iterable[str]) -> Iterator[Contradiction]:
    return twice(where, [(name, [name.casefold()] if name else []) for name in names])


def twice(where: KeyPath, listed: Iterable[tuple[str, list[Hashable]]]) -> Iterator[Contradiction]:
    """The same thing again, by any of its identities. What has none yet is nobody's twin."""
    first: dict[Hashable, int] = {}
    for n, (name, identities) in enumerate(listed):
        twin = next((first[one] for one in identities if one in first), None)
        if twin is not None:
            says = _TWICE.filled(name=name)
            yield Contradiction((*where, n), says, against=(*where, twin))
        for one in identities:
            first.setdefault(one, n)


def in_future(at: KeyPath, day: date, on: date) -> Contradiction:
    return Contradiction(at, _IN_FUTURE.filled(day=day, on=on))


def percent(share: float) -> Both:
    """Where `facts.spoken` would round what contradicts: 60.4% is not 60%."""
    digits = figures(f"{share * 100:.4g}")
    return Both(en=f"{digits.en}%", fr=f"{digits.fr}\u202f%")


def number(value: float) -> Both:
    """As it was typed."""
    return figures(f"{value:,.15g}")


_TWICE = Both(
    en="{name} is listed for the second time.",
    fr="{name} figure pour la deuxième fois.",
)
_IN_FUTURE = Both(
    en="{day} is after {on}, the day that the form speaks of.",
    fr="le {day} vient après le {on}, jour dont parle le questionnaire.",
)
