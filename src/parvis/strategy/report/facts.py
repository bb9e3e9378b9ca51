"""What a fact is called, how its value is written, and how it is known."""

from __future__ import annotations

from parvis.strategy.diagnosis.facts import Unit, fact_kinds
from parvis.strategy.diagnosis.result import Basis, Fact
from parvis.strategy.diagnosis.words import Both
from parvis.strategy.report import terms
from parvis.strategy.report.pen import Pen

YES, NO = Both("yes", "oui"), Both("no", "non")
ON = Both("{basis}, {day}", "{basis}, {day}")
WITH = Both("{known}: {evidence}", "{known} : {evidence}")


def fact_name(key: str) -> str:
    """The name alone: "answered" of `channel:instagram:answered`."""
    return key.rsplit(":", 1)[-1]


def name_of(key: str, pen: Pen) -> str:
    """In words; a key that has none is shown as it is, to be looked up."""
    name = fact_name(key)
    kind = fact_kinds().get(name)
    return pen.told(kind.name if kind else name, 120)


def value_of(fact: Fact, pen: Pen) -> str:
    if fact.value is None:
        return pen.say(terms.NOT_KNOWN)
    if isinstance(fact.value, bool):
        return pen.say(YES if fact.value else NO)
    kind = fact_kinds().get(fact_name(fact.key))
    return quantity(fact.value, kind.unit if kind else Unit.NUMBER, pen)


def quantity(value: float, unit: str, pen: Pen) -> str:
    """A number in one of the units of facts and aims."""
    if unit == Unit.SHARE:
        return pen.share(value)
    if unit == Unit.HOURS:
        return pen.hours(value)
    return pen.number(value)


def known_as(fact: Fact, pen: Pen) -> str:
    """As in "measured, 3 March 2026: 412 messages", "declared", "missing"."""
    known = pen.say(terms.BASES[fact.basis])
    if fact.basis is Basis.MISSING:
        return known
    if fact.on:
        known = pen.say(ON, basis=known, day=pen.day(fact.on))
    evidence = pen.told(fact.evidence, 200)
    return pen.say(WITH, known=known, evidence=evidence) if evidence else known
