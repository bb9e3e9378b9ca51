"""The four attributes of leadership toward one's publics (source 003), as facts show them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from parvis.strategy.diagnosis.facts import Known, fact_kinds
from parvis.strategy.diagnosis.result import AttributeSeen
from parvis.strategy.diagnosis.tables import Condition, both, condition, table
from parvis.strategy.diagnosis.words import Both


def attributes_of(known: Known) -> tuple[AttributeSeen, ...]:
    return tuple(_seen(id_, entry, known) for id_, entry in table("attributes").items())


def _seen(id_: str, entry: Mapping[str, Any], known: Known) -> AttributeSeen:
    signs = [(both(sign["says"]), condition(sign)) for sign in entry["signs"]]
    held = [holds for _says, asked in signs if (holds := known.holds(asked)) is not None]
    questions = (_question(asked) for _says, asked in signs if known.holds(asked) is None)
    return AttributeSeen(
        id=id_,
        name=both(entry["name"]),
        share=sum(held) / len(held) if held else None,
        facts=tuple((says, known.fact(asked.fact)) for says, asked in signs),
        open_questions=tuple(questions),
        means=both(entry["means"]),
    )


def _question(asked: Condition) -> Both:
    """As it is asked; what a part of the form says has no question but a name."""
    kind = fact_kinds()[asked.fact]
    return kind.question.asks if kind.question else kind.name
