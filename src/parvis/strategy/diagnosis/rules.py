"""The rules of the verdict, as `data/rules.toml` has them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from parvis.strategy.diagnosis.facts import fact_kinds
from parvis.strategy.diagnosis.result import Verdict
from parvis.strategy.diagnosis.tables import Condition, both, condition, table
from parvis.strategy.diagnosis.words import Both


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictWords:
    """`answer` is what the verdict is called; `means` what it asks the brand to do."""

    name: Both
    means: Both


@cache
def rules() -> tuple[Rule, ...]:
    return tuple(_rule(entry) for entry in table("rules")["rule"])


@cache
def asked_facts() -> Mapping[str, tuple[Condition, ...]]:
    """What the rules ask of each fact that may be unknown, in the order in which they ask."""
    found: defaultdict[str, list[Condition]] = defaultdict(list)
    for rule in rules():
        for each in rule.when:
            if not fact_kinds()[each.fact].given and each not in found[each.fact]:
                found[each.fact].append(each)
    return {fact: tuple(conditions) for fact, conditions in found.items()}


@cache
def rules_asking(fact: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules() if any(each.fact == fact for each in rule.when))


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
