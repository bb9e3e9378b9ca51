"""The shape of a scripted conversation: who speaks, on which channel, and when."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

Channel = Literal["square", "mail", "web"]
Who = Literal["person", "agent", "note"]
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

_DAYS: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Past:
    """A moment of an earlier week, by the brand's clock: `weeks_ago` 1 is last week."""

    weeks_ago: int
    day: Day
    clock: str

    def before(self, now: datetime, *, zone: ZoneInfo) -> datetime:
        today = now.astimezone(zone).date()
        date = today - timedelta(days=today.weekday(), weeks=self.weeks_ago)
        date += timedelta(days=_DAYS.index(self.day))
        return datetime.combine(date, time.fromisoformat(self.clock), tzinfo=zone)


@dataclass(frozen=True, slots=True)
class Ago:
    """So many minutes before the demo is made: what is waiting now."""

    minutes: int

    def before(self, now: datetime, *, zone: ZoneInfo) -> datetime:
        return now.astimezone(zone) - timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class Line:
    """One message; `after_minutes` counts from the line before. Only a first line has a subject."""

    who: Who
    text: str
    after_minutes: int = 0
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Script:
    """A conversation. `begins` is when its first line was said.

    On the square, `under` is the key of the brand's post that it comments; a post that names
    neither @bruine nor comments anything is talk about the brand, not addressed to it.
    """

    key: str
    channel: Channel
    person: str
    language: Literal["fr", "en"]
    begins: Past | Ago
    lines: tuple[Line, ...]
    under: str = ""

    @property
    def is_answered(self) -> bool:
        return any(line.who == "agent" for line in self.lines)

    @property
    def is_addressed(self) -> bool:
        return self.channel != "square" or bool(self.under) or "@bruine" in self.lines[0].text


@dataclass(frozen=True, slots=True)
class Post:
    """Something the brand says on the square by itself."""

    key: str
    text: str
    begins: Past
    is_promotional: bool


def they(text: str, after: int = 0, *, subject: str = "") -> Line:
    return Line("person", text, after, subject)


def we(text: str, after: int) -> Line:
    return Line("agent", text, after)


def note(text: str, after: int) -> Line:
    """What an agent writes for the colleagues only."""
    return Line("note", text, after)
