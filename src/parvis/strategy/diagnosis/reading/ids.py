"""What a file may name by its id, and what an answer to each question is written as."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from parvis.strategy.diagnosis.aims import aim_kinds
from parvis.strategy.diagnosis.facts import Unit
from parvis.strategy.diagnosis.facts import questions as all_questions
from parvis.strategy.diagnosis.reading.values import amount, hours, share, yes_no
from parvis.strategy.diagnosis.tables import table

Answer = Callable[[str], bool | float]

_WRITTEN_AS: Mapping[Unit, Answer] = {
    Unit.YES_NO: yes_no,
    Unit.SHARE: share,
    Unit.NUMBER: amount,
    Unit.HOURS: hours,
}


def aims() -> Sequence[str]:
    return tuple(aim_kinds())


def practices() -> Sequence[str]:
    return tuple(table("practices"))


def questions() -> Mapping[str, Answer]:
    return {question.key: _WRITTEN_AS[question.unit] for question in all_questions()}
