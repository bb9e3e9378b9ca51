"""Rows of "Customer Support on Twitter" tables: threads between persons and named accounts.

A person has a number for a name, an account has a name. `channels.files` makes each row a
delivery that carries, besides the row, whose account is imported and which thread the row is of.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import ClassVar

from parvis.channels.connectors.storable import storable
from parvis.channels.protocol import (
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

MEDIA_TYPE = "application/x-parvis-twcs+json"
NETWORK = "twitter"
COLUMNS = (
    "tweet_id",
    "author_id",
    "inbound",
    "created_at",
    "text",
    "response_tweet_id",
    "in_response_to_tweet_id",
)
BRAND_ACCOUNT = "brand_account"
CONVERSATION = "conversation"
BROKEN = "broken"

_TWEET_ID = re.compile(r"([0-9]{1,19})(?:\.0)?", re.ASCII)
_AUTHOR = re.compile(r"\w{1,100}", re.ASCII)
_MOMENT = re.compile(
    r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) ([0-9]{2}) ([0-9]{2}):([0-9]{2}):([0-9]{2}) "
    r"([+-])([0-9]{2})([0-9]{2}) ([0-9]{4})"
)
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


class TwcsConnector:
    spec: ClassVar[Spec] = Spec(
        id="twcs",
        label="Customer support on Twitter (CSV)",
        network=NETWORK,
        icon="file",
        version=1,
        capabilities=frozenset({"listen_public"}),
        limits=Limits(text_max=0),
        visibility_of_reply=Visibility.PUBLIC,
        idempotency="none",
    )

    def parse(self, raw: Raw) -> Sequence[Event]:
        """The tweet of one row. Raises `Poison` with the column that is wrong."""
        row = _row_in(raw.body)
        if BROKEN in row:
            raise Poison(storable(row[BROKEN]) or "the row is broken")
        message = _message(row)
        return (
            Event(
                kind=EventKind.CREATED,
                key=f"tweet:{message.ext_id}",
                occurred_at=message.created_at,
                message=message,
            ),
        )


def tweet_id(text: str) -> int | None:
    """The number of a tweet; None when there is none. "12.0" is what spreadsheets make of 12."""
    found = _TWEET_ID.fullmatch(text.strip())
    return int(found[1]) if found else None


def tweet_ids(text: str) -> list[int]:
    """The numbers in a comma-separated list."""
    return [number for part in text.split(",") if (number := tweet_id(part)) is not None]


def moment(written: str) -> datetime | None:
    """The time of a tweet, in UTC; None when it is none."""
    found = _MOMENT.fullmatch(written.strip())
    if found is None or found[1] not in _MONTHS:
        return None
    month = _MONTHS.index(found[1]) + 1
    day, hour, minute, second, east, zone_hours, zone_minutes, year = found.groups()[1:]
    offset = timedelta(hours=int(zone_hours), minutes=int(zone_minutes))
    try:
        zone = timezone(-offset if east == "-" else offset)
        local = datetime(int(year), month, int(day), int(hour), int(minute), int(second), 0, zone)
        return local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _row_in(body: bytes) -> Mapping[str, str]:
    try:
        row = json.loads(body)
    except (ValueError, RecursionError):
        raise Poison("the delivery is no row of a twcs table") from None
    if not isinstance(row, dict) or not all(isinstance(value, str) for value in row.values()):
        raise Poison("the delivery is no row of a twcs table")
    if BROKEN in row:
        return row
    if missing := [name for name in (*COLUMNS, BRAND_ACCOUNT, CONVERSATION) if name not in row]:
        raise Poison(f"the row lacks {', '.join(missing)}")
    return row


def _message(row: Mapping[str, str]) -> IncomingMessage:
    author = _author(row)
    parent = _parent(row)
    direction = _direction(author, row[BRAND_ACCOUNT])
    return IncomingMessage(
        network=NETWORK,
        ext_id=_own_id(row),
        parent_ext=parent,
        thread_ext=_thread(row),
        surface=Surface.COMMENT if parent else Surface.PUBLIC_POST,
        visibility=Visibility.PUBLIC,
        direction=direction,
        author=Author(network=NETWORK, ext_id=author, handle=author),
        text=_words(row["text"]),
        created_at=_moment_of(row),
        warnings=_doubts(row, author),
    )


def _own_id(row: Mapping[str, str]) -> str:
    number = tweet_id(row["tweet_id"])
    if number is None:
        raise Poison(f"tweet_id is no number: {_shown(row['tweet_id'])}")
    return str(number)


def _author(row: Mapping[str, str]) -> str:
    author = row["author_id"].strip()
    if not _AUTHOR.fullmatch(author):
        raise Poison(f"author_id is neither a number nor a name: {_shown(author)}")
    return author


def _parent(row: Mapping[str, str]) -> str:
    written = row["in_response_to_tweet_id"].strip()
    if not written:
        return ""
    number = tweet_id(written)
    if number is None:
        raise Poison(f"in_response_to_tweet_id is no number: {_shown(written)}")
    return str(number)


def _thread(row: Mapping[str, str]) -> str:
    thread = row[CONVERSATION].strip()
    if not thread or len(thread) > 100 or storable(thread) != thread:
        raise Poison(f"conversation is no identifier: {_shown(thread)}")
    return thread


def _direction(author: str, brand_account: str) -> Direction:
    """The column `inbound` is not asked: it is a guess about some brand, not about this one."""
    if author.lower() == brand_account.lower():
        return Direction.OUT
    return Direction.IN if author.isdigit() else Direction.OBSERVED


def _doubts(row: Mapping[str, str], author: str) -> tuple[str, ...]:
    said = row["inbound"].strip().lower()
    if said in {"true", "false"} and (said == "true") != author.isdigit():
        return (f"inbound says {said}, but the author is {author}",)
    return ()


def _words(text: str) -> str:
    """The network gave these three characters as HTML writes them, and no others."""
    plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return storable(plain)


def _moment_of(row: Mapping[str, str]) -> datetime:
    written = row["created_at"]
    if at := moment(written):
        return at
    raise Poison(f"created_at is not like Tue Oct 31 22:10:47 +0000 2017: {_shown(written)}")


def _shown(text: str) -> str:
    return repr(storable(text[:40]))
