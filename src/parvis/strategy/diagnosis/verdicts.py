"""The verdict on each channel: the best supported of those that no rule forbids."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import inf, nextafter

from parvis.strategy.diagnosis.facts import Known, Unit, fact_kinds, spoken
from parvis.strategy.diagnosis.result import ChannelVerdict, Reason, Verdict
from parvis.strategy.diagnosis.rules import (
    Rule,
    asked_facts,
    prudence,
    rules,
    rules_asking,
    verdict_words,
)
from parvis.strategy.diagnosis.tables import both, table
from parvis.strategy.diagnosis.words import Both

NEAR = 2.0
"""A number within twice or half of a threshold is near enough to be tried on its other side."""
MOST_CHANGES = 5


class Case:
    """What the rules say to one channel as it is known."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.speaking = [rule for rule in rules() if _speaks(rule, known)]
        self.verdict = _best(self.speaking)

    def were(self, fact: str, value: bool | float) -> Verdict:
        """The verdict if this one fact were otherwise."""
        asking = rules_asking(fact)
        changed = _Otherwise(self.known, fact, value)
        untouched = [rule for rule in self.speaking if rule not in asking]
        return _best([*untouched, *(rule for rule in asking if _speaks(rule, changed))])


class _Otherwise(Known):
    """What is known, with one fact in another way."""

    __slots__ = ("_name", "_otherwise", "_was")

    def __init__(self, was: Known, name: str, otherwise: bool | float) -> None:
        self._was, self._name, self._otherwise = was, name, otherwise

    def value(self, name: str) -> bool | float | None:
        return self._otherwise if name == self._name else self._was.value(name)


def verdict_on(channel: str, name: str, known: Known) -> ChannelVerdict:
    case = Case(known)
    return ChannelVerdict(
        channel=channel,
        name=name,
        verdict=case.verdict,
        sure=_sure(case),
        speaks_for=_reasons(case, name, supporting=True),
        speaks_against=_reasons(case, name, supporting=False),
        would_change=_would_change(case, name),
        facts=tuple(known.fact(fact) for fact in asked_facts()),
    )


def _speaks(rule: Rule, known: Known) -> bool:
    return all(known.holds(each) for each in rule.when)


def _best(speaking: Sequence[Rule]) -> Verdict:
    support, allowed = _support(speaking), _allowed(speaking)
    return max(allowed, key=support.__getitem__)


def _support(speaking: Sequence[Rule]) -> dict[Verdict, float]:
    support = dict.fromkeys(prudence(), 0.0)
    for rule in speaking:
        for verdict, weight in rule.speaks_for.items():
            support[verdict] += weight
    return support


def _allowed(speaking: Sequence[Rule]) -> list[Verdict]:
    """The most prudent first. Were all of them forbidden, all would be as good as before."""
    forbidden = frozenset[Verdict]().union(*(rule.forbids for rule in speaking))
    return [verdict for verdict in prudence() if verdict not in forbidden] or list(prudence())


def _sure(case: Case) -> float:
    """The share of what the rules ask that is known, times how far ahead the verdict is."""
    known = sum(case.known.value(fact) is not None for fact in asked_facts())
    support = _support(case.speaking)
    others = [support[each] for each in _allowed(case.speaking) if each is not case.verdict]
    ahead = support[case.verdict] - max(others, default=0.0)
    clearness = ahead / support[case.verdict] if support[case.verdict] else 0.0
    return round(known / len(asked_facts()) * clearness, 2)


def _reasons(case: Case, name: str, *, supporting: bool) -> tuple[Reason, ...]:
    """Those that support the verdict, or those that speak for another; the heaviest first."""
    found = [rule for rule in case.speaking if (case.verdict in rule.speaks_for) is supporting]
    weight = (
        (lambda rule: rule.speaks_for[case.verdict])
        if supporting
        else (lambda rule: max(rule.speaks_for.values(), default=0.0))
    )
    found.sort(key=weight, reverse=True)
    return tuple(
        Reason(rule=rule.id, says=_said(rule, name, case.known), rests_on=rule.rests_on)
        for rule in found
    )


def _said(rule: Rule, name: str, known: Known) -> Both:
    """With the channel's own figures in the sentence."""
    figures = {
        each.fact: spoken(value, fact_kinds()[each.fact].unit)
        for each in rule.when
        if (value := known.value(each.fact)) is not None
    }
    return rule.says.filled(channel=name, **figures)


def _would_change(case: Case, name: str) -> tuple[Both, ...]:
    """What is not known first: finding it out costs less than changing it."""
    facts = sorted(asked_facts(), key=lambda fact: case.known.value(fact) is not None)
    said: dict[tuple[str, Verdict], Both] = {}
    for fact in facts:
        was = case.known.value(fact)
        for value, so in _otherwise(fact, was):
            verdict = case.were(fact, value)
            if verdict is not case.verdict and (fact, verdict) not in said:
                words = table("rules")["would_change"]["unknown" if was is None else "known"]
                said[fact, verdict] = both(words).filled(
                    so=so, verdict=verdict_words()[verdict].name, channel=name
                )
        if len(said) >= MOST_CHANGES:
            break
    return tuple(said.values())[:MOST_CHANGES]


def _otherwise(fact: str, was: bool | float | None) -> list[tuple[bool | float, Both]]:
    """Other values that a rule would hear, each with the words that say that it were so."""
    kind = fact_kinds()[fact]
    if kind.unit is Unit.YES_NO:
        answers = [(True, kind.yes), (False, kind.no)]
        return [(way, so) for way, so in answers if so and (was is None or way is not bool(was))]
    thresholds = _thresholds(fact)
    more = [(at, at) for at in thresholds if was is None or was < at <= NEAR * was]
    less = [
        (nextafter(at, -inf), at)
        for at in reversed(thresholds)
        if was is None or at <= was <= NEAR * at
    ]
    sides = [(kind.more, more), (kind.less, less)]
    return [
        (value, so.filled(value=spoken(at, kind.unit)))
        for so, values in sides
        if so
        for value, at in values
    ]


@cache
def _thresholds(fact: str) -> tuple[float, ...]:
    return tuple(sorted({each.threshold for each in asked_facts()[fact] if each.threshold}))
