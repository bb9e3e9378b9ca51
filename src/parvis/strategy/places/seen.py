"""What a page or a feed shows of its life: its title and the newest day that it names.

Read without an XML parser, which what strangers wrote could be made to choke on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from html.parser import HTMLParser

TITLE_LENGTH = 200
DATED_TAGS = frozenset({"pubdate", "published", "updated", "dc:date", "lastbuilddate"})
DATED_META = frozenset(
    {"article:published_time", "article:modified_time", "og:updated_time", "datepublished"}
)
IN_JSON = re.compile(r'"date(?:Published|Modified|Created)"\s*:\s*"([^"]{8,40})"')
JSON_SCRIPTS = frozenset({"application/ld+json"})


class Failure(StrEnum):
    """Why a look brought nothing."""

    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    TOO_LARGE = "too_large"
    FORBIDDEN = "forbidden"
    NO_DATE = "no_date"


@dataclass(frozen=True, slots=True)
class Seen:
    title: str
    newest: date | None


def seen_in(body: bytes, *, today: date) -> Seen:
    """Days after `today` are announcements, not signs of life."""
    reader = _Reader()
    reader.feed(body.decode("utf-8", errors="replace"))
    reader.close()
    days = [day for word in reader.dates if (day := _day(word)) and day <= today]
    return Seen(" ".join(reader.title.split())[:TITLE_LENGTH], max(days, default=None))


def _day(word: str) -> date | None:
    """As feeds (RFC 822) and pages (ISO 8601) write it."""
    try:
        moment = datetime.fromisoformat(word.strip())
    except ValueError:
        try:
            moment = parsedate_to_datetime(word.strip())
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    try:
        return (moment.astimezone(UTC) if moment.tzinfo else moment).date()
    except OverflowError:  # the first or the last day that there is
        return None


class _Reader(HTMLParser):
    """The first title, and every word that stands where a date belongs."""

    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.dates: list[str] = []
        self._within = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "meta":
            name = given.get("property") or given.get("name") or given.get("itemprop") or ""
            if name.lower() in DATED_META:
                self.dates.append(given.get("content") or "")
        self._within = tag
        if tag == "script" and given.get("type") not in JSON_SCRIPTS:
            self._within = ""

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - whatever ends, it is over
        self._within = ""

    def handle_data(self, data: str) -> None:
        if self._within == "title" and not self.title:
            self.title = data
        elif self._within in DATED_TAGS:
            self.dates.append(data)
        elif self._within == "script":
            self.dates.extend(_dates_in_json(data))


def _dates_in_json(text: str) -> Iterator[str]:
    return (found[1] for found in IN_JSON.finditer(text))
