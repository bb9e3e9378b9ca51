"""The rules of the verdict, as `data/rules.toml` has them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from parvis.strategy.diagnosis.result import Verdict
from parvis.strategy.diagnosis.tables import Condition, both, condition, table
from parvis.strategy.diagnosis.words import Both


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rule:
    """Speaks when all of `when` holds; is silent while any of it is not known.

    `speaks_for` weighs the verdicts that it supports, `forbids` names those that it rules out.
    """

    id: str
    when: tuple[Condition, ...]
    speaks_for: Mapping[Verdict, float]
    forbids: frozenset[Verdict]
    says: Both
    rests_on: str
    """The three digits of a source, or "ours"."""

    def speaks(self, values: Mapping[str, bool | float | None]) -> bool:
        for each in self.when:
            value = values[each.fact]
            if value is None or not each.holds(value):
                return False
        return True

    @property
    def weight(self) -> float:
        return max(self.speaks_for.values(), default=0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictWords:
    """What a verdict is called, and what it asks the brand to do."""

    name: Both
    means: Both


@cache
def rules() -> tuple[Rule, ...]:
    return tuple(_rule(entry) for entry in table("rules")["rule"])


@dataclass(frozen=True, slots=True)
class Book:
    """The rules that can speak of a channel, what it is being given.

    `asks` is what they ask of each fact that may be unknown, in the order in which they ask.
    """

    rules: tuple[Rule, ...]
    asks: Mapping[str, tuple[Condition, ...]]
    asking: Mapping[str, tuple[Rule, ...]]
    """The rules that ask of a fact."""

    thresholds: Mapping[str, tuple[float, ...]]
    """The numbers on which they turn, from the least."""


@cache
def book(*, direct: bool, reviews: bool) -> Book:
    given = {"direct": direct, "reviews": reviews}
    able = tuple(
        rule
        for rule in rules()
        if all(each.holds(given[each.fact]) for each in rule.when if each.fact in given)
    )
    asks: defaultdict[str, list[Condition]] = defaultdict(list)
    for each in (each for rule in able for each in rule.when if each.fact not in given):
        asks[each.fact].append(each)
    return Book(
        rules=able,
        asks={fact: tuple(conditions) for fact, conditions in asks.items()},
        asking={
            fact: tuple(rule for rule in able if any(each.fact == fact for each in rule.when))
            for fact in asks
        },
        thresholds={
            fact: tuple(sorted({each.threshold for each in conditions if each.threshold}))
            for fact, conditions in asks.items()
        },
    )


@cache
def heaviest_weight() -> float:
    return max(rule.weight for rule in rules())


@cache
def prudence() -> Sequence[Verdict]:
    """The verdicts, the most prudent first: of equals the first is taken."""
    return tuple(Verdict(name) for name in table("rules")["prudence"])


@cache
def verdict_words() -> Mapping[Verdict, VerdictWords]:
    said = table("rules")["verdict"]
    return {
        verdict: VerdictWords(
            name=both(said[verdict.value]["name"]), means=both(said[verdict.value]["means"])
        )
        for verdict in Verdict
    }


def _rule(entry: Mapping[str, Any]) -> Rule:
    return Rule(
        id=entry["id"],
        when=tuple(condition(each) for each in entry["when"]),
        speaks_for={Verdict(name): weight for name, weight in entry["for"].items()},
        forbids=frozenset(Verdict(name) for name in entry.get("forbids", ())),
        says=both(entry["says"]),
        rests_on=entry["rests_on"],
    )
