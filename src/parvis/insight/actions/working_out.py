"""Working out what the numbers count, for some messages and all that their news can change.

News of a message can change what is known of the messages of its thread and of its case, and of
the case that it has left; of no others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import connection

from parvis.brands.calendar import opening_hours
from parvis.brands.models import Brand
from parvis.insight.actions.near import HEARD_NEAR, POSTS_AMONG
from parvis.insight.actions.posts import kinds_of_posts
from parvis.insight.models import Heard, Post
from parvis.insight.queries.open_time import OpenTime
from parvis.kit.copying import copy_values

QUIET_HOURS = 24
"""After this long without a word from the person or the brand, a message opens a new turn."""


class Found(NamedTuple):
    """One row of `Heard`, in the order of its columns."""

    message_id: int
    brand_id: int
    person_id: int
    account_id: int
    thread_id: int
    case_id: int | None
    asked_at: datetime
    opens_turn: bool
    needs_answer: bool
    answered_at: datetime | None
    answer_id: int | None
    machine_answered_at: datetime | None
    contact_number: int | None
    promised_for: datetime | None
    open_before: timedelta | None = None
    open_wait: timedelta | None = None

    @property
    def is_turn(self) -> bool:
        return self.opens_turn and self.needs_answer


def work_out(message_ids: Sequence[int]) -> None:
    """Bring the rows of these messages, and of those near them, up to date."""
    if message_ids:
        _work_out_heard(message_ids)
        _work_out_posts(message_ids)


def _work_out_heard(message_ids: Sequence[int]) -> None:
    near, found = _heard_near(message_ids)
    by_brand: dict[int, list[Found]] = defaultdict(list)
    for row in found:
        by_brand[row.brand_id].append(row)
    brands = Brand.objects.in_bulk(by_brand)
    complete = {
        row for brand_id, rows in by_brand.items() for row in _with_times(brands[brand_id], rows)
    }
    columns = Heard.objects.filter(message_id__one_of=near).values_list(*Found._fields)
    stored = {Found(*values) for values in columns}
    _replace(Heard, Found._fields, stored - complete, by=complete - stored)


def _heard_near(message_ids: Sequence[int]) -> tuple[Sequence[int], Sequence[Found]]:
    """The ids of all messages near these, and what is to be known of those that are heard."""
    with connection.cursor() as cursor:
        # compiling the statement would take longer than running it
        cursor.execute("SET LOCAL jit = off")
        cursor.execute(HEARD_NEAR, {"ids": list(message_ids), "quiet_hours": QUIET_HOURS})
        rows = cursor.fetchall()
    near = [row[0] for row in rows]
    return near, [Found(*row[:-1]) for row in rows if row[-1]]


def _with_times(brand: Brand, rows: Sequence[Found]) -> Iterable[Found]:
    """With what needs the brand's opening hours: for turns only, which are what is timed."""
    turns = [row for row in rows if row.is_turn]
    if not turns:
        return rows
    since = min(brand.created_at, *(row.asked_at for row in turns))
    until = max(row.answered_at or row.asked_at for row in turns)
    hours = opening_hours(brand, years=range(since.year, until.year + 1))
    open_time = OpenTime(hours, since=since, until=until)
    promise = timedelta(minutes=brand.promise_minutes)

    def timed(row: Found) -> Found:
        if not row.is_turn:
            return row
        due = row.promised_for
        if due is None and not brand.is_history(row.asked_at):
            due = hours.due_at(row.asked_at, after=promise)
        return row._replace(
            promised_for=due,
            open_before=open_time.signed(brand.created_at, row.asked_at),
            open_wait=open_time.between(row.asked_at, row.answered_at) if row.answered_at else None,
        )

    return map(timed, rows)


def _work_out_posts(message_ids: Sequence[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(POSTS_AMONG, {"ids": list(message_ids)})
        rows = cursor.fetchall()
    kinds = kinds_of_posts([(title, text) for *_row, title, text in rows])
    complete = {(*row[:-2], kind) for row, kind in zip(rows, kinds, strict=True)}
    stored = set(Post.objects.filter(message_id__one_of=message_ids).values_list(*POST_COLUMNS))
    _replace(Post, POST_COLUMNS, stored - complete, by=complete - stored)


POST_COLUMNS = ("message_id", "brand_id", "account_id", "posted_at", "kind")


def _replace(
    model: type[Heard | Post],
    columns: Sequence[str],
    outdated: Iterable[tuple[object, ...]],
    *,
    by: Iterable[tuple[object, ...]],
) -> None:
    """Rows that have not changed are left alone. The number of the message comes first."""
    if gone := [row[0] for row in outdated]:
        model.objects.filter(message_id__one_of=gone).delete()
    if new := list(by):
        copy_values(model, columns, new)
