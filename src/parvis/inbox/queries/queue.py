"""The queue: open cases in the order of the promise that breaks next, and other views of them.

Whatever the number of cases, a page of it takes the same few queries, each of which walks an index
no further than the page is long.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from parvis.brands.models import User
from parvis.channels.registry import connector
from parvis.inbox.models import Alert, Case, Follow, Mention, Promise, Tagging
from parvis.inbox.queries.asked_marks import marks_asked
from parvis.inbox.queries.asked_words import read_words
from parvis.inbox.queries.bearing import Bearers, first_bearing
from parvis.inbox.queries.counts import NONE, Count, count_each
from parvis.inbox.queries.places import (
    BY_PROMISE,
    BY_WAKING,
    LATEST_FIRST,
    Order,
    Place,
    first_places,
    sort_cases,
)
from parvis.inbox.queries.search import Hit, search_cases
from parvis.kit.spoken import promise_state

ROWS_A_PAGE = 25
COUNTED_AMONG = 1_000
"""The first cases of a list; of more nobody counts what they are taken for."""


class View(StrEnum):
    """Which cases are listed. `QUIET` lists messages that became no case: none here."""

    OPEN = "open"
    MINE = "mine"
    UNASSIGNED = "unassigned"
    FOLLOWED = "followed"
    SNOOZED = "snoozed"
    QUIET = "quiet"
    RESOLVED = "resolved"


COUNTED = (View.OPEN, View.MINE, View.UNASSIGNED, View.FOLLOWED, View.SNOOZED)
OF_A_PERSON = {View.MINE, View.FOLLOWED}


@dataclass(frozen=True)
class Narrowing:
    """Ids of one brand, one channel account and one tag, to which the list is kept; and what its
    cases are taken for: the id of a matter, a tone, a sign, a language, what they take."""

    brand: int | None = None
    account: int | None = None
    tag: int | None = None
    matter: int | None = None
    tone: str = ""
    sign: str = ""
    language: str = ""
    value: str = ""

    @property
    def marks(self) -> str:
        """As words of a search, empty where cases are taken as they are."""
        asked = {
            "matter": f"#{self.matter}" if self.matter else "",
            "tone": self.tone,
            "is": self.sign,
            "lang": self.language,
            "value": self.value,
        }
        return " ".join(f'{of}:"{value}"' for of, value in asked.items() if value)


EVERYTHING = Narrowing()


@dataclass(frozen=True)
class Seen:
    """By whom and when the list is looked at, and which case is open beside it."""

    user: User
    at: datetime
    current: int | None


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
    until: datetime | None
    """When a snoozed case comes back; None for one that does not sleep."""
    who: str
    is_current: bool
    hit: Hit | None = None
    """In what a search found: title and words of the case with what was found marked."""


@dataclass(frozen=True)
class Group:
    """Rows that stand alike: broken, breaking, soon, calm, waiting, snoozed, resolved, history.
    What a search found is one group, `found`. It may have begun before the page (`begun`), or
    go on after it (`goes_on`)."""

    state: str
    rows: Sequence[QueueRow]
    begun: bool = False
    goes_on: bool = False

    @property
    def count(self) -> str:
        """Of one that is on several pages it is only known that there are more."""
        return f"{len(self.rows)}{'+' if self.begun or self.goes_on else ''}"


@dataclass(frozen=True)
class Page:
    """`more` is what `after` is for the page after this one; empty on the last. A list that is
    narrowed may go on after a page that is not full, or even empty. `mistyped` are
    words that no case holds, instead of which similar ones were looked for."""

    groups: Sequence[Group]
    more: str = ""
    mistyped: Sequence[str] = ()


@dataclass(frozen=True)
class Queue(Page):
    view: View = View.OPEN
    counts: Mapping[str, Count] = field(default_factory=dict)
    """By the name of the view, whatever the list is narrowed to."""
    mentions: Count = NONE
    """How often the user was called in notes that they have not seen."""
    alerts: Count = NONE
    """Rises of negative messages that nobody looks after yet."""
    grown: Count = NONE
    """Those of them that are far more than what somebody saw."""

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
    narrowed: Narrowing = EVERYTHING,
    after: str = "",
    current: int | None = None,
) -> Queue:
    """One page of the queue, in three queries whatever the number of cases; in up to eight where it
    is narrowed to what its cases are taken for.

    With `words` it is what a search for them finds (inbox.queries.search), in all cases whatever
    the view, as one group `found`; in eight queries.
    """
    looked_in = [brand_id for brand_id in brand_ids if narrowed.brand in {None, brand_id}]
    seen = Seen(user, at, current)
    if words.strip():
        page = _found(looked_in, f"{narrowed.marks} {words}", seen, narrowed, after)
    else:
        page = _listed(looked_in, view, seen, narrowed, after)
    counts = _counts(brand_ids, user, at)
    mentions, alerts, grown = (counts.pop(name) for name in ("mentions", "alerts", "grown"))
    return Queue(
        **vars(page), view=view, counts=counts, mentions=mentions, alerts=alerts, grown=grown
    )


def _found(
    brand_ids: Sequence[int], words: str, seen: Seen, narrowed: Narrowing, after: str
) -> Page:
    found = search_cases(
        brand_ids,
        words,
        ROWS_A_PAGE,
        user=seen.user,
        at=seen.at,
        account=narrowed.account,
        tag=narrowed.tag,
        after=after,
    )
    hits = {hit.case_id: hit for hit in found.hits}
    rows = [_row(case, seen, hits[case.pk]) for case in _cases(list(hits))]
    groups = _groups([("found", rows)] if rows else [], after=after, more=found.more)
    return Page(groups, found.more, found.mistyped)


def _listed(
    brand_ids: Sequence[int], view: View, seen: Seen, narrowed: Narrowing, after: str
) -> Page:
    if view is View.QUIET:
        return Page([])

    def of_brand(brand_id: int) -> QuerySet[Case]:
        return _narrow(listed(view, seen.user, seen.at).filter(brand=brand_id), narrowed)

    found = _first(of_brand, brand_ids, view, narrowed, after)
    shown = found.places[:ROWS_A_PAGE]
    goes_on = shown[-1] if len(found.places) > ROWS_A_PAGE else found.looked_to
    rows = [_row(case, seen) for case in _cases([place.case_id for place in shown])]
    more = str(goes_on) if goes_on else ""
    alike = [(state, list(same)) for state, same in groupby(rows, lambda row: row.state)]
    return Page(_groups(alike, after=after, more=more), more)


def _groups(
    alike: Sequence[tuple[str, Sequence[QueueRow]]], *, after: str, more: str
) -> list[Group]:
    """In the order of the page, on which only the first and the last may be parts of more."""
    last = len(alike) - 1
    return [
        Group(
            state,
            rows,
            begun=bool(after) and number == 0,
            goes_on=bool(more) and number == last,
        )
        for number, (state, rows) in enumerate(alike)
    ]


def first_of_list(
    brand_ids: Sequence[int], *, view: View, user: User, at: datetime, narrowed: Narrowing
) -> list[int]:
    """The ids of the first `COUNTED_AMONG` cases of a list, kept to the brand, channel and tag of
    `narrowed`. One query."""

    def of_brand(brand_id: int) -> QuerySet[Case]:
        return _narrow(listed(view, user, at).filter(brand=brand_id), narrowed)

    looked_in = [brand_id for brand_id in brand_ids if narrowed.brand in {None, brand_id}]
    places = first_places(of_brand, looked_in, order=_order(view), after=None, limit=COUNTED_AMONG)
    return [place.case_id for place in places]


def _first(
    cases: Callable[[int], QuerySet[Case]],
    brand_ids: Sequence[int],
    view: View,
    narrowed: Narrowing,
    after: str,
) -> Bearers:
    """One more than fits on the page, where there are so many."""
    order, start, limit = _order(view), Place.read(after), ROWS_A_PAGE + 1
    if marks := marks_asked(brand_ids, read_words(narrowed.marks).marks):
        return first_bearing(cases, brand_ids, marks=marks, order=order, after=start, limit=limit)
    return Bearers(first_places(cases, brand_ids, order=order, after=start, limit=limit))


def listed(view: View, user: User, at: datetime) -> QuerySet[Case]:
    """The cases of a view, of all brands."""
    open_cases = Case.objects.filter(state=Case.State.OPEN)
    awake = open_cases.filter(Q(snoozed_until=None) | Q(snoozed_until__lte=at))
    match view:
        case View.OPEN:
            return awake
        case View.MINE:
            return awake.filter(assignee=user)
        case View.UNASSIGNED:
            return awake.filter(assignee=None)
        case View.FOLLOWED:
            follows = Follow.objects.filter(user=user, ended_at=None)
            return Case.objects.filter(pk__in=follows.values("case")).exclude(
                state=Case.State.MERGED
            )
        case View.SNOOZED:
            return open_cases.filter(snoozed_until__gt=at)
        case View.RESOLVED:
            return Case.objects.filter(state__in=Case.CLOSED)
        case View.QUIET:
            return Case.objects.none()


def _order(view: View) -> Order:
    if view is View.SNOOZED:
        return BY_WAKING
    return LATEST_FIRST if view in {View.RESOLVED, View.FOLLOWED} else BY_PROMISE


def _narrow(cases: QuerySet[Case], narrowed: Narrowing) -> QuerySet[Case]:
    if narrowed.account is not None:
        cases = cases.filter(account=narrowed.account)
    if narrowed.tag is not None:
        borne = Tagging.objects.filter(case=OuterRef("pk"), tag=narrowed.tag, removed_at=None)
        cases = cases.filter(Exists(borne))
    return cases


def _cases(ids: Sequence[int]) -> list[Case]:
    """The cases, with what a line of the queue shows, in this order."""
    running = Promise.objects.filter(
        case=OuterRef("pk"), answered_at=None, released_at=None
    ).exclude(kind=Promise.Kind.RESOLUTION)
    rows = (
        Case.objects.filter(pk__one_of=ids)
        .select_related("person", "account", "assignee")
        .annotate(since=Subquery(running.values("started_at")[:1]))
    )
    by_id = {case.pk: case for case in rows}
    # one that was deleted between the two looks is left out
    return [by_id[case_id] for case_id in ids if case_id in by_id]


def _counts(brand_ids: Sequence[int], user: User, at: datetime) -> dict[str, Count]:
    lists = {view.value: _counted(view, brand_ids, user, at) for view in COUNTED}
    mentions = Mention.objects.filter(user=user, seen_at=None, note__case__brand__one_of=brand_ids)
    alerts = Alert.objects.filter(brand__one_of=brand_ids, state=Alert.State.OPEN)
    besides: dict[str, QuerySet[Any, Any]] = {
        "mentions": mentions,
        "alerts": alerts,
        "grown": alerts.exclude(grown_from=None),
    }
    return count_each(lists | {name: [rows.values("pk")] for name, rows in besides.items()})


def _counted(
    view: View, brand_ids: Sequence[int], user: User, at: datetime
) -> Sequence[QuerySet[Any, Any]]:
    """A brand's list is counted in its order, which its index gives, and brand by brand. What one
    person has is not long: that is found by the person, and to sort it would be the longer way."""
    cases = listed(view, user, at)
    if view in OF_A_PERSON:
        return [cases.filter(brand__one_of=brand_ids).order_by().values("pk")]
    return [sort_cases(cases.filter(brand=brand_id), _order(view)) for brand_id in brand_ids]


def _row(case: Case, seen: Seen, hit: Hit | None = None) -> QueueRow:
    asleep = case.snoozed_until is not None and case.snoozed_until > seen.at
    return QueueRow(
        case_id=case.pk,
        name=str(case.person),
        network=connector(case.account.connector).spec.network,
        channel_name=case.account.name,
        words=case.title,
        state=_state(case, seen.at, asleep=asleep),
        due=case.due_at,
        since=getattr(case, "since", None),
        until=case.snoozed_until if asleep else None,
        who=case.assignee.name if case.assignee else "",
        is_current=case.pk == seen.current,
        hit=hit,
    )


def _state(case: Case, at: datetime, *, asleep: bool) -> str:
    if case.state == Case.State.HISTORY:
        return "history"
    if not case.is_open:
        return "resolved"
    if asleep:
        return "snoozed"
    return promise_state(case.due_at, at) if case.due_at else "waiting"
