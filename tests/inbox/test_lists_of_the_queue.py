"""The lists of the queue: what each holds, in which order, page by page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parvis.brands.models import Brand, User
from parvis.channels.models import Account
from parvis.inbox.actions import add_note, see_mentions
from parvis.inbox.models import Case, Follow, Tag, Tagging
from parvis.inbox.queries import counts
from parvis.inbox.queries import queue as queues
from parvis.inbox.queries.queue import Narrowing, Queue, View, queue
from parvis.people.models import Person

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
pytestmark = pytest.mark.django_db


def open_case(account: Account, title: str, **state: object) -> Case:
    person = Person.objects.create(brand=account.brand, name="Mina", created_at=NOON)
    values = {"opened_at": NOON - HOUR, "last_activity_at": NOON - HOUR, **state}
    return Case.objects.create(
        brand=account.brand, person=person, account=account, title=title, **values
    )


def titles(shown: Queue) -> list[str]:
    return [row.words for group in shown.groups for row in group.rows]


def list_of(user: User, *brands: Brand, view: View = View.OPEN, **asked: object) -> Queue:
    ids = [brand.pk for brand in brands]
    return queue(ids, view=view, user=user, at=NOON, **asked)  # type: ignore[arg-type]


def pages(user: User, *brands: Brand, **asked: object) -> Iterator[list[str]]:
    after = ""
    while True:
        shown = list_of(user, *brands, after=after, **asked)  # type: ignore[arg-type]
        yield titles(shown)
        after = shown.more
        if not after:
            return


def test_the_promise_that_breaks_next_comes_first(square: Account, agent: User) -> None:
    open_case(square, "waits for the customer")
    open_case(square, "tomorrow", due_at=NOON + 24 * HOUR)
    open_case(square, "broken", due_at=NOON - HOUR)

    shown = list_of(agent, square.brand)

    assert [(group.state, [row.words for row in group.rows]) for group in shown.groups] == [
        ("broken", ["broken"]),
        ("calm", ["tomorrow"]),
        ("waiting", ["waits for the customer"]),
    ]


def test_each_view_holds_its_own(square: Account, agent: User, lead: User) -> None:
    nobodys = open_case(square, "nobody's")
    open_case(square, "mine", assignee=agent)
    open_case(square, "a colleague's", assignee=lead)
    open_case(square, "asleep", assignee=agent, snoozed_until=NOON + HOUR)
    open_case(square, "slept enough", assignee=lead, snoozed_until=NOON)
    resolved = open_case(square, "resolved", state=Case.State.RESOLVED)
    open_case(square, "merged", state=Case.State.MERGED)
    for case in (nobodys, resolved):
        Follow.objects.create(case=case, user=agent, followed_at=NOON)
    Follow.objects.create(case=resolved, user=lead, followed_at=NOON)

    held = {view: set(titles(list_of(agent, square.brand, view=view))) for view in View}

    assert held == {
        View.OPEN: {"nobody's", "mine", "a colleague's", "slept enough"},
        View.MINE: {"mine"},
        View.UNASSIGNED: {"nobody's"},
        View.FOLLOWED: {"nobody's", "resolved"},
        View.SNOOZED: {"asleep"},
        View.QUIET: set(),
        View.RESOLVED: {"resolved"},
    }
    assert {view: str(count) for view, count in list_of(agent, square.brand).counts.items()} == {
        "open": "4",
        "mine": "1",
        "unassigned": "1",
        "followed": "2",
        "snoozed": "1",
    }


def test_nobody_sees_another_brands_cases(
    square: Account, other_square: Account, agent: User
) -> None:
    open_case(other_square, "not ours")
    open_case(other_square, "nor this", state=Case.State.RESOLVED)

    for view in View:
        assert titles(list_of(agent, square.brand, view=view)) == []
    assert titles(list_of(agent, view=View.OPEN)) == []


def test_a_list_is_narrowed_to_a_channel_a_brand_and_a_tag(
    square: Account, other_square: Account, agent: User
) -> None:
    ours = open_case(square, "ours")
    open_case(other_square, "theirs")
    late = Tag.objects.create(brand=square.brand, name="late")
    tagging = Tagging.objects.create(case=ours, tag=late, by_name="Ines", tagged_at=NOON)
    both = (square.brand, other_square.brand)

    def narrowed(to: Narrowing) -> list[str]:
        return titles(list_of(agent, *both, narrowed=to))

    assert narrowed(Narrowing()) == ["ours", "theirs"]
    assert narrowed(Narrowing(account=other_square.pk)) == ["theirs"]
    assert narrowed(Narrowing(brand=square.brand_id)) == ["ours"]
    assert narrowed(Narrowing(tag=late.pk)) == ["ours"]
    tagging.removed_at = NOON
    tagging.save()
    assert narrowed(Narrowing(tag=late.pk)) == []


@pytest.mark.parametrize(
    ("view", "state"),
    [
        (View.OPEN, {"due_at": NOON}),
        (View.OPEN, {}),
        (View.SNOOZED, {"snoozed_until": NOON + HOUR}),
        (View.RESOLVED, {"state": Case.State.RESOLVED}),
    ],
)
def test_page_after_page_shows_every_case_once(
    square: Account,
    other_square: Account,
    agent: User,
    monkeypatch: pytest.MonkeyPatch,
    view: View,
    state: dict[str, object],
) -> None:
    monkeypatch.setattr(queues, "ROWS_A_PAGE", 3)
    for number in range(4):
        open_case(square, f"a{number}", **state)
        open_case(other_square, f"b{number}", **state)

    shown = list(pages(agent, square.brand, other_square.brand, view=view))

    assert [len(page) for page in shown] == [3, 3, 2]
    assert sorted(flat(shown)) == [f"{letter}{number}" for letter in "ab" for number in range(4)]


def test_a_group_that_stands_on_several_pages_says_that_there_are_more(
    square: Account, agent: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queues, "ROWS_A_PAGE", 3)
    for number in range(2):
        open_case(square, f"broken {number}", due_at=NOON - (number + 1) * HOUR)
    for number in range(5):
        open_case(square, f"calm {number}", due_at=NOON + (number + 30) * HOUR)

    def counted(after: str) -> list[tuple[str, str]]:
        return [(one.state, one.count) for one in list_of(agent, square.brand, after=after).groups]

    first = list_of(agent, square.brand)
    second = list_of(agent, square.brand, after=first.more)
    assert counted("") == [("broken", "2"), ("calm", "1+")]
    assert counted(first.more) == [("calm", "3+")]
    assert counted(second.more) == [("calm", "1+")]


def test_a_case_that_leaves_moves_no_page(
    square: Account, agent: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queues, "ROWS_A_PAGE", 2)
    cases = [open_case(square, str(number), due_at=NOON + number * HOUR) for number in range(5)]
    first = list_of(agent, square.brand)
    cases[0].delete()

    assert titles(list_of(agent, square.brand, after=first.more)) == ["2", "3"]


@pytest.mark.parametrize("after", ["", "x", "1.2.3", "9" * 400, ".", "é.1", "-1.-1", "7fffffff.0"])
def test_an_address_nobody_gave_out_breaks_nothing(
    square: Account, agent: User, after: str
) -> None:
    open_case(square, "here")

    assert titles(list_of(agent, square.brand, after=after)) in (["here"], [])


def test_counts_go_no_further_than_anybody_reads(
    square: Account, agent: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counts, "MOST", 2)
    for number in range(4):
        open_case(square, str(number))

    assert str(list_of(agent, square.brand).counts["open"]) == "2+"


@pytest.mark.parametrize("view", View)
def test_a_page_takes_three_queries_however_many_cases_and_brands(
    square: Account, other_square: Account, agent: User, view: View
) -> None:
    for number in range(5):
        open_case(square, f"a{number}", assignee=agent)
        open_case(other_square, f"b{number}", state=Case.State.RESOLVED)

    with CaptureQueriesContext(connection) as queries:
        list_of(agent, square.brand, other_square.brand, view=view)

    assert len(queries) <= 3


def flat(shown: Iterable[Iterable[str]]) -> list[str]:
    return [title for page in shown for title in page]


def test_mentions_that_were_not_seen_are_counted_beside_the_followed(
    client: Client, square: Account, agent: User, lead: User, other_brand: Brand
) -> None:
    one, another = open_case(square, "lamp"), open_case(square, "chair")
    for case, text in [(one, "@Ines, look"), (one, "@Ines?"), (another, "@Ines"), (one, "@Lea")]:
        add_note(case, text=text, author=lead, at=NOON)
    client.force_login(agent)

    assert list_of(agent, square.brand).mentions == counts.Count(3)
    assert list_of(agent, other_brand).mentions == counts.Count(0)
    called = '3<span class="unseen"> mentions of you that you have not seen</span>'
    assert client.get("/inbox/").content.decode().count(called) == 2

    see_mentions(one, by=agent, at=NOON)

    assert list_of(agent, square.brand).mentions == counts.Count(1)
