"""What is known of a message before it is judged, and what is believed of it afterwards."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Literal, NamedTuple, Self

from parvis.triage.words import Own, own_words

Visibility = Literal["public", "private"]
Language = Literal["fr", "en", "de", "es", "it", "pt", "nl", "ar", "unknown"]
About = Literal[
    "tone",
    "complaint",
    "question",
    "needs_answer",
    "promotional",
    "abuse",
    "churn",
    "urgency",
]

CALLS_FOR_ANSWER_FROM = 0.32
"""Where it is unsure it calls: a customer missed costs as much as two glances."""

SIGNS = (
    *("private", "addressed", "review", "not_addressed", "after_answer", "was_asked"),
    *("automatic", "no_words", "long_text"),
)
"""Reasons that are no words of the message; a page names them."""


class Place(IntEnum):
    """Where a message was said, as far as it matters to whether the brand is to answer."""

    PRIVATE = 0
    """To the brand alone, or as an answer to what the brand asked."""
    ADDRESSED = 1
    """In public, and to the brand."""
    UNDER_POST = 2
    """In public under a post of the brand, among others."""
    AFTER_ANSWER = 3
    """The brand has just answered this person in this thread, and asked nothing back."""
    REVIEW = 4
    OVERHEARD = 5


@dataclass(frozen=True, slots=True)
class Text:
    """A message as triage sees it.

    `addressed`: it mentions the brand or was sent to it. `after_answer`: the brand answered this
    person just before in this thread; `was_asked`: and that answer asked something. `automatic`:
    the channel knows that a machine sent it.
    """

    text: str
    visibility: Visibility
    surface: str
    addressed: bool
    after_answer: bool
    automatic: bool
    title: str = ""
    was_asked: bool = False

    @classmethod
    def said_at(cls, place: Place, text: str) -> Self:
        """Where nothing but the place is known."""
        private = place in {Place.PRIVATE, Place.AFTER_ANSWER}
        return cls(
            text=text,
            visibility="private" if private else "public",
            surface={Place.UNDER_POST: "comment", Place.REVIEW: "review"}.get(place, "message"),
            addressed=private or place == Place.ADDRESSED,
            after_answer=place == Place.AFTER_ANSWER,
            automatic=False,
        )

    @property
    def own(self) -> Own:
        """What is read of it."""
        return own_words(self.text, title=self.title)

    @property
    def place(self) -> Place:
        if self.was_asked:
            return Place.PRIVATE
        if self.after_answer:
            return Place.AFTER_ANSWER
        if self.visibility == "private":
            return Place.PRIVATE
        if self.surface == "review":
            return Place.REVIEW
        if self.addressed:
            return Place.ADDRESSED
        return Place.UNDER_POST if self.surface == "comment" else Place.OVERHEARD


@dataclass(frozen=True, slots=True)
class Tone:
    """Three probabilities that add up to 1."""

    p_negative: float
    p_neutral: float
    p_positive: float


@dataclass(frozen=True, slots=True)
class Task:
    """What an answer would take, were one needed: three probabilities that add up to 1.

    Simple: an answer page would do. Middle: somebody looks something up. Difficult: a human at
    once, for what is grave, tangled, or felt strongly.
    """

    p_simple: float
    p_middle: float
    p_difficult: float


class Reason(NamedTuple):
    """One thing that decided.

    `kind` "words": `text` quotes the message as it was written. `kind` "sign": `text` is one of
    `SIGNS`. `raises` is False where the reason speaks against what it is about; for the tone,
    True is positive and False negative.
    """

    about: About
    kind: Literal["words", "sign"]
    text: str
    raises: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a message is. Every figure lies between 0 and 1.

    `question`: it asks for information or for something to be done. `urgency`: it cannot wait its
    turn. `matter`: what it is about, in general, empty where that is not clear. `version` names
    the model; figures of two versions are never compared.
    """

    version: str
    language: Language
    tone: Tone
    complaint: float
    question: float
    needs_answer: float
    promotional: float
    abuse: float
    churn: float
    urgency: float
    task: Task
    matter: str
    reasons: tuple[Reason, ...]

    @property
    def calls_for_answer(self) -> bool:
        return self.needs_answer >= CALLS_FOR_ANSWER_FROM
