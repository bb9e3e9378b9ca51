"""The rows behind a number: exactly what it counts, one page at a time.

Whatever a number counts, each row is shown by a message: a turn by itself, a person by the first
message of the period, a case by the message that opened it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol, TypeVar, overload

from django.db import models
from django.db.models import F, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.fields import DateTimeField
from django.db.models.functions import TruncDate
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual

from parvis.brands.models import Brand
from parvis.channels.models import Message
from parvis.inbox.models import Case, CaseMessage, Promise, Resolution
from parvis.insight.models import Heard, Post
from parvis.insight.queries.contacts import contacts_of_cases, first_contacts, single_contacts
from parvis.insight.queries.counted import Period, conditions, heard, is_answered, turns
from parvis.insight.queries.posts import posts
from parvis.insight.queries.resolutions import (
    IS_KEPT,
    new_episodes,
    opened_cases,
    reopenings,
    resolution_promises,
    resolved_cases,
    unresolved_cases,
)
from parvis.insight.queries.waiting import (
    late_promises,
    longest_running_promise,
    open_cases,
    running_promises,
)

M = TypeVar("M", bound=models.Model)
PAGE = 50
WORDS_MAX = 160

Values = tuple[int, datetime, datetime | None]
"""The number of a message, when it was asked, and when it was answered, if it was."""


class Rows(Protocol):
    """A query of `Values`: its length is the number."""

    def count(self) -> int: ...

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[Values]: ...

    @overload
    def __getitem__(self, place: int, /) -> Values: ...

    @overload
    def __getitem__(self, part: slice, /) -> Rows: ...


@dataclass(frozen=True)
class Row:
    """A counted message as it is shown. `words` is empty when it was deleted or has none.

    `waited` is until the answer; without one, until the moment of which the number is; None for
    what nobody waits for.
    """

    message_id: int
    person: str
    network: str
    channel: str
    words: str
    asked_at: datetime
    answered_at: datetime | None
    waited: timedelta | None
    case_id: int | None


@dataclass(frozen=True)
class Only:
    """A part: asked (or posted) on these days of the brand, both included, and on one of these
    accounts; none named, on all."""

    first: date | None = None
    last: date | None = None
    account_ids: tuple[int, ...] = ()

    def of(self, asked: QuerySet[Heard], brand: Brand) -> QuerySet[Heard]:
        return self._of(asked, brand, "asked_at")

    def of_posts(self, posted: QuerySet[Post], brand: Brand) -> QuerySet[Post]:
        return self._of(posted, brand, "posted_at")

    def _of(self, rows: QuerySet[M], brand: Brand, moment: str) -> QuerySet[M]:
        day = TruncDate(moment, tzinfo=brand.zone)
        if self.first:
            rows = rows.filter(GreaterThanOrEqual(day, self.first))
        if self.last:
            rows = rows.filter(LessThanOrEqual(day, self.last))
        if self.account_ids:
            rows = rows.filter(account_id__in=self.account_ids)
        return rows


ALL = Only()
PartedRows = Callable[[Brand, Period, Only], Rows]
NEVER = Value(None, output_field=DateTimeField())


def rows_of(number: str, brand: Brand, period: Period, *, only: Only = ALL) -> Rows:
    """What a number of the index counts, the newest first (who waits: the longest first).

    `only` leaves a part of the turns, of the posts or of the replies; other things are never
    parted. Raises `KeyError` when there is no such number.
    """
    if number in PARTED:
        return PARTED[number](brand, period, only)
    if number in OTHERS:
        return OTHERS[number](brand, period)
    asked = turns(brand, period).filter(conditions(at=period.at)[number])
    return rows_of_messages(only.of(asked, brand))


def shown(number: str, rows: Sequence[Values], *, at: datetime) -> Sequence[Row]:
    """These rows of the number with their words, in two queries or fewer; ask for a page at a
    time."""
    messages = Message.objects.select_related("account", "author__person", "place").in_bulk(
        [message_id for message_id, _, _ in rows]
    )
    return [
        _row(
            messages[message_id],
            asked_at,
            answered_at if answered_at and answered_at <= at else None,
            until=None if number in NOBODY_WAITS else at,
        )
        for message_id, asked_at, answered_at in rows
        if message_id in messages
    ]


def _row(
    message: Message, asked_at: datetime, answered_at: datetime | None, *, until: datetime | None
) -> Row:
    place: CaseMessage | None = getattr(message, "place", None)
    words = " ".join((message.title or message.text).split())
    return Row(
        message_id=message.pk,
        person=str(message.author.person) if message.author else message.author_name,
        network=message.network,
        channel=message.account.name,
        words=words if len(words) <= WORDS_MAX else words[: WORDS_MAX - 1].rstrip() + "…",
        asked_at=asked_at,
        answered_at=answered_at,
        waited=(answered_at or until) - asked_at if until else None,
        case_id=place.case_id if place else None,
    )


def rows_of_messages(asked: QuerySet[Heard]) -> Rows:
    return asked.order_by("-asked_at", "-pk").values_list("pk", "asked_at", "answered_at")


def _persons(brand: Brand, period: Period, *, answered: bool | None = None) -> Rows:
    """The first message of each person, with the first answer to any."""
    said = heard(brand, period)
    persons = said.order_by("person_id", "asked_at", "pk").distinct("person_id")
    if answered is not None:
        had_one = Q(person_id__in=said.filter(is_answered(at=period.at)).values("person_id"))
        persons = persons.filter(had_one if answered else ~had_one)
    return by_first_message(persons, said, at=period.at)


def by_first_message(persons: QuerySet[Heard], said: QuerySet[Heard], *, at: datetime) -> Rows:
    """Persons, each once in `persons`, with the first answer to anything that they `said`."""
    answers = (
        said.filter(is_answered(at=at), person_id=OuterRef("person_id"))
        .order_by()
        .values("person_id")
        .annotate(first=Min("answered_at"))
        .values("first")
    )
    return (
        Heard.objects.filter(pk__in=persons.values("pk"))
        .annotate(first_answer=Subquery(answers))
        .order_by("-asked_at", "-pk")
        .values_list("pk", "asked_at", "first_answer")
    )


def _cases(cases: QuerySet[Case]) -> Rows:
    """Each case by the message that opened it."""
    first = CaseMessage.objects.filter(case=OuterRef("pk")).order_by(
        "message__created_at", "message_id"
    )
    return (
        cases.annotate(first=Subquery(first.values("message_id")[:1]), answered=NEVER)
        .exclude(first=None)
        .values_list("first", "opened_at", "answered")
    )


def _posts(kind: Post.Kind) -> PartedRows:
    return lambda brand, period, only: rows_of_posts(
        only.of_posts(posts(brand, period).filter(kind=kind), brand)
    )


def rows_of_posts(posted: QuerySet[Post]) -> Rows:
    return (
        posted.order_by("-posted_at", "-pk")
        .annotate(answered=NEVER)
        .values_list("pk", "posted_at", "answered")
    )


def _replies(brand: Brand, period: Period, only: Only) -> Rows:
    """Each reply once, whatever it answers."""
    return (
        only.of(turns(brand, period), brand)
        .filter(is_answered(at=period.at))
        .values(reply=F("answer_id"))
        .annotate(sent_at=Min("answered_at"), answered=NEVER)
        .order_by("-sent_at", "-reply")
        .values_list("reply", "sent_at", "answered")
    )


def _owed(promises: QuerySet[Promise]) -> Rows:
    return promises.annotate(answered=NEVER).values_list("asked_id", "started_at", "answered")


def _promised(promises: QuerySet[Promise]) -> Rows:
    return _owed(promises.order_by("-started_at", "-pk"))


def _reopened(undone: QuerySet[Resolution]) -> Rows:
    """Each time a case came back, by the message that opened the case."""
    first = CaseMessage.objects.filter(case=OuterRef("case")).order_by(
        "message__created_at", "message_id"
    )
    return (
        undone.annotate(
            first=Subquery(first.values("message_id")[:1]), back_at=F("reopened_at"), answered=NEVER
        )
        .exclude(first=None)
        .order_by("-back_at", "-pk")
        .values_list("first", "back_at", "answered")
    )


PARTED: Mapping[str, PartedRows] = {
    "advertisements": _posts(Post.Kind.ADVERTISEMENT),
    "offers": _posts(Post.Kind.OFFER),
    "other-posts": _posts(Post.Kind.OTHER),
    "replies": _replies,
}

OTHERS: Mapping[str, Callable[[Brand, Period], Rows]] = {
    "persons": _persons,
    "persons-answered": lambda brand, period: _persons(brand, period, answered=True),
    "persons-unanswered": lambda brand, period: _persons(brand, period, answered=False),
    "begun-cases": lambda brand, period: rows_of_messages(first_contacts(brand, period)),
    "contacts": lambda brand, period: rows_of_messages(contacts_of_cases(brand, period)),
    "single-contacts": lambda brand, period: rows_of_messages(single_contacts(brand, period)),
    "opened-cases": lambda brand, period: _cases(
        opened_cases(brand, period).order_by("-opened_at", "-pk")
    ),
    "resolved-cases": lambda brand, period: _cases(
        resolved_cases(brand, period).order_by("-opened_at", "-pk")
    ),
    "unresolved-cases": lambda brand, period: _cases(
        unresolved_cases(brand, period).order_by("-opened_at", "-pk")
    ),
    "resolutions-due": lambda brand, period: _promised(resolution_promises(brand, period)),
    "resolutions-kept": lambda brand, period: _promised(
        resolution_promises(brand, period).filter(IS_KEPT)
    ),
    "resolutions-broken": lambda brand, period: _promised(
        resolution_promises(brand, period).exclude(IS_KEPT)
    ),
    "reopened": lambda brand, period: _reopened(reopenings(brand, period)),
    "new-episodes": lambda brand, period: _reopened(new_episodes(brand, period)),
    "open-cases": lambda brand, period: _cases(open_cases(brand, at=period.at)),
    "waiting": lambda brand, period: _owed(running_promises(brand, at=period.at)),
    "late": lambda brand, period: _owed(late_promises(brand, at=period.at)),
    "longest": lambda brand, period: _owed(longest_running_promise(brand, at=period.at)),
}

NUMBERS = (*conditions(at=datetime.max.replace(tzinfo=UTC)), *PARTED, *OTHERS)
"""The names of all numbers that can be opened."""

NOBODY_WAITS = frozenset([*PARTED, *OTHERS]) - {
    "persons",
    "persons-answered",
    "persons-unanswered",
    "waiting",
    "late",
    "longest",
}
"""The numbers whose rows are not about being answered."""
