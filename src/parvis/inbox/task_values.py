"""What a matter takes to answer, proposed from how its cases went. Pure: figures in, a word and
its reasons out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

ENOUGH = 20
"""Cases, before their figures say more than the words of their messages."""

CALM_BELOW, HEATED_FROM = 0.2, 0.4
"""Shares of cases with a negative message."""
SELDOM_BELOW, OFTEN_FROM = 0.05, 0.15
"""Shares of cases that were reopened."""
QUICK_BELOW, SLOW_FROM = 0.75, 2.0
"""Times the median of all cases of the brand."""
FEW_TURNS, MANY_TURNS = 2.0, 4.0
"""Messages of the customer in a case, on average."""


@dataclass(frozen=True)
class Figures:
    """Of the resolved cases of a matter, in the last 90 days.

    `minutes` and `usual_minutes`: the median from the first message to the resolution, in opening
    hours, of these and of all cases of the brand. `messages` are those of the last 30 days.
    `p_simple`, `p_middle` and `p_difficult`: what their words look like, on average.
    """

    cases: int
    minutes: float
    usual_minutes: float
    turns: float
    reopened: float
    negative: float
    messages: int
    p_simple: float
    p_middle: float
    p_difficult: float

    @property
    def are_enough(self) -> bool:
        return self.cases >= ENOUGH

    @property
    def length(self) -> timedelta:
        return timedelta(minutes=self.minutes)


def value_of(figures: Figures) -> str:
    """Simple, middle or difficult; empty where nothing is known.

    Difficult: heated, often reopened, many turns, or twice as long as usual. Simple: calm, seldom
    reopened, few turns, and quicker than usual. With too few cases, the likeliest by their words.
    """
    if not figures.are_enough:
        return _by_words(figures)
    if (
        figures.negative >= HEATED_FROM
        or figures.reopened >= OFTEN_FROM
        or figures.turns >= MANY_TURNS
        or figures.minutes >= SLOW_FROM * figures.usual_minutes > 0
    ):
        return "difficult"
    if (
        figures.negative < CALM_BELOW
        and figures.reopened < SELDOM_BELOW
        and figures.turns < FEW_TURNS
        and figures.minutes <= QUICK_BELOW * figures.usual_minutes
    ):
        return "simple"
    return "middle"


def _by_words(figures: Figures) -> str:
    chances = {
        "simple": figures.p_simple,
        "middle": figures.p_middle,
        "difficult": figures.p_difficult,
    }
    best = max(chances, key=lambda value: chances[value])
    return best if chances[best] > 0 else ""
