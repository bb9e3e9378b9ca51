"""What a network tells: raw deliveries, and the events that a parser makes of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeAlias

JsonObject: TypeAlias = Mapping[str, Any]


class Surface(StrEnum):
    PUBLIC_POST = "public_post"
    COMMENT = "comment"
    DM = "dm"
    REVIEW = "review"
    MAIL = "mail"
    CALL = "call"
    CHAT = "chat"
    WIKI_EDIT = "wiki_edit"
    FEED_ITEM = "feed_item"


class Visibility(StrEnum):
    PUBLIC = "public"
    UNLISTED = "unlisted"
    FOLLOWERS = "followers"
    PRIVATE = "private"


class Direction(StrEnum):
    IN = "in"
    OUT = "out"
    ECHO = "echo"  # ours, but written elsewhere: in the network's own application
    OBSERVED = "observed"  # somebody else's public words, not addressed to the brand


class EventKind(StrEnum):
    CREATED = "created"
    EDITED = "edited"
    DELETED = "deleted"
    RESTORED = "restored"


@dataclass(frozen=True, kw_only=True)
class Author:
    """Who wrote. `ext_id` is the network's stable identifier; a handle is only a name."""

    network: str
    ext_id: str
    display: str = ""
    handle: str = ""


@dataclass(frozen=True, kw_only=True)
class Attachment:
    filename: str
    mime: str
    size: int
    content: bytes | None = field(default=None, repr=False)
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Undelivered:
    """A message of ours that its network could not bring, as a report says: `ref` is its ext_id,
    `to` the address that it did not reach ("" when the report does not say)."""

    ref: str
    to: str
    why: str


@dataclass(frozen=True, kw_only=True)
class IncomingMessage:
    """One message in the common language of all networks (docs/reference/jsonl.md).

    `created_at` is the network's clock, in UTC. `thread_ext` groups what is read together;
    `parent_ext` is the message it answers. `references` are further messages of the same thread
    that may be known already (mail): the first known one decides the thread. `edited_at` and
    `revision` order the versions of one message. `sent_as` is the attempt key under which Parvis
    itself sent it, where the network gives that back.
    """

    network: str
    ext_id: str
    revision: str = ""
    thread_ext: str = ""
    parent_ext: str = ""
    root_ext: str = ""
    references: tuple[str, ...] = ()
    reply_token: str = ""
    sent_as: str = ""
    subject_ext: str = ""
    surface: Surface
    visibility: Visibility
    direction: Direction = Direction.IN
    author: Author | None
    to: tuple[Author, ...] = ()
    text: str
    quoted: str = ""
    html: str = ""
    title: str = ""
    lang: str = ""
    automatic: bool = False
    automatic_reason: str = ""
    attachments: tuple[Attachment, ...] = ()
    undelivered: tuple[Undelivered, ...] = ()
    created_at: datetime
    edited_at: datetime | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened on a network, in whatever order one hears of it.

    Created, edited and restored carry the whole message as it was then: whichever comes first
    makes it known, and the newest version stays. Deleted carries its name, and holds until a
    restoration that is newer.
    """

    kind: EventKind
    key: str
    revision: str = ""
    occurred_at: datetime
    message: IncomingMessage | None = None  # for created, edited and restored
    ref: str = ""  # the ext_id concerned, for deleted
    network: str = ""  # of `ref`, where it is not the connector's own


@dataclass(frozen=True, kw_only=True)
class Raw:
    """One delivery as the source gave it. `key` is unique in an account, for ever."""

    key: str
    body: bytes = field(repr=False)
    media_type: str
    received_at: datetime | None = None  # None: now


@dataclass(frozen=True, kw_only=True)
class Page:
    """What one `pull` brought: raws, and the cursor that says they have been brought.

    Each of the `notes` says why something may be missing, such as "the mailbox was renumbered";
    each of the `lost`, what certainly is. Both are kept as gaps and shown: a note until the source
    has been compared whole (`Compares`), a loss until somebody has looked.
    """

    raws: tuple[Raw, ...]
    cursor: JsonObject
    more: bool = False
    notes: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
