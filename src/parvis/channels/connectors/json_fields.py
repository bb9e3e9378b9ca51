"""Fields of a JSON object, read with their type; what is wrong is said with the field's name."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar

from parvis.channels.connectors.storable import is_storable, storable
from parvis.channels.protocol import JsonObject, Poison

ID_MAX = 500
"""Longest identifier, in characters: it must fit an index entry of the database."""

Choice = TypeVar("Choice", bound=StrEnum)


def fields_in(body: bytes, *, of: str) -> JsonFields:
    """The fields of the one object that these bytes are; `of` names it. Raises `Poison`."""
    try:
        found = json.loads(body.decode())
    except UnicodeDecodeError as error:
        raise Poison(f"the {of} is not UTF-8: byte {error.start + 1} cannot be read") from None
    except RecursionError:
        raise Poison(f"the {of} is nested too deeply") from None
    except ValueError as error:
        raise Poison(f"the {of} is not JSON: {error}") from None
    if not isinstance(found, dict):
        raise Poison(f"the {of} is JSON, but not an object in braces")
    return JsonFields(found)


class JsonFields:
    """The fields of one JSON object, read with their type. `within` names the object in messages.

    A field that is absent and one that is null are the same: not given.
    """

    __slots__ = ("values", "within")

    def __init__(self, values: JsonObject, within: str = "") -> None:
        self.values = values
        self.within = within

    def gives(self, name: str) -> bool:
        return self.values.get(name) is not None

    def text(self, name: str, default: str = "") -> str:
        return storable(self._string(name, default))

    def required_text(self, name: str) -> str:
        self._require(name)
        return self.text(name)

    def identifier(self, name: str, default: str = "", *, longest: int = ID_MAX) -> str:
        """An identifier is never mended: two different ones could become the same."""
        value = self._string(name, "")
        if not value:
            return default
        if len(value) > longest:
            raise self._wrong(name, f"is longer than {longest} characters")
        if not is_storable(value):
            raise self._wrong(name, "holds a NUL or half a surrogate pair")
        return value

    def required_identifier(self, name: str, *, longest: int = ID_MAX) -> str:
        self._require(name)
        if value := self.identifier(name, longest=longest):
            return value
        raise self._wrong(name, "is empty")

    def identifiers(self, name: str) -> tuple[str, ...]:
        if not self.gives(name):
            return ()
        entries = {f"{name}[{at}]": entry for at, entry in enumerate(self._list(name))}
        inner = JsonFields(entries, self.within)
        return tuple(inner.required_identifier(entry) for entry in entries)

    def time(self, name: str) -> datetime | None:
        value = self._string(name, "")
        if not value:
            return None
        try:
            moment = datetime.fromisoformat(value)
            in_utc = moment.astimezone(UTC)
        except (ValueError, OverflowError):
            raise self._wrong(name, f"is no ISO 8601 time: {storable(value[:40])!r}") from None
        if moment.tzinfo is None:
            raise self._wrong(name, f"has no time zone: {storable(value[:40])!r}")
        return in_utc

    def required_time(self, name: str) -> datetime:
        self._require(name)
        if moment := self.time(name):
            return moment
        raise self._wrong(name, "is empty")

    def choice(self, name: str, default: Choice) -> Choice:
        value = self._string(name, default)
        try:
            return type(default)(value)
        except ValueError:
            known = ", ".join(type(default))
            raise self._wrong(name, f"is {storable(value[:40])!r}, not one of {known}") from None

    def flag(self, name: str) -> bool:
        value = self.values.get(name)
        if value is None or isinstance(value, bool):
            return bool(value)
        raise self._wrong(name, "is neither true nor false")

    def count(self, name: str) -> int:
        value = self.values.get(name)
        if value is None:
            return 0
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**63:
            raise self._wrong(name, "is no whole number of bytes")
        return value

    def object(self, name: str) -> JsonFields | None:
        value = self.values.get(name)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise self._wrong(name, "is no object in braces")
        return JsonFields(value, f"{self.within}{name}.")

    def required_object(self, name: str) -> JsonFields:
        self._require(name)
        found = self.object(name)
        assert found is not None
        return found

    def objects(self, name: str) -> list[JsonFields]:
        if not self.gives(name):
            return []
        entries = {f"{name}[{at}]": entry for at, entry in enumerate(self._list(name))}
        inner = JsonFields(entries, self.within)
        for entry in entries:
            inner._require(entry)
        return [fields for entry in entries if (fields := inner.object(entry))]

    def _list(self, name: str) -> list[Any]:
        value = self.values[name]
        if not isinstance(value, list):
            raise self._wrong(name, "is no list in brackets")
        return value

    def _string(self, name: str, default: str) -> str:
        value = self.values.get(name)
        if value is None:
            return default
        if not isinstance(value, str):
            raise self._wrong(name, "is no text in quotes")
        return value

    def _require(self, name: str) -> None:
        if not self.gives(name):
            raise self._wrong(name, "is missing")

    def _wrong(self, name: str, what: str) -> Poison:
        return Poison(f"{self.within}{name} {what}")
