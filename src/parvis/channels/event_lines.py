"""Events as lines of JSON: what `parvis parse` prints (docs/reference/parse.md)."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from enum import Enum
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

from parvis.channels.protocol import Attachment, Author, Event, IncomingMessage, Undelivered

Json: TypeAlias = bool | int | str | list["Json"] | dict[str, "Json"] | None


def event_line(event: Event, *, file: Path) -> str:
    """All fields of the event and its message; `warnings` stand beside them, also for none."""
    warnings: list[Json] = list(event.message.warnings) if event.message else []
    return _line({"file": _shown(file), **_members(event), "warnings": warnings})


def poison_line(reason: str, *, file: Path) -> str:
    return _line({"poison": reason, "file": _shown(file)})


def _line(value: Mapping[str, Json]) -> str:
    """In ASCII, so that nothing in a mail can end the line or steer a terminal."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def _json(value: object) -> Json:
    match value:
        case Enum():
            return str(value.value)
        case None | bool() | int() | str():
            return value
        case datetime():
            return value.isoformat()
        case tuple():
            return [_json(item) for item in value]
        case Attachment():
            return _as_attachment(value)
        case Event() | IncomingMessage() | Author() | Undelivered():
            return _members(value)
    raise TypeError(f"an event holds no {type(value).__name__}")


def _members(thing: Event | IncomingMessage | Author | Undelivered) -> dict[str, Json]:
    return {member.name: _json(getattr(thing, member.name)) for member in fields(thing)}


def _as_attachment(attachment: Attachment) -> dict[str, Json]:
    """Without its content, which may be large and is nobody's text."""
    content = attachment.content
    return {
        "filename": attachment.filename,
        "mime": attachment.mime,
        "size": attachment.size,
        "url": attachment.url,
        "sha256": None if content is None else sha256(content).hexdigest(),
    }


def _shown(file: Path) -> str:
    """A name on disk is bytes of any kind."""
    return os.fsencode(file).decode(errors="replace")
