"""A form as the file that `reading` reads: the same form comes back. What was not said is left out,
and so is the file that figures were counted from: they are in the form by then."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from parvis.strategy.diagnosis.form import Form


class Bare(str):
    """A word that needs no quotes: a day, one of a few known words."""

    __slots__ = ()


Plain: TypeAlias = "str | bool | float | list[Plain] | dict[str, Plain] | None"

_HEAD = "# What the brand says of itself. `parvis diagnose FILE` says what follows from it.\n"
_LEFT_OUT = ("counted_from", "promise_said")
_HIDDEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""JSON takes them as they are, YAML does not."""


def write_form(form: Form) -> str:
    """YAML, in the order of the form."""
    return _HEAD + "".join(f"{line}\n" for line in _lines(_plain(form), ""))


def _plain(value: object) -> Plain:
    """Keys, lists and values; None for what was not said."""
    if is_dataclass(value) and not isinstance(value, type):
        named = {one.name: getattr(value, one.name) for one in fields(value)}
        return _said({name: one for name, one in named.items() if name not in _LEFT_OUT})
    if isinstance(value, Mapping):
        entries = {str(key): _plain(one) for key, one in value.items()}
        return {key: {} if one is None else one for key, one in entries.items()} or None
    if isinstance(value, StrEnum | date):
        return Bare(value)
    if isinstance(value, str | bool | int | float):
        return None if value == "" and isinstance(value, str) else value
    if isinstance(value, Sequence):
        return [_plain(one) for one in value] or None
    return None


def _said(entries: Mapping[str, object]) -> Plain:
    """Of a record: what was said in it."""
    plain = {key: _plain(value) for key, value in entries.items()}
    return {key: value for key, value in plain.items() if value is not None} or None


def _lines(value: Plain, indent: str) -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _entry(f"{indent}{_key(key)}:", one, f"{indent}  ")
    elif isinstance(value, list):
        for one in value:
            yield from _item(one, indent)


def _entry(head: str, value: Plain, indent: str) -> Iterator[str]:
    if isinstance(value, dict | list) and value:
        yield head
        yield from _lines(value, indent)
    else:
        yield f"{head} {_word(value)}"


def _item(value: Plain, indent: str) -> Iterator[str]:
    """The first line of what stands in it bears the dash."""
    if not isinstance(value, dict | list):
        yield f"{indent}- {_word(value)}"
        return
    first, *others = _lines(value, f"{indent}  ")
    yield f"{indent}- {first.lstrip()}"
    yield from others


def _key(key: str) -> str:
    return key if re.fullmatch(r"[a-z_]+", key) else _quoted(key)


def _word(value: Plain) -> str:
    """Three digits after the point could be thousands: a fourth says that they are none."""
    if not value and isinstance(value, dict):
        return "{}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value if isinstance(value, Bare) else _quoted(value)
    digits = format(Decimal(repr(value)), "f")
    return f"{digits}0" if digits[-4:-3] == "." else digits


def _quoted(text: str) -> str:
    return _HIDDEN.sub(_escaped, json.dumps(text, ensure_ascii=False))


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found.group()):04x}"
