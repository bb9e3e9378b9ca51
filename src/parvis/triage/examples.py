"""What is known of messages: what somebody of a brand said of them, or showed by what was done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from parvis.triage.verdict import About, Text

Said = Literal["yes", "no", "negative", "neutral", "positive"]
TONES: tuple[Said, ...] = ("negative", "neutral", "positive")
ANSWERS: tuple[Said, ...] = ("yes", "no")


@dataclass(frozen=True, slots=True)
class Example:
    """`weight` says how much is believed of it, from 0 to 1: words of a colleague count 1."""

    text: Text
    about: About
    said: Said
    weight: float = 1.0

    def __post_init__(self) -> None:
        if self.said not in (TONES if self.about == "tone" else ANSWERS):
            raise ValueError(f"{self.about} is never {self.said!r}")
