"""The maturity of past weeks, and what it rested on."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256

from parvis.brands.models import Brand
from parvis.strategy.diagnosis.result import Basis, Maturity
from parvis.strategy.diagnosis.tables import table
from parvis.strategy.models import Assessment

WORDS = frozenset({"says", "step", "name", "why", "find_out"})
"""What may be said otherwise without asking for anything else."""


@dataclass(frozen=True)
class Week:
    """`monday` is its first day."""

    monday: date
    level: int
    levels: Mapping[str, int]
    definition: str


@cache
def definition() -> str:
    """Names what the criteria ask, whatever their words: another name, other levels."""
    asked = [
        {name: value for name, value in criterion.items() if name not in WORDS}
        for criterion in table("criteria")["criterion"]
    ]
    return sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:12]


def facts_of(maturity: Maturity) -> dict[str, dict[str, object]]:
    """What the criteria rest on, by the key of the fact."""
    facts = [one.fact for each in maturity.dimensions for one in each.criteria]
    return {
        fact.key: {
            "value": fact.value,
            "basis": fact.basis.value,
            "on": fact.on.isoformat() if fact.on else None,
            "rows": fact.rows,
        }
        for fact in facts
    }


def weeks_assessed(brand: Brand, *, last: int = 53) -> Sequence[Week]:
    """The latest of them, oldest first."""
    rows = Assessment.objects.filter(brand=brand).order_by("-year", "-week")[:last]
    return [
        Week(date.fromisocalendar(row.year, row.week, 1), row.level, row.levels, row.definition)
        for row in rows
    ][::-1]


def measured_since(brand: Brand) -> Mapping[str, date]:
    """By the key of a fact, the Monday of the week since which it has been measured without a
    break."""
    since: dict[str, date] = {}
    rows = Assessment.objects.filter(brand=brand).values_list("year", "week", "facts")
    for year, week, facts in rows:
        measured = {key for key, fact in facts.items() if fact["basis"] == Basis.MEASURED}
        monday = date.fromisocalendar(year, week, 1)
        since = {key: since.get(key, monday) for key in measured}
    return since
