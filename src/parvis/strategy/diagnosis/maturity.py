"""How far the brand has come, from 0 to 5: as far as its weakest dimension.

The sources give a scale of 0 to 5 in three levels and do not define them (003). Ours are the
stages 0-1 (one hears), 2-3 (one answers), 4-5 (one is organised and learns).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from parvis.strategy.diagnosis.facts import Known
from parvis.strategy.diagnosis.result import CriterionSeen, DimensionSeen, Maturity, Standing
from parvis.strategy.diagnosis.tables import Condition, both, condition, table
from parvis.strategy.diagnosis.words import Both

HIGHEST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One of `criteria.toml`: what has to be so at a level of a dimension.

    `says` is the statement that is met or not, `step` what fulfils it, `effort` how long that
    takes. What is done `online` comes easier to those who were born there.
    """

    id: str
    dimension: str
    level: int
    asks: Condition
    says: Both
    step: Both
    effort: int
    online: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    id: str
    name: Both
    criteria: tuple[Criterion, ...]


@cache
def dimensions() -> tuple[Dimension, ...]:
    criteria = [_criterion(entry) for entry in table("criteria")["criterion"]]
    return tuple(
        Dimension(
            id=id_,
            name=both(entry["name"]),
            criteria=tuple(each for each in criteria if each.dimension == id_),
        )
        for id_, entry in table("criteria")["dimension"].items()
    )


@cache
def criteria() -> Mapping[str, Criterion]:
    return {each.id: each for dimension in dimensions() for each in dimension.criteria}


def maturity_of(known: Known, *, pure_player: bool) -> Maturity:
    seen = tuple(_seen(dimension, known) for dimension in dimensions())
    level = min(each.level for each in seen)
    return Maturity(
        level=level,
        stage=stage_of(level),
        dimensions=seen,
        weakest=tuple(each.id for each in seen if each.level == level),
        pure_player=pure_player,
        faster=both(table("criteria")["pure_player"]["says"]) if pure_player else None,
    )


def stage_of(level: int) -> int:
    """1 for 0-1, 2 for 2-3, 3 for 4-5."""
    return level // 2 + 1


def level_reached(criteria: Sequence[CriterionSeen]) -> int:
    """The highest level of which everything is met, as is everything below."""
    unmet = [each.level for each in criteria if each.standing is not Standing.MET]
    return min(unmet, default=HIGHEST + 1) - 1


def _seen(dimension: Dimension, known: Known) -> DimensionSeen:
    seen = tuple(_criterion_seen(each, known) for each in dimension.criteria)
    return DimensionSeen(
        id=dimension.id, name=dimension.name, level=level_reached(seen), criteria=seen
    )


def _criterion_seen(criterion: Criterion, known: Known) -> CriterionSeen:
    holds = known.holds(criterion.asks)
    standing = {True: Standing.MET, False: Standing.UNMET, None: Standing.MISSING}[holds]
    return CriterionSeen(
        id=criterion.id,
        level=criterion.level,
        says=criterion.says,
        standing=standing,
        fact=known.fact(criterion.asks.fact),
        effort=criterion.effort,
    )


def _criterion(entry: Mapping[str, Any]) -> Criterion:
    return Criterion(
        id=entry["id"],
        dimension=entry["of"],
        level=entry["level"],
        asks=condition(entry),
        says=both(entry["says"]),
        step=both(entry["step"]),
        effort=entry["effort"],
        online=entry.get("online", False),
    )
