"""What is known of a message before it is judged, and what is believed of it afterwards."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

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

CALLS_FOR_ANSWER_FROM = 0.5

SIGNS: dict[str, str] = {
    "question_mark": "question mark",
    "emoji": "emoji",
    "capitals": "written in capitals",
    "exclamation": "repeated exclamation marks",
    "link": "link",
    "reference": "number like an order's",
    "private": "sent privately",
    "addressed": "addressed to the brand",
    "review": "review",
    "not_addressed": "not addressed to the brand",
    "after_answer": "follows an answer of the brand",
    "automatic": "sent by a machine",
    "no_words": "no words",
    "long_text": "longer than what is read",
    "other_language": "language without rules",
}
"""Reasons that are no words of the message, each with its name for the page."""


@dataclass(frozen=True, slots=True)
class Text:
    """A message as triage sees it.

    `addressed`: it mentions the brand or was sent to it. `after_answer`: the brand answered this
    person just before in this thread. `automatic`: the channel knows that a machine sent it.
    """

    text: str
    visibility: Visibility
    surface: str
    addressed: bool
    after_answer: bool
    automatic: bool
    title: str = ""


@dataclass(frozen=True, slots=True)
class Tone:
    """Three probabilities that add up to 1."""

    p_negative: float
    p_neutral: float
    p_positive: float


class Reason(NamedTuple):
    """One thing that decided.

    `kind` "words": `text` quotes the message as it was written. `kind` "sign": `text` is a key of
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

    `question`: it asks for information or for something to be done. `version` names the judge;
    figures of two versions are never compared.
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
    reasons: tuple[Reason, ...]

    @property
    def calls_for_answer(self) -> bool:
        return self.needs_answer >= CALLS_FOR_ANSWER_FROM
