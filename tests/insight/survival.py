"""Kaplan and Meier's estimate in plain loops, to be held against the product's statement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Wait:
    """How long somebody waited; `over` when the answer came, else they were still waiting."""

    length: timedelta
    over: bool


def kaplan_meier(waits: Iterable[Wait], *parts: float) -> list[timedelta | None]:
    """For each part, the time by which that part of all had their answer; None: not reached.

    Who still waits counts as waiting up to what is known of them, and then leaves the reckoning
    (Kaplan and Meier, 1958): neither forgotten nor taken for answered.
    """
    waits = list(waits)
    answers = Counter(wait.length for wait in waits if wait.over)
    leaving = Counter(wait.length for wait in waits)
    reached: list[timedelta | None] = [None] * len(parts)
    at_risk, still_waiting = len(waits), 1.0
    for length in sorted(leaving):
        if answers[length]:
            still_waiting *= 1 - answers[length] / at_risk
            for place, part in enumerate(parts):
                if reached[place] is None and still_waiting <= 1 - part + ROUNDING:
                    reached[place] = length
        at_risk -= leaving[length]
    return reached


def mean_of_answered(waits: Iterable[Wait]) -> timedelta | None:
    """The mean of those whose answer came; None when none did."""
    lengths = [wait.length for wait in waits if wait.over]
    return sum(lengths, timedelta()) / len(lengths) if lengths else None
