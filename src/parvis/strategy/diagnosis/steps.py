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
) -> tuple[bool, int, int, int, bool]:
    weakest = dimension.id in maturity.weakest
    return (not weakest, criterion.level, step.effort, -step.gain, step.question)


def _step(maturity: Maturity, dimension: DimensionSeen, seen: CriterionSeen) -> Step:
    gain = _gain(dimension, seen)
    why = _why(maturity, dimension, seen, gain=gain)
    question = fact_kinds()[seen.fact.key].question if seen.standing is Standing.MISSING else None
    if question:
        why = both(table("criteria")["find_out"]).filled(question=question.asks, why=why)
    return Step(
        says=criteria()[seen.id].step,
        why=why,
        effort=_effort(seen, maturity),
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
    left = _left(dimension, seen)
    others = [each.level for each in maturity.dimensions if each.id != dimension.id]
    then = dimension.level + gain
    return both(table("criteria")["why"][_reason(maturity, dimension, gain, left)]).filled(
        dimension=dimension.name,
        now=dimension.level,
        then=then,
        whole=min([then, *others]),
        next=seen.level,
        left=left,
    )


def _reason(maturity: Maturity, dimension: DimensionSeen, gain: int, left: int) -> str:
    weakest = dimension.id in maturity.weakest
    if gain:
        alone = len(maturity.weakest) == 1
        return "raises_one" if not weakest else "raises_all" if alone else "raises_weakest"
    if not weakest:
        return "for_later"
    return "on_the_way_one" if left == 1 else "on_the_way"


def _left(dimension: DimensionSeen, seen: CriterionSeen) -> int:
    """What else that level still asks for."""
    return sum(
        each.standing is not Standing.MET and each.level <= seen.level and each.id != seen.id
        for each in dimension.criteria
    )
