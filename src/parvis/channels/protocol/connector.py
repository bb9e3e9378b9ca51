"""What a connector can do; each ability is a protocol of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, Protocol, TypeAlias, runtime_checkable

from parvis.channels.protocol.heard import Event, JsonObject, Page, Raw
from parvis.channels.protocol.said import Found, Intent, Outcome
from parvis.channels.protocol.spec import Health, Spec

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
