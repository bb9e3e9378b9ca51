"""What the diagnosis knows beforehand, in the language of the reader: aims, practices, questions.

It stands in the data files of `strategy.diagnosis`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.utils.translation import get_language, gettext_lazy

from parvis.strategy.diagnosis import facts
from parvis.strategy.diagnosis.channels import words_of
from parvis.strategy.diagnosis.diagnose import diagnose
from parvis.strategy.diagnosis.facts import Unit
from parvis.strategy.diagnosis.form import Form
from parvis.strategy.diagnosis.maturity import criteria
from parvis.strategy.diagnosis.result import Diagnosis
from parvis.strategy.diagnosis.tables import both, table
from parvis.strategy.diagnosis.words import Both, Language

AXES = {
    "communication": gettext_lazy("Communication"),
    "service_relation": gettext_lazy("Service and relation"),
    "commerce": gettext_lazy("Commerce"),
}
STEP_OF_DIMENSION: Mapping[str, str] = {
    "listening": "publics",
    "responsiveness": "others",
    "self_service": "exists",
    "organisation": "means",
    "measurement": "aims",
}
"""Where the questions of each dimension of maturity are asked."""


@dataclass(frozen=True)
class AimChoice:
    id: str
    name: str


@dataclass(frozen=True)
class Question:
    key: str
    asks: str
    why: str
    example: str
    unit: Unit


def language() -> Language:
    return "fr" if (get_language() or "").startswith("fr") else "en"


def spoken(words: Both) -> str:
    return words.said_in(language())


def aims() -> Mapping[str, Sequence[AimChoice]]:
    """The fourteen by their axis."""
    found: dict[str, list[AimChoice]] = {}
    for aim in _of_nobody().aims:
        axis = str(AXES.get(aim.axis, aim.axis))
        found.setdefault(axis, []).append(AimChoice(aim.id, spoken(aim.name)))
    return found


def aim_named(aim: str) -> str:
    """Its name; of an aim that is not among the fourteen, its id."""
    return next((spoken(one.name) for one in _of_nobody().aims if one.id == aim), aim)


def unit_of_aim(aim: str) -> str:
    """Of its usual measure; empty for an aim that is not among the fourteen."""
    return next((one.unit for one in _of_nobody().aims if one.id == aim), "")


def in_unit(value: float, unit: str) -> str:
    """A value as people write it; in no unit that is known, a number."""
    return spoken(facts.spoken(value, Unit(unit) if unit in set(Unit) else Unit.NUMBER))


def channel_named(key: str) -> str:
    """As the channel calls itself, or as its key reads."""
    known = table("channels").get(key)
    return spoken(both(known)) if known else words_of(key)


def practices() -> Sequence[tuple[str, str]]:
    """Ids and names of what competitors may do."""
    return [(one.id, spoken(one.name)) for one in _of_nobody().practices]


def questions_of(step: str) -> Sequence[Question]:
    """Those about how the brand works that this step asks, in the order in which to ask."""
    return [
        Question(one.key, spoken(one.asks), spoken(one.why), spoken(one.example), one.unit)
        for one in facts.questions()
        if _step_asking(one.key) == step
    ]


@cache
def _step_asking(question: str) -> str:
    """Beside what it is about: its dimension of maturity, else the brand's attributes, else what
    competitors do; what is about none of these, with the means."""
    for one in criteria().values():
        if one.asks.fact == question:
            return STEP_OF_DIMENSION.get(one.dimension, "means")
    diagnosis = _of_nobody()
    if any(fact.key == question for each in diagnosis.attributes for _, fact in each.facts):
        return "identity"
    return "means"


@cache
def _of_nobody() -> Diagnosis:
    """What is said of a brand of which nothing is known: everything by name."""
    return diagnose(Form(brand="", on=date.min))
