"""The verdict on each channel: the best supported of those that no rule forbids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from math import inf, nextafter

from parvis.strategy.diagnosis.facts import FactKind, Known, Unit, fact_kinds, spoken
from parvis.strategy.diagnosis.result import ChannelVerdict, Reason, Verdict
from parvis.strategy.diagnosis.rules import (
    Book,
    Rule,
    book,
    heaviest_weight,
    prudence,
    verdict_words,
)
from parvis.strategy.diagnosis.tables import both, table
from parvis.strategy.diagnosis.words import Both

GIVEN = ("direct", "reviews")
"""Known of every channel by what it is."""
NEAR = 2.0
"""A number within twice or half of a threshold is near enough to be tried on its other side."""
MOST_CHANGES = 5
"""As many as are read. Ours."""


def verdict_on(channel: str, name: str, known: Known) -> ChannelVerdict:
    """`known` are the facts of the channel beside those of the brand."""
    hearing = Hearing(known)
    return ChannelVerdict(
        channel=channel,
        name=name,
        verdict=hearing.verdict,
        sure=_sure(hearing),
        speaks_for=_reasons(hearing, supporting=True),
        speaks_against=_reasons(hearing, supporting=False),
        would_change=_would_change(hearing),
        facts=tuple(known.fact(fact) for fact in hearing.book.asks),
    )


class Hearing:
    """One channel before the rules: those that speak of what is known, and what they come to."""

    def __init__(self, known: Known) -> None:
        given = {name: bool(known.value(name)) for name in GIVEN}
        self.known = known
        self.book: Book = book(**given)
        self.values = {**given, **{fact: known.value(fact) for fact in self.book.asks}}
        self.speaking = [rule for rule in self.book.rules if rule.speaks(self.values)]
        self._together = frozenset(self.speaking)
        self.opinion = _opinion(self._together)
        self.verdict = self.opinion.verdict

    def were(self, otherwise: Mapping[str, bool | float]) -> Verdict:
        """The verdict if these facts were otherwise."""
        asking = {rule for fact in otherwise for rule in self.book.asking[fact]}
        values = {**self.values, **otherwise}
        now = [rule for rule in asking if rule.speaks(values)]
        return _opinion(self._together.difference(asking).union(now)).verdict


@dataclass(frozen=True, slots=True)
class Opinion:
    """What some rules come to together; `allowed` are the verdicts that none of them forbids."""

    support: Mapping[Verdict, float]
    allowed: Sequence[Verdict]
    verdict: Verdict


@lru_cache(maxsize=10_000)
def _opinion(speaking: frozenset[Rule]) -> Opinion:
    """Channels often differ in their numbers alone, so that the same rules speak."""
    support = dict.fromkeys(prudence(), 0.0)
    for rule in speaking:
        for verdict, weight in rule.speaks_for.items():
            support[verdict] += weight
    allowed = _allowed(speaking)
    return Opinion(support, allowed, max(allowed, key=support.__getitem__))


def _allowed(speaking: Iterable[Rule]) -> list[Verdict]:
    """The most prudent first; that one alone if everything were forbidden."""
    forbidden = {verdict for rule in speaking for verdict in rule.forbids}
    return [each for each in prudence() if each not in forbidden] or [prudence()[0]]


def _sure(hearing: Hearing) -> float:
    """The share of what the rules ask that is known, times how clearly the verdict is ahead: a
    lead that no single rule could take back is as clear as can be."""
    asked = hearing.book.asks
    known = sum(hearing.values[fact] is not None for fact in asked) / len(asked)
    support = hearing.opinion.support
    others = [support[each] for each in hearing.opinion.allowed if each is not hearing.verdict]
    lead = support[hearing.verdict] - max(others, default=0.0)
    return round(known * min(1.0, lead / heaviest_weight()), 2)


def _reasons(hearing: Hearing, *, supporting: bool) -> tuple[Reason, ...]:
    """The rules that led to the verdict, or those that speak for others; the heaviest first."""
    found = [rule for rule in hearing.speaking if _led_here(rule, hearing) is supporting]
    found.sort(key=lambda rule: -rule.speaks_for.get(hearing.verdict, rule.weight))
    return tuple(
        Reason(rule=rule.id, says=_said(rule, hearing), rests_on=rule.rests_on) for rule in found
    )


def _led_here(rule: Rule, hearing: Hearing) -> bool | None:
    """It supports the verdict, or forbids one that else were better supported. None: neither, nor
    does it support another."""
    support = hearing.opinion.support
    decisive = any(support[each] > support[hearing.verdict] for each in rule.forbids)
    if hearing.verdict in rule.speaks_for or decisive:
        return True
    return False if rule.speaks_for else None


def _said(rule: Rule, hearing: Hearing) -> Both:
    """With the channel's own figures in the sentence, and who or what they count: a share of one
    competitor says less than its name."""
    figures = {
        each.fact: spoken(value, fact_kinds()[each.fact].unit)
        for each in rule.when
        if each.fact not in GIVEN and (value := hearing.values[each.fact]) is not None
    }
    counted = {
        f"{fact}_counted": hearing.known.fact(fact).evidence or figure
        for fact, figure in figures.items()
    }
    return rule.says.filled(**figures, **counted)


def _would_change(hearing: Hearing) -> tuple[Both, ...]:
    """Where nothing that is near would, what is further away; else two things at once."""
    return _changes(hearing, far=False) or _changes(hearing, far=True) or _change_of_two(hearing)


def _changes(hearing: Hearing, *, far: bool) -> tuple[Both, ...]:
    """What is not known first: finding it out costs less than changing it."""
    said: list[Both] = []
    for fact in sorted(hearing.book.asks, key=lambda fact: hearing.values[fact] is not None):
        known = "unknown" if hearing.values[fact] is None else "known"
        words = both(table("rules")["would_change"][known])
        for verdict, so in _flips(hearing, fact, far=far).items():
            named = verdict_words()[verdict].name
            said.append(words.filled(so=so, verdict=named))
        if len(said) >= MOST_CHANGES:
            break
    return tuple(said[:MOST_CHANGES])


def _flips(hearing: Hearing, fact: str, *, far: bool) -> dict[Verdict, Both]:
    """Other verdicts that this fact alone would lead to, each by the least that it takes."""
    kind = fact_kinds()[fact]
    found: dict[Verdict, Both] = {}
    was = hearing.values[fact]
    near = [at for at in hearing.book.thresholds[fact] if far or was is None or _near(was, at)]
    for other in _otherwise(kind, was, near):
        verdict = hearing.were({fact: other.value})
        if verdict is not hearing.verdict and verdict not in found:
            found[verdict] = _so(fact, other)
    return found


def _change_of_two(hearing: Hearing) -> tuple[Both, ...]:
    """The first two facts that together would, in the order in which the rules ask."""
    others = [
        (fact, other)
        for fact in hearing.book.asks
        for other in _otherwise(
            fact_kinds()[fact], hearing.values[fact], hearing.book.thresholds[fact]
        )
    ]
    for (one, so), (another, also) in combinations(others, 2):
        if one == another:
            continue
        verdict = hearing.were({one: so.value, another: also.value})
        if verdict is not hearing.verdict:
            words = both(table("rules")["would_change"]["together"])
            named = verdict_words()[verdict].name
            said = words.filled(so=_so(one, so), also=_so(another, also), verdict=named)
            return (said,)
    return ()


def _so(fact: str, other: Other) -> Both:
    return other.so.filled(value=spoken(other.named, fact_kinds()[fact].unit))


@dataclass(frozen=True, slots=True)
class Other:
    """Another value of a fact; `so` says that it were so, by naming a number."""

    value: bool | float
    named: float
    so: Both


def _otherwise(
    kind: FactKind, was: bool | float | None, thresholds: Sequence[float]
) -> Iterator[Other]:
    """What a rule would hear. Of what is known, only what is within reach."""
    if kind.unit is Unit.YES_NO:
        if kind.yes and (was is None or (not was and kind.within_reach != "no")):
            yield Other(True, 1, kind.yes)
        if kind.no and (was is None or (was and kind.within_reach != "yes")):
            yield Other(False, 0, kind.no)
        return
    if kind.more and _may(kind, "more", was):
        yield from (Other(at, at, kind.more) for at in thresholds if was is None or was < at)
    if kind.less and _may(kind, "less", was):
        for at in reversed(thresholds):
            if was is None or was >= at:
                yield Other(nextafter(at, -inf), at, kind.less)


def _may(kind: FactKind, way: str, was: float | None) -> bool:
    return was is None or kind.within_reach in ("", way)


def _near(was: float, at: float) -> bool:
    """Also none and one: the first of something is always near."""
    return at / NEAR <= was <= at * NEAR or abs(at - was) == 1
