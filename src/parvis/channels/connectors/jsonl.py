"""Normalised messages, one JSON object a line: for imports and for systems that Parvis does
not know. The fields are documented in docs/reference/jsonl.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from parvis.channels.connectors.json_fields import JsonFields, fields_in
from parvis.channels.connectors.storable import storable
from parvis.channels.protocol import (
    Attachment,
    Author,
    Direction,
    Event,
    EventKind,
    IncomingMessage,
    Limits,
    Poison,
    Raw,
    Spec,
    Surface,
    Visibility,
)

MEDIA_TYPE = "application/x-parvis-message+json"
FIELDS = frozenset({
    "attachments", "author", "automatic", "automatic_reason", "created_at", "deleted_at",
    "direction", "edited_at", "ext_id", "html", "kind", "lang", "network", "parent_ext", "quoted",
    "references", "restored_at", "revision", "root_ext", "subject_ext", "surface", "text",
    "thread_ext", "title", "to", "visibility",
})  # fmt: skip

NETWORK_MAX = 40
REVISION_MAX = 100
LANG_MAX = 12
PERSON_MAX = 320
TEXT_MAX = 100_000


class JsonlConnector:
    spec: ClassVar[Spec] = Spec(
        id="jsonl",
        label="Normalised messages (JSON lines)",
        network="jsonl",
        icon="file",
        version=1,
        capabilities=frozenset({"listen"}),
        limits=Limits(text_max=0),
        visibility_of_reply=Visibility.PRIVATE,
        idempotency="none",
    )

    def parse(self, raw: Raw) -> Sequence[Event]:
        """What a line tells. Raises `Poison` with the field that is wrong."""
        line = fields_in(raw.body, of="line")
        kind = _kind_of(line)
        if kind is EventKind.DELETED:
            return (_deletion(line),)
        message = _message(line)
        if kind is EventKind.EDITED:
            return (_edit(message),)
        if kind is EventKind.RESTORED:
            return (_restoration(message, line.required_time("restored_at")),)
        return (_creation(message),)


def _kind_of(line: JsonFields) -> EventKind:
    gone = line.gives("deleted_at")
    kind = line.choice("kind", EventKind.DELETED if gone else EventKind.CREATED)
    if gone and kind is not EventKind.DELETED:
        raise Poison(f"deleted_at is given, but kind is {kind}")
    return kind


def _deletion(line: JsonFields) -> Event:
    network = _network(line)
    ref = line.required_identifier("ext_id")
    return Event(
        kind=EventKind.DELETED,
        key=f"{network}:{ref}",
        occurred_at=line.required_time("deleted_at"),
        ref=ref,
        network=network,
    )


def _edit(message: IncomingMessage) -> Event:
    if message.edited_at is None:
        raise Poison("edited_at is missing: an edited message needs it")
    return Event(
        kind=EventKind.EDITED,
        key=_key(message),
        revision=message.revision,
        occurred_at=message.edited_at,
        message=message,
    )


def _restoration(message: IncomingMessage, restored_at: datetime) -> Event:
    return Event(
        kind=EventKind.RESTORED, key=_key(message), occurred_at=restored_at, message=message
    )


def _creation(message: IncomingMessage) -> Event:
    return Event(
        kind=EventKind.CREATED,
        key=_key(message),
        occurred_at=message.created_at,
        message=message,
    )


def _key(message: IncomingMessage) -> str:
    return f"{message.network}:{message.ext_id}"


def _message(line: JsonFields) -> IncomingMessage:
    network = _network(line)
    edited_at = line.time("edited_at")
    return IncomingMessage(
        network=network,
        ext_id=line.required_identifier("ext_id"),
        revision=_revision(line, edited_at),
        thread_ext=line.identifier("thread_ext"),
        parent_ext=line.identifier("parent_ext"),
        root_ext=line.identifier("root_ext"),
        references=line.identifiers("references"),
        subject_ext=line.identifier("subject_ext"),
        surface=line.choice("surface", Surface.DM),
        visibility=line.choice("visibility", Visibility.PRIVATE),
        direction=line.choice("direction", Direction.IN),
        author=_author(line, network),
        to=tuple(_person(entry, network) for entry in line.objects("to")),
        text=line.required_text("text")[:TEXT_MAX],
        quoted=line.text("quoted")[:TEXT_MAX],
        html=line.text("html")[:TEXT_MAX],
        title=line.text("title"),
        lang=line.identifier("lang", longest=LANG_MAX),
        automatic=line.flag("automatic"),
        automatic_reason=line.text("automatic_reason"),
        attachments=tuple(_attachment(entry) for entry in line.objects("attachments")),
        created_at=line.required_time("created_at"),
        edited_at=edited_at,
        warnings=_doubts(line),
    )


def _network(line: JsonFields) -> str:
    return line.identifier("network", "jsonl", longest=NETWORK_MAX)


def _revision(line: JsonFields, edited_at: datetime | None) -> str:
    """What tells two edits of one message apart, when the line does not."""
    edit = "" if edited_at is None else edited_at.isoformat()
    return line.identifier("revision", edit, longest=REVISION_MAX)


def _author(line: JsonFields, network: str) -> Author | None:
    if "author" not in line.values:  # null is an answer, absence is none
        raise Poison("author is missing: give an object with ext_id, or null if unknown")
    author = line.object("author")
    return None if author is None else _person(author, network)


def _person(fields: JsonFields, network: str) -> Author:
    return Author(
        network=fields.identifier("network", network, longest=NETWORK_MAX),
        ext_id=fields.required_identifier("ext_id", longest=PERSON_MAX),
        display=fields.text("display"),
        handle=fields.text("handle"),
    )


def _attachment(fields: JsonFields) -> Attachment:
    return Attachment(
        filename=fields.text("filename"),
        mime=fields.text("mime") or "application/octet-stream",
        size=fields.count("size"),
        url=fields.text("url"),
    )


def _doubts(line: JsonFields) -> tuple[str, ...]:
    unknown = (
        f"the field {storable(name)[:80]!r} is not known and was left out"
        for name in sorted(line.values.keys() - FIELDS)
    )
    long = (
        f"{name} is very long: only its first {TEXT_MAX:,} characters are kept"
        for name in ("text", "quoted", "html")
        if len(line.values.get(name) or "") > TEXT_MAX
    )
    return (*unknown, *long)
