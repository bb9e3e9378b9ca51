"""What the diagnosis knows beforehand: the files of `data/`, and the shapes that they share."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from parvis.strategy.diagnosis.words import Both


@cache
def table(name: str) -> Mapping[str, Any]:
    """`data/<name>.toml`, as it was read."""
    path = files("parvis.strategy.diagnosis").joinpath(f"data/{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def both(entry: Mapping[str, str]) -> Both:
    return Both(en=entry["en"], fr=entry["fr"])


def both_if_any(entry: Mapping[str, str] | None) -> Both | None:
    return None if entry is None else both(entry)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What is asked of a fact: exactly one of the four is told."""

    fact: str
    at_least: float | None = None
    at_most: float | None = None
    below: float | None = None
    equals: bool | None = None

    def holds(self, value: bool | float) -> bool:
        if self.equals is not None:
            return bool(value) is self.equals
        if self.at_least is not None:
            return value >= self.at_least
        if self.at_most is not None:
            return value <= self.at_most
        return self.below is not None and value < self.below

    @property
    def threshold(self) -> float | None:
        """The number that it turns on; None where it asks for yes or no."""
        return next((n for n in (self.at_least, self.at_most, self.below) if n is not None), None)


def condition(entry: Mapping[str, Any]) -> Condition:
    return Condition(
        fact=entry["fact"],
        at_least=entry.get("at_least"),
        at_most=entry.get("at_most"),
        below=entry.get("below"),
        equals=entry.get("is"),
    )


NAMES_SHOWN = 5


def listed(names: Iterable[str]) -> Both:
    """Some names in a row, of many only the first: "a, b, c and 12 more"."""
    every = list(names)
    shown, more = ", ".join(every[:NAMES_SHOWN]), len(every) - NAMES_SHOWN
    if more <= 0:
        return Both(en=shown, fr=shown)
    return Both(en=f"{shown} and {more} more", fr=f"{shown} et {more} autres")
