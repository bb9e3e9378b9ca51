"""The rows behind a number: exactly the messages that it counts, one page at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import OuterRef, Subquery

from parvis.brands.models import Brand
from parvis.channels.models import Message
from parvis.inbox.models import CaseMessage
from parvis.insight.queries.counted import Counted, Period
from parvis.insight.queries.index import WINDOWS, counted_messages
from parvis.insight.queries.turns import Heard
from parvis.insight.queries.waiting import late_promises, open_cases, running_promises

PAGE = 50
WORDS_MAX = 160


@dataclass(frozen=True, slots=True)
class Asked:
    """A message that a number counts, and when it was answered."""

    message_id: int
    asked_at: datetime
    answered_at: datetime | None


@dataclass(frozen=True)
class Row:
    """A counted message as it is shown. `words` is empty when it was deleted or has none.

    `waited` is until the answer; without one, until the moment of which the number is.
    """

    person: str
    network: str
    channel: str
    words: str
    asked_at: datetime
    answered_at: datetime | None
    waited: timedelta
    case_id: int | None


@dataclass(frozen=True)
class Only:
    """A part of the rows: asked on these days of the brand (both included), on this account."""

    first: date | None = None
    last: date | None = None
    account_id: int | None = None

    def holds(self, turn: Heard, brand: Brand) -> bool:
        day = turn.asked_at.astimezone(brand.zone).date()
        return (
            (self.first is None or self.first <= day)
            and (self.last is None or day <= self.last)
            and self.account_id in {None, turn.account_id}
        )


ALL = Only()

Pick = Callable[[Counted], Sequence[Heard]]


def _over(hours: int) -> Mapping[str, Pick]:
    """The numbers about a window of so many hours."""
    window = timedelta(hours=hours)
    return {
        f"elapsed-{hours}": lambda counted: counted.elapsed(window),
        f"within-{hours}": lambda counted: counted.within(window),
        f"missed-{hours}": lambda counted: counted.missed(window),
        f"open-{hours}": lambda counted: counted.open(window),
        f"early-{hours}": lambda counted: counted.early(window),
    }


COUNTED: Mapping[str, Pick] = {
    "turns": lambda counted: counted.turns,
    "answered": lambda counted: counted.answered,
    "unanswered": lambda counted: counted.unanswered,
    "persons": lambda counted: counted.persons,
    "persons-answered": lambda counted: counted.persons_answered,
    "persons-unanswered": lambda counted: counted.persons_unanswered,
    "due": lambda counted: counted.promised,
    "kept": lambda counted: counted.kept,
    "broken": lambda counted: counted.broken,
    **{name: pick for hours in WINDOWS for name, pick in _over(hours).items()},
}


def _waiting(brand: Brand, at: datetime) -> Sequence[Asked]:
    rows = running_promises(brand, at=at).values_list("asked_id", "started_at")
    return [Asked(asked, started_at, None) for asked, started_at in rows]


def _late(brand: Brand, at: datetime) -> Sequence[Asked]:
    rows = late_promises(brand, at=at).values_list("asked_id", "started_at")
    return [Asked(asked, started_at, None) for asked, started_at in rows]


def _longest(brand: Brand, at: datetime) -> Sequence[Asked]:
    return _waiting(brand, at)[:1]


def _open_cases(brand: Brand, at: datetime) -> Sequence[Asked]:
    """Each case by the message that opened it."""
    first = CaseMessage.objects.filter(case=OuterRef("pk")).order_by(
        "message__created_at", "message_id"
    )
    rows = (
        open_cases(brand, at=at)
        .annotate(first=Subquery(first.values("message_id")[:1]))
        .exclude(first=None)
        .values_list("first", "opened_at")
    )
    return [Asked(message_id, opened_at, None) for message_id, opened_at in rows]


WAITING: Mapping[str, Callable[[Brand, datetime], Sequence[Asked]]] = {
    "open-cases": _open_cases,
    "waiting": _waiting,
    "late": _late,
    "longest": _longest,
}

NUMBERS = (*COUNTED, *WAITING)
"""The names of all numbers that can be opened."""


def rows_of(number: str, brand: Brand, period: Period, *, only: Only = ALL) -> Sequence[Asked]:
    """What a number of the index counts, the newest first (who waits: the longest first).

    `only` leaves a part of what was counted; who waits is never parted. Raises `KeyError` when
    there is no such number.
    """
    if number in WAITING:
        return WAITING[number](brand, period.at)
    asked = COUNTED[number](counted_messages(brand, period))
    return [
        Asked(row.message_id, row.asked_at, row.answered_at)
        for row in reversed(asked)
        if only.holds(row, brand)
    ]


def shown(asked: Sequence[Asked], *, at: datetime) -> Sequence[Row]:
    """These rows with their words, in two queries or fewer; ask for a page at a time."""
    messages = Message.objects.select_related("account", "author__person", "place").in_bulk(
        [row.message_id for row in asked]
    )
    return [_row(row, messages[row.message_id], at=at) for row in asked]


def _row(row: Asked, message: Message, *, at: datetime) -> Row:
    place: CaseMessage | None = getattr(message, "place", None)
    words = " ".join((message.title or message.text).split())
    return Row(
        person=str(message.author.person) if message.author else message.author_name,
        network=message.network,
        channel=message.account.name,
        words=words if len(words) <= WORDS_MAX else words[: WORDS_MAX - 1].rstrip() + "…",
        asked_at=row.asked_at,
        answered_at=row.answered_at,
        waited=(row.answered_at or at) - row.asked_at,
        case_id=place.case_id if place else None,
    )
