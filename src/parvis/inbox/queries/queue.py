"""The queue: open cases in the order of the promise that breaks next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import groupby

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from parvis.brands.models import User
from parvis.channels.registry import connector
from parvis.inbox.models import Case, Promise
from parvis.kit.spoken import promise_state

ROWS_A_PAGE = 60


class View(StrEnum):
    """Which cases are listed."""

    OPEN = "open"
    MINE = "mine"
    RESOLVED = "resolved"


@dataclass(frozen=True)
class QueueRow:
    case_id: int
    name: str
    network: str
    channel_name: str
    words: str
    state: str
    due: datetime | None
    since: datetime | None
    who: str
    is_current: bool


@dataclass(frozen=True)
class Group:
    """Rows whose promise stands alike: broken, breaking, soon, calm, waiting, resolved."""

    state: str
    rows: Sequence[QueueRow]


@dataclass(frozen=True)
class Queue:
    view: View
    groups: Sequence[Group]
    open: int
    mine: int
    more: int | None
    """The page after this one; None on the last."""

    @property
    def is_empty(self) -> bool:
        return not self.groups


def queue(
    brand_ids: Sequence[int],
    *,
    view: View,
    user: User,
    at: datetime,
    words: str = "",
    page: int = 1,
    current: int | None = None,
) -> Queue:
    """One page of the queue, in two queries whatever the number of cases."""
    start = (page - 1) * ROWS_A_PAGE
    found = list(_cases(brand_ids, view, user, words)[start : start + ROWS_A_PAGE + 1])
    rows = [_row(case, at, current) for case in found[:ROWS_A_PAGE]]
    counted = Case.objects.filter(brand__in=brand_ids, state=Case.State.OPEN).aggregate(
        open=Count("pk"), mine=Count("pk", filter=Q(assignee=user))
    )
    return Queue(
        view=view,
        groups=[Group(state, list(same)) for state, same in groupby(rows, lambda row: row.state)],
        open=counted["open"],
        mine=counted["mine"],
        more=page + 1 if len(found) > ROWS_A_PAGE else None,
    )


def _cases(brand_ids: Sequence[int], view: View, user: User, words: str) -> QuerySet[Case, Case]:
    running = Promise.objects.filter(case=OuterRef("pk"), answered_at=None, released_at=None)
    cases = (
        Case.objects.filter(brand__in=brand_ids)
        .select_related("person", "account", "assignee")
        .annotate(since=Subquery(running.values("started_at")[:1]))
    )
    for word in words.replace("\0", " ").split()[:8]:
        cases = cases.filter(Q(title__icontains=word) | Q(person__name__icontains=word))
    if view is View.RESOLVED:
        return cases.exclude(state=Case.State.OPEN).order_by("-last_activity_at", "id")
    if view is View.MINE:
        cases = cases.filter(assignee=user)
    return cases.filter(state=Case.State.OPEN).order_by(F("due_at").asc(nulls_last=True), "id")


def _row(case: Case, at: datetime, current: int | None) -> QueueRow:
    return QueueRow(
        case_id=case.pk,
        name=str(case.person),
        network=connector(case.account.connector).spec.network,
        channel_name=case.account.name,
        words=case.title,
        state=_state(case, at),
        due=case.due_at,
        since=getattr(case, "since", None),
        who=case.assignee.name if case.assignee else "",
        is_current=case.pk == current,
    )


def _state(case: Case, at: datetime) -> str:
    if case.state == Case.State.HISTORY:
        return "history"
    if not case.is_open:
        return "resolved"
    return promise_state(case.due_at, at) if case.due_at else "waiting"
