"""What a connector is: a translator between one network and Parvis, with no memory and no database.

A connector reads with `pull` and understands with `parse`; it writes with `act`. Getting and
understanding are separate, so that a parser's mistake loses nothing: the raw bytes are stored
first and can be parsed again.

Reading calls raise one of four errors (`CredentialsRejected`, `RateLimited`, `Unreachable`,
`Refused`); what follows from each is decided in one place, `channels.actions.account`. Writing
calls never raise for what the network says: they return `Done`, `Refusal`, `Retry` or `Uncertain`,
because after the first byte has left, only "sent", "not sent" and "unknown" are true answers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar, Protocol, TypeAlias, runtime_checkable

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


class Verb(StrEnum):
    REPLY = "reply"
    NOTIFY = "notify"  # a mail by the product itself: the link that confirms an address


@dataclass(frozen=True, kw_only=True)
class Intent:
    """What shall be sent. Committed to the outbox before any socket opens.

    `to` is the person's address on the network; `parent_ext` and `references` carry the thread;
    `reply_to` is the address, with its signed token, to which an answer shall come back.
    """

    verb: Verb
    text: str
    to: str
    to_name: str = ""
    title: str = ""
    parent_ext: str = ""
    thread_ext: str = ""
    references: tuple[str, ...] = ()
    reply_to: str = ""
    author_name: str = ""
    lang: str = ""
    created_at: datetime


@dataclass(frozen=True)
class Done:
    """The network has it. `ext_id` is the new message's identifier there, `at` its time there."""

    ext_id: str
    permalink: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Refusal:
    """The network said no, for good. `why` is shown to the agent."""

    why: str


@dataclass(frozen=True)
class Retry:
    """It provably was not sent; try again after this time."""

    after: timedelta
    why: str


@dataclass(frozen=True)
class Uncertain:
    """It may have been sent. Never sent again blindly: looked up with `find`, else a human."""

    why: str


@dataclass(frozen=True)
class Absent:
    """`find` looked where it would be, and it is not there."""


Outcome: TypeAlias = Done | Refusal | Retry | Uncertain
Found: TypeAlias = Done | Absent | Uncertain


class ReadingError(Exception):
    """A reading call failed; the message says what happened and what to do."""


class CredentialsRejected(ReadingError):
    """The keys are no longer good: the account stops and its owner is told."""


class RateLimited(ReadingError):
    """The network asks to wait `after`."""

    def __init__(self, message: str, *, after: timedelta) -> None:
        super().__init__(message)
        self.after = after


class Unreachable(ReadingError):
    """Nothing answered, or not in time: tried again with growing pauses."""


class Refused(ReadingError):
    """The network answered no, for a reason that waiting does not mend."""


class MarkUnreadable(Refused):
    """The reading mark makes no sense: the account stops until somebody reads from the start."""


class Poison(Exception):
    """`parse` cannot read this delivery; it is quarantined with this reason, the rest goes on."""


