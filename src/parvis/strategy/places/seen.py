"""What a page or a feed shows openly: its title, what it says it is, how many entries it has, when
the place is open, and the newest day that it names.

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

from parvis.strategy.places.hours import opening_hours
from parvis.strategy.places.plain import text_of, without_cdata, without_markup, words_of

TITLE_LENGTH = 200
DESCRIPTION_LENGTH = 300
FEEDS = frozenset({"rss", "feed", "rdf:rdf"})
ENTRIES = frozenset({"item", "entry"})
DESCRIBING_TAGS = frozenset({"description", "subtitle"})
DESCRIBING_META = frozenset({"description", "og:description"})
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
    """`entries` are those of a feed, None of a page; `hours` as schema.org has them, in words."""

    title: str
    newest: date | None
    description: str = ""
    entries: int | None = None
    hours: tuple[str, ...] = ()


def seen_in(body: bytes, *, today: date, media_type: str = "") -> Seen:
    """Days after `today` are announcements, not signs of life. `media_type` is as the answer's
    header `Content-Type` has it."""
    reader = _Reader()
    reader.feed(without_cdata(text_of(body, media_type=media_type)))
    reader.close()
    days = [day for word in reader.dates if (day := _day(word)) and day <= today]
    return Seen(
        title=reader.words(reader.title, longest=TITLE_LENGTH),
        newest=max(days, default=None),
        description=reader.words(reader.description, longest=DESCRIPTION_LENGTH),
        entries=reader.entries if reader.is_feed else None,
        hours=opening_hours(reader.scripts),
    )


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
    """The first title and description, the entries of a feed, scripts of data, and every word that
    stands where a date belongs."""

    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.description = ""
        self.is_feed = False
        self.entries = 0
        self.scripts: list[str] = []
        self.dates: list[str] = []
        self._within = ""

    def words(self, text: str, *, longest: int) -> str:
        """Feeds write their words as pieces of HTML."""
        return words_of(without_markup(text) if self.is_feed else text, longest=longest)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "meta":
            name = given.get("property") or given.get("name") or given.get("itemprop") or ""
            if name.lower() in DATED_META:
                self.dates.append(given.get("content") or "")
            if name.lower() in DESCRIBING_META and not self.description:
                self.description = given.get("content") or ""
        self.is_feed = self.is_feed or tag in FEEDS
        self.entries += tag in ENTRIES
        self._within = tag
        if tag == "script" and given.get("type") not in JSON_SCRIPTS:
            self._within = ""

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - whatever ends, it is over
        self._within = ""

    def handle_data(self, data: str) -> None:
        if self._within == "title" and not (self.title or self.entries):
            self.title = data
        elif self._within in DATED_TAGS:
            self.dates.append(data)
        elif self._within == "script":
            self.dates.extend(_dates_in_json(data))
            self.scripts.append(data)
        elif self._within in DESCRIBING_TAGS and not (self.description or self.entries):
            self.description = data


def _dates_in_json(text: str) -> Iterator[str]:
    return (found[1] for found in IN_JSON.finditer(text))
