"""What a connector says of itself: data only, shown to people and obeyed by the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from parvis.channels.protocol.heard import Visibility


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
