"""What the diagnosis knows beforehand, in the language of the reader: aims, practices, questions.

It stands in the data files of `strategy.diagnosis`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from parvis.strategy.diagnosis.words import Both, Language


@dataclass(frozen=True)
class AimChoice:
    id: str
    name: str


@dataclass(frozen=True)
class Question:
    """`step` is the slug of the step that asks it."""

    key: str
    step: str
    asks: str
    why: str
    example: str
    is_yes_or_no: bool
    is_share: bool


def language() -> Language:
    return "fr" if (get_language() or "").startswith("fr") else "en"


def spoken(words: Both) -> str:
    return words.said_in(language())


def aims() -> Mapping[str, Sequence[AimChoice]]:
    return {"communication": [AimChoice("awareness", "awareness")]}


def practices() -> Sequence[tuple[str, str]]:
    return []


def questions_of(step: str) -> Sequence[Question]:
    return []


def aim_named(aim: str) -> str:
    """Its name; of an aim that is not among the fourteen, its id."""
    known = {one.id: one.name for members in aims().values() for one in members}
    return known.get(aim, aim)
