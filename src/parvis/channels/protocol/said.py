"""What Parvis wants to say on a network, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeAlias


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
