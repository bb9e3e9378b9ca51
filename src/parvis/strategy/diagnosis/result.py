"""What a diagnosis says, with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from parvis.strategy.diagnosis.form import Degree, Form, Fundamental, Public
from parvis.strategy.diagnosis.words import Both


class Basis(StrEnum):
    """How a fact is known. What is measured replaces what was declared."""

    MEASURED = "measured"
    DECLARED = "declared"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """`value` is yes or no, or a number in the unit of the question; None where it is missing.

    `rows` is the address of the page that opens the rows behind a measured value.
    """

    key: str
    value: bool | float | None
    basis: Basis
    evidence: str = ""
    on: date | None = None
    rows: str = ""


class Verdict(StrEnum):
    ANSWER = "answer_here"
    LISTEN = "listen_only"
    REDIRECT = "redirect"
    """To the brand's own ground."""
    LEAVE = "leave"
    """Or do not go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A rule that spoke, with the brand's own figures in its sentence.

    `rests_on` is the source by its first three digits, or "ours".
    """

    rule: str
    says: Both
    rests_on: str = "ours"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenTo:
    """A public on a channel, and as what the brand speaks to it there. `chosen` is whether that was
    decided for this channel; `present` is the share of it that is there."""

    segment: str
    public: Public
    chosen: bool
    present: float | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelVerdict:
    """`sure` is between 0 and 1: how much of what the rules ask for is known, and how clearly it
    speaks."""

    channel: str
    name: str
    verdict: Verdict
    sure: float
    speaks_for: tuple[Reason, ...]
    speaks_against: tuple[Reason, ...]
    would_change: tuple[Both, ...]
    facts: tuple[Fact, ...]
    speaks_to: tuple[SpokenTo, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """`on_social_media` names the places that make the brand present there, known or not."""

    own_ground: tuple[str, ...]
    on_social_media: tuple[str, ...]
    silent: tuple[str, ...]
    """Silent or abandoned, by what was said or by their last sign of life."""
    paradoxes: tuple[Both, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectSeen:
    """`fit` is None while nothing is said of it; `advice` is what to do with the subject."""

    name: str
    legitimate: Degree | None
    fit: Degree | None
    by_fundamental: tuple[tuple[Fundamental, Degree, str], ...]
    spoken_by: tuple[str, ...]
    advice: Both


@dataclass(frozen=True, slots=True, kw_only=True)
class AimSeen:
    """One of the fourteen. `counted` says how the usual measure is counted, and is None where the
    brand has its own; `study` says which study it needs where nothing else measures it."""

    id: str
    axis: str
    name: Both
    chosen: bool
    measure: Both
    unit: str
    target: float | None
    default_target: bool
    today: float | None
    due: date | None
    policy: str
    orphan: bool
    owner: str
    channels: tuple[str, ...]
    study: Both | None
    counted: Both | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two chosen aims that pull apart."""

    one: str
    other: str
    why: Both


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeSeen:
    """Who does it: `we` is None while not known; `nobody` is an opening."""

    id: str
    name: Both
    we: bool | None
    others: tuple[str, ...]
    unknown_of: tuple[str, ...]
    nobody: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What is to be done against who is there, in a usual week.

    `used` is asked_hours / there_hours; `forecast` the share of messages that would be answered
    within the promise. None while too little is said.
    """

    asked_a_week: float | None
    handling_minutes: float | None
    asked_hours: float | None
    there_hours: float | None
    used: float | None
    promise_hours: float
    forecast: float | None


class Standing(StrEnum):
    MET = "met"
    UNMET = "unmet"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionSeen:
    id: str
    level: int
    says: Both
    standing: Standing
    fact: Fact
    effort: int
    """1 an hour, 2 a day, 3 a week, 4 a month, 5 longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionSeen:
    id: str
    name: Both
    level: int
    criteria: tuple[CriterionSeen, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Maturity:
    """`level` is that of the weakest dimension; `stage` is 1 for 0-1, 2 for 2-3, 3 for 4-5.

    `faster` says to a pure player how the way is shorter, and why.
    """

    level: int
    stage: int
    dimensions: tuple[DimensionSeen, ...]
    weakest: tuple[str, ...]
    pure_player: bool
    faster: Both | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something to do next; `gain` in levels of maturity that it opens, `effort` as of criteria."""

    says: Both
    why: Both
    effort: int
    gain: int
    criterion: str
    question: bool = False
    """It is first to be found out whether this is so already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeSeen:
    """Collective, adhesion, conviction or incarnation (source 003): `share` of what speaks for it
    among what is known, None while nothing is; `open_questions` are still to be answered."""

    id: str
    name: Both
    share: float | None
    facts: tuple[tuple[Both, Fact], ...]
    open_questions: tuple[Both, ...]
    means: Both | None = None
    """What the attribute is, in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """`answered` of `asked` questions were answered."""

    form: Form
    inventory: Inventory
    subjects: tuple[SubjectSeen, ...]
    aims: tuple[AimSeen, ...]
    conflicts: tuple[Conflict, ...]
    practices: tuple[PracticeSeen, ...]
    load: Load
    channels: tuple[ChannelVerdict, ...]
    maturity: Maturity
    steps: tuple[Step, ...]
    """The easiest first: the first is the one to take. None when everything is met."""
    attributes: tuple[AttributeSeen, ...]
    answered: int
    asked: int