@dataclass(frozen=True)
class Health:
    """Answer of `check`: who we are on the network, and what to know about it."""

    identity: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Field:
    """One setting of an account; drives the one generic page that connects a channel."""

    name: str
    label: str
    secret: bool = False
    required: bool = True
    default: str = ""
    help: str = ""
    kind: str = "text"  # text, email, number, choice
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Longest text that `act` accepts, in `text_unit`: chars (code points), utf16 (its half-words,
    as browsers and several networks count) or bytes (UTF-8)."""

    text_max: int
    text_unit: str = "chars"

    def length_of(self, text: str) -> int:
        """How long the network finds this text."""
        match self.text_unit:
            case "bytes":
                return len(text.encode())
            case "utf16":
                return len(text.encode("utf-16-le")) // 2
        return len(text)


@dataclass(frozen=True, kw_only=True)
class Spec:
    """What a connector is and can do, as data: pages and documentation are made from it.

    `version` is the parser's, `mark_version` that of the cursors which `pull` makes: a mark of
    another version is not read. `keeps_for` is how long the network keeps what nobody has read
    (None: until somebody deletes it; an account may know better, in its setting `kept_days`).

    `names_are_claims` where a message's author and identifier are whatever its sender wrote.

    `idempotency` says what a second try with the same attempt key does: native, chosen_id and
    upsert make no second copy, for `key_lives` after the first try; the others might. What was
    sent is seen by `find` within `visible_within`.
    """

    id: str
    label: str
    network: str
    icon: str
    version: int
    capabilities: frozenset[str]  # listen, reply, reply_private, ...
    sources: tuple[str, ...] = ()  # names that `pull` accepts, in this order; `wait`: the last
    fields: tuple[Field, ...] = ()
    limits: Limits
    visibility_of_reply: Visibility
    idempotency: str  # native | chosen_id | upsert | echo_marker | find_only | none
    key_lives: timedelta = timedelta(hours=1)
    visible_within: timedelta = timedelta(minutes=1)
    poll_every: timedelta = timedelta(seconds=30)
    names_are_claims: bool = False
    mark_version: int = 1
    keeps_for: timedelta | None = None

    @property
    def may_repeat(self) -> bool:
        """Whether trying again with the same attempt key makes no second copy."""
        return self.idempotency in {"native", "chosen_id", "upsert"}


Transport: TypeAlias = Callable[[str, str, JsonObject], tuple[int, JsonObject]]
"""An imaginary or real HTTP network: (method, path, parameters) -> (status, answer)."""


@dataclass(frozen=True, kw_only=True)
class Io:
    """Everything that a connector may touch: its account's settings, secrets, doors and the time.

    `doors` are the ways out by name: `network` (a `Transport`), `smtp` and `imap` (for mail);
    a door that is absent is opened by the connector itself from its settings.
    """

    settings: Mapping[str, str]
    secrets: Mapping[str, str] = field(repr=False)
    now: Callable[[], datetime]
    doors: Mapping[str, Any] = field(default_factory=dict, repr=False)


@runtime_checkable
class Connector(Protocol):
    """The part every connector has. Abilities beyond it are the small protocols below."""

    spec: ClassVar[Spec]

    def parse(self, raw: Raw) -> Sequence[Event]:
        """Understand one delivery. Pure and total: raises `Poison`, nothing else."""
        ...


@runtime_checkable
class Checks(Protocol):
    def check(self, io: Io) -> Health:
        """Are the keys good, and who are we there? Raises the four reading errors."""
        ...


@runtime_checkable
class Pulls(Protocol):
    spec: ClassVar[Spec]

    def pull(self, io: Io, *, source: str, cursor: JsonObject, budget: int) -> Page:
        """Bring at most `budget` deliveries after `cursor` ({} at first).

        Raises the four reading errors. Nothing is acknowledged here: the caller commits raws and
        cursor in one transaction, and pulling again from the old cursor brings them again.
        """
        ...


@runtime_checkable
class Compares(Protocol):
    """For sources that can say what they hold: the proof that everything has been brought."""

    def held(self, io: Io, *, source: str) -> Sequence[str]:
        """The keys of all deliveries that the source holds now, without bringing them.

        Raises the four reading errors.
        """
        ...

    def fetch(self, io: Io, *, source: str, keys: Sequence[str]) -> Sequence[Raw]:
        """Bring these; what has vanished meanwhile is left out. Raises the four reading errors."""
        ...


@runtime_checkable
class Waits(Protocol):
    def wait(self, io: Io, *, source: str, cursor: JsonObject, seconds: float) -> None:
        """Return as soon as something new may be there, at the latest after `seconds`."""
        ...


@runtime_checkable
class Acts(Protocol):
    def act(self, io: Io, intent: Intent, *, attempt_key: str) -> Outcome:
        """Send. `attempt_key` is the same in each try of one intent: the network's idempotency
        key, chosen id or Message-ID."""
        ...


@runtime_checkable
class Finds(Protocol):
    def find(self, io: Io, intent: Intent, *, attempt_key: str) -> Found:
        """Did it go out? `Uncertain` when one cannot know."""
        ...


@runtime_checkable
class HearsItself(Protocol):
    """For networks on which an account can write to itself: the proof that both ways are open."""

    def came_back(self, io: Io, *, attempt_key: str, seconds: float) -> bool:
        """Whether what was sent to the account itself has arrived, waiting for it at most so long.

        Raises the four reading errors.
        """
        ...
