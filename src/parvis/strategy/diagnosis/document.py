"""A diagnosis as one JSON document (docs/reference/diagnosis.md lists its keys)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import TypeAlias

from parvis.strategy.diagnosis.result import AttributeSeen, Diagnosis, SubjectSeen
from parvis.strategy.diagnosis.words import Both, Language

Json: TypeAlias = bool | int | float | str | list["Json"] | dict[str, "Json"] | None

VERSION = 1
"""Rises when a key changes its meaning or goes; new keys may come without."""


def as_json(diagnosis: Diagnosis, language: Language) -> dict[str, Json]:
    """All of it, its sentences in `language`. Of the form, only whose and of which day it is: the
    rest is in the file that it was read from."""
    form = diagnosis.form
    head: dict[str, Json] = {
        "version": VERSION,
        "language": language,
        "brand": form.brand,
        "on": form.on.isoformat(),
    }
    return {**head, **_members(diagnosis, language, without=("form",))}


def _members(thing: object, language: Language, *, without: Sequence[str] = ()) -> dict[str, Json]:
    assert is_dataclass(thing)
    names = (member.name for member in fields(thing) if member.name not in without)
    return {name: _json(getattr(thing, name), language) for name in names}


def _json(value: object, language: Language) -> Json:
    match value:
        case Both():
            return value.said_in(language)
        case Enum():
            return str(value.value)
        case float():
            return value if math.isfinite(value) else None
        case None | bool() | int() | str():
            return value
        case date():
            return value.isoformat()
        case SubjectSeen():
            return _subject(value, language)
        case AttributeSeen():
            return _attribute(value, language)
        case Mapping():
            return {str(key): _json(item, language) for key, item in value.items()}
        case tuple():
            return [_json(item, language) for item in value]
    return _members(value, language)


def _subject(subject: SubjectSeen, language: Language) -> Json:
    fit: list[Json] = [
        {"fundamental": fundamental.value, "degree": degree.value, "evidence": evidence}
        for fundamental, degree, evidence in subject.by_fundamental
    ]
    return {**_members(subject, language), "by_fundamental": fit}


def _attribute(attribute: AttributeSeen, language: Language) -> Json:
    facts: list[Json] = [
        {"says": says.said_in(language), **_members(fact, language)}
        for says, fact in attribute.facts
    ]
    return {**_members(attribute, language), "facts": facts}
