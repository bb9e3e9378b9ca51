"""The figures that the sources publish, as data/figures.toml has them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any


class Need(StrEnum):
    """What is missing where the brand's own figure cannot be counted."""

    LOG = "log"
    STUDY = "study"
    IMPORT = "import"
    EXTERNAL = "external"


class Theme(StrEnum):
    """In the order of the page."""

    ANSWERS = "answers"
    CASE = "case"
    CHANNELS = "channels"
    AUTONOMY = "autonomy"
    PRESENCE = "presence"
    FOLLOWERS = "followers"
    VOICE = "voice"
    PROFILES = "profiles"


class Unit(StrEnum):
    PERCENT = "percent"
    HOURS = "hours"
    CONTACTS = "contacts"
    MESSAGES = "messages"
    BRANDS = "brands"
    PEOPLE = "people"
    MILLION_REVIEWS = "million_reviews"


SOURCES = {"000": "Ysthad", "001": "Sprout Social", "004": "Forrester"}


@dataclass(frozen=True)
class Words:
    """The same in both languages of the product."""

    en: str
    fr: str

    def said_in(self, language: str) -> str:
        return self.fr if language.startswith("fr") else self.en


@dataclass(frozen=True)
class SourceFigure:
    """One published figure: a `value` in `unit`, of `base`.

    `measure` names how the brand's own is counted, of `own_base`; None where its log cannot say.
    `need` and `do` say what is missing, and how to come by it, when there is nothing to show.
    """

    id: str
    theme: Theme
    source: str
    value: float
    unit: Unit
    base: Words
    meaning: Words
    need: Need
    do: Words
    measure: str | None = None
    own_base: Words | None = None

    @property
    def source_name(self) -> str:
        return SOURCES[self.source]


@cache
def source_figures() -> Sequence[SourceFigure]:
    """All of them, in the order of the file."""
    text = files("parvis.insight").joinpath("data/figures.toml").read_text(encoding="utf-8")
    return tuple(_figure(entry) for entry in tomllib.loads(text)["figure"])


def _figure(entry: Mapping[str, Any]) -> SourceFigure:
    return SourceFigure(
        id=entry["id"],
        theme=Theme(entry["theme"]),
        source=entry["source"],
        value=entry["value"],
        unit=Unit(entry["unit"]),
        base=Words(**entry["base"]),
        meaning=Words(**entry["meaning"]),
        need=Need(entry["need"]),
        do=Words(**entry["do"]),
        measure=entry.get("measure"),
        own_base=Words(**entry["own_base"]) if "own_base" in entry else None,
    )
