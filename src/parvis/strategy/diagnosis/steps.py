"""What to do next, the easiest first: begin with what is easiest (source 003)."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.strategy.diagnosis.facts import fact_kinds
from parvis.strategy.diagnosis.maturity import criteria, level_reached
from parvis.strategy.diagnosis.result import (
    CriterionSeen,
    DimensionSeen,
    Maturity,
    Standing,
    Step,
)
from parvis.strategy.diagnosis.tables import both, table
from parvis.strategy.diagnosis.words import Both

TO_FIND_OUT = 1
"""The effort of a question: an hour."""
LEVELS_AT_ONCE = 1
LEVELS_AT_ONCE_ONLINE = 2
"""Of a pure player, who is used to change."""


def steps_of(maturity: Maturity) -> tuple[Step, ...]:
    """Steps of the weakest dimensions come before all others: no other raises the whole."""
    found = [
        (dimension, criterion, _step(maturity, dimension, criterion))
        for dimension in maturity.dimensions
        for criterion in _next_of(dimension, maturity)
    ]
    found.sort(key=lambda each: _order(maturity, *each))
    return tuple(step for _dimension, _criterion, step in found)


def _next_of(dimension: DimensionSeen, maturity: Maturity) -> Iterator[CriterionSeen]:
    at_once = LEVELS_AT_ONCE_ONLINE if maturity.pure_player else LEVELS_AT_ONCE
    for criterion in dimension.criteria:
        if criterion.standing is not Standing.MET and criterion.level <= dimension.level + at_once:
            yield criterion


def _order(
    maturity: Maturity, dimension: DimensionSeen, criterion: CriterionSeen, step: Step
) -> tuple[bool, int, int, bool, int]:
    weakest = dimension.id in maturity.weakest
    return (not weakest, step.effort, -step.gain, step.question, criterion.level)


def _step(maturity: Maturity, dimension: DimensionSeen, seen: CriterionSeen) -> Step:
    question = fact_kinds()[seen.fact.key].question if seen.standing is Standing.MISSING else None
    gain = _gain(dimension, seen)
    return Step(
        says=both(table("criteria")["find_out"]).filled(question=question.asks)
        if question
        else criteria()[seen.id].step,
        why=_why(maturity, dimension, seen, gain=gain),
        effort=TO_FIND_OUT if question else _effort(seen, maturity),
        gain=gain,
        criterion=seen.id,
        question=question is not None,
    )


def _gain(dimension: DimensionSeen, fulfilled: CriterionSeen) -> int:
    """The levels that the dimension rises by when this alone is fulfilled."""
    rest = [each for each in dimension.criteria if each.id != fulfilled.id]
    return level_reached(rest) - dimension.level


def _effort(seen: CriterionSeen, maturity: Maturity) -> int:
    easier = maturity.pure_player and criteria()[seen.id].online
    return max(1, seen.effort - 1) if easier else seen.effort


def _why(maturity: Maturity, dimension: DimensionSeen, seen: CriterionSeen, *, gain: int) -> Both:
    words = table("criteria")["why"]
    weakest = dimension.id in maturity.weakest
    alone = len(maturity.weakest) == 1
    left = sum(
        each.standing is not Standing.MET and each.level <= seen.level
        for each in dimension.criteria
    )
    if gain:
        name = "raises_all" if weakest and alone else "raises_weakest" if weakest else "raises_one"
    else:
        name = "on_the_way" if weakest else "for_later"
    return both(words[name]).filled(
        dimension=dimension.name,
        now=dimension.level,
        then=dimension.level + gain,
        next=seen.level,
        left=left - 1,
    )
