"""What is known: declared in the form, told in answer to a question, or measured.

Every fact that anything here asks for is listed in `data/facts.toml`. What is measured replaces
what was declared, fact by fact; what the form counts by itself replaces what was told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from parvis.strategy.diagnosis.form import Form
from parvis.strategy.diagnosis.result import Basis, Fact
from parvis.strategy.diagnosis.tables import Condition, both, both_if_any, table
from parvis.strategy.diagnosis.words import Both, figures


class Unit(StrEnum):
    """Of a fact's value. A share is between 0 and 1; a number may be of people, of messages."""

    YES_NO = "yes_no"
    SHARE = "share"
    NUMBER = "number"
    HOURS = "hours"


class Scope(StrEnum):
    """Whose fact it is. That of a channel is kept as `channel:<channel>:<name>`."""

    BRAND = "brand"
    CHANNEL = "channel"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a person is asked for where nothing else says it; its answer goes to `form.told`."""

    key: str
    asks: Both
    why: Both
    example: Both
    unit: Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Between what and what a number can be, both included."""

    least: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FactKind:
    """One line of `facts.toml`.

    `measured` says how the living diagnosis counts it; empty where nothing can. `more` and `less`
    finish the sentence "If ..." for a number, `yes` and `no` for what is or is not so;
    `within_reach` names the one of them that the brand can bring about, and is empty where the
    value is an estimate that may be otherwise either way.
    """

    key: str
    scope: Scope
    unit: Unit
    name: Both
    measured: str
    question: Question | None
    bounds: Bounds | None
    given: bool
    """Known of every channel by what it is."""
    within_reach: str
    more: Both | None
    less: Both | None
    yes: Both | None
    no: Both | None


@cache
def fact_kinds() -> Mapping[str, FactKind]:
    """All of them by key, in the order of the file."""
    return {entry["key"]: _kind(entry) for entry in table("facts")["fact"]}


def questions() -> tuple[Question, ...]:
    """All that can be asked, in the order in which to ask."""
    return tuple(kind.question for kind in fact_kinds().values() if kind.question)


def _kind(entry: Mapping[str, Any]) -> FactKind:
    unit = Unit(entry["unit"])
    return FactKind(
        key=entry["key"],
        scope=Scope(entry.get("scope", "brand")),
        unit=unit,
        name=both(entry["name"]),
        measured=entry.get("measured", ""),
        question=_question(entry, unit),
        bounds=Bounds(**entry["between"]) if "between" in entry else None,
        given=entry.get("given", False),
        within_reach=entry.get("within_reach", ""),
        more=both_if_any(entry.get("more")),
        less=both_if_any(entry.get("less")),
        yes=both_if_any(entry.get("yes")),
        no=both_if_any(entry.get("no")),
    )


def _question(entry: Mapping[str, Any], unit: Unit) -> Question | None:
    if "asks" not in entry:
        return None
    return Question(
        key=entry["key"],
        asks=both(entry["asks"]),
        why=both(entry["why"]),
        example=both(entry["example"]),
        unit=unit,
    )


class Known:
    """Facts by their keys. What is not known of a channel is looked up `beneath`, of the brand:
    there only what is the brand's alone, for both may be asked, and answer."""

    __slots__ = ("_beneath", "_facts", "_prefix")

    def __init__(
        self, facts: Mapping[str, Fact], *, prefix: str = "", beneath: Known | None = None
    ) -> None:
        self._facts = facts
        self._prefix = prefix
        self._beneath = beneath

    def fact(self, name: str) -> Fact:
        """One that says that it is missing where nothing is known."""
        found = self._facts.get(name)
        if found is not None:
            return found
        if self._beneath and fact_kinds()[name].scope is Scope.BRAND:
            return self._beneath.fact(name)
        return Fact(key=self._prefix + name, value=None, basis=Basis.MISSING)

    def value(self, name: str) -> bool | float | None:
        return self.fact(name).value

    def number(self, name: str) -> float | None:
        value = self.value(name)
        return None if value is None else float(value)

    def among(self, brand: Known, *, forecast: float | None) -> Known:
        """A channel beside the brand's other facts, with what would be answered in time here."""
        facts = dict(self._facts)
        if forecast is not None and "forecast" not in facts:
            key = self._prefix + "forecast"
            facts["forecast"] = Fact(key=key, value=forecast, basis=Basis.DECLARED)
        return Known(facts, prefix=self._prefix, beneath=brand)

    def holds(self, asked: Condition) -> bool | None:
        """None while it is not known."""
        value = self.value(asked.fact)
        return None if value is None else asked.holds(value)


@dataclass(frozen=True, slots=True)
class Said:
    """A value that the form gives, with the words that it rests on."""

    value: bool | float | None
    evidence: str = ""


def declared(key: str, said: Said, form: Form) -> Fact:
    return Fact(key=key, value=said.value, basis=Basis.DECLARED, evidence=said.evidence, on=form.on)


def told(form: Form) -> dict[str, Fact]:
    """The answers to questions, as facts. An answer to what nobody asks is none."""
    asked = fact_kinds()
    return {
        key: Fact(
            key=key,
            value=answer.value,
            basis=Basis.DECLARED,
            evidence=answer.evidence,
            on=answer.on or form.on,
        )
        for key, answer in form.told.items()
        if key in asked
    }


def overlaid(
    facts: Mapping[str, Fact], measured: Mapping[str, Fact], *, prefix: str = ""
) -> dict[str, Fact]:
    """With what was measured in the place of what was declared; what a measure could not say
    leaves the declared fact as it is."""
    found = dict(facts)
    for name in fact_kinds() if measured else ():
        newer = measured.get(prefix + name)
        if newer is not None and newer.value is not None:
            found[name] = newer
    return found


def spoken(value: bool | float, unit: Unit) -> Both:
    """A value as a sentence has it: "11%", "4,000", "10 h"."""
    if unit is Unit.YES_NO:
        return Both(en="yes", fr="oui") if value else Both(en="no", fr="non")
    if unit is Unit.SHARE:
        share = figures(_digits(100 * value))
        return Both(en=f"{share.en}%", fr=f"{share.fr}\u202f%")
    number = figures(_digits(value))
    if unit is Unit.HOURS:
        return Both(en=f"{number.en} h", fr=f"{number.fr}\u00a0h")
    return number


def _digits(value: float) -> str:
    """Whole from ten on, with one decimal below where there is any."""
    if abs(value) >= 10 or float(value).is_integer():
        return f"{value:,.0f}"
    return f"{value:,.1f}".removesuffix(".0")
