"""What `method.toml` says: definitions, and the articles that the diagnosis rests on."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from parvis.strategy.diagnosis.tables import both
from parvis.strategy.diagnosis.words import Both


def definitions() -> Mapping[str, Mapping[str, Any]]:
    """In the order in which they are read."""
    found: Mapping[str, Mapping[str, Any]] = _file()["definition"]
    return found


def sources() -> Mapping[str, Both]:
    """By the first three digits of their files."""
    return {digits: both(entry) for digits, entry in _file()["source"].items()}


@cache
def _file() -> Mapping[str, Any]:
    path = files("parvis.strategy.report").joinpath("method.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
