"""The labels of the messages written for Parvis, by the targets of a model."""

from __future__ import annotations

from collections.abc import Mapping

from parvis.triage.judge import ASKS
from parvis.triage.verdict import Place
from tools.messages import Labels, Written

PLACES: Mapping[str, Place] = {
    "dm": Place.PRIVATE,
    "at": Place.ADDRESSED,
    "re": Place.UNDER_POST,
    "af": Place.AFTER_ANSWER,
    "rv": Place.REVIEW,
    "ov": Place.OVERHEARD,
}
TONES = {"n": "negative", "o": "neutral", "p": "positive"}
TASKS = {"s": "simple", "m": "middle", "h": "difficult"}
FLAGS = {
    "complaint": "c",
    "question": "q",
    "promotional": "s",
    "abuse": "a",
    "churn": "l",
    ASKS: "r",
}
YES, NO = "yes", "no"


def label_of(message: Written, target: str) -> str | None:
    """None where nobody said: what takes no answer has no value as a task."""
    return message.language if target == "language" else label_in(message.first, target)


def label_in(labels: Labels, target: str) -> str | None:
    if target == "tone":
        return TONES[labels.tone]
    if target == "task":
        return TASKS.get(labels.value)
    if target == "matter":
        return labels.matter
    if target == "urgency":
        return YES if labels.urgency != "0" else NO
    return YES if FLAGS[target] in labels.flags else NO
