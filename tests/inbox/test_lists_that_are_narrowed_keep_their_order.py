"""A list that is narrowed to what its cases are taken for stays in its own order, page by page."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from parvis.brands.models import Brand, User
from parvis.channels.models import Account
from parvis.inbox.models import Case, CaseWords, Follow
from parvis.inbox.queries import bearing
from parvis.inbox.queries import queue as queues
from parvis.inbox.queries.queue import Narrowing, View, queue
from tests.inbox.conversations import a_case

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
NEGATIVE = Narrowing(tone="negative")
pytestmark = pytest.mark.django_db


def bearing_case(
    account: Account, title: str, *marks: str, due_at: datetime | None = None, state: str = "open"
) -> Case:
    case = a_case(account, title, due_at=due_at, state=state)
    CaseWords.objects.create(case=case, brand=case.brand, said_at=case.last_activity_at, search="")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE inbox_casewords SET search = array_to_tsvector(%s) WHERE case_id = %s",
            [list(marks), case.pk],
        )
    return case


def pages(
    user: User, *brands: Brand, view: View = View.OPEN, narrowed: Narrowing = NEGATIVE
) -> list[list[str]]:
    shown: list[list[str]] = []
    after = ""
    while True:
        page = queue(
            [brand.pk for brand in brands],
            view=view,
            user=user,
            at=NOON,
            narrowed=narrowed,
            after=after,
        )
        shown.append([row.words for group in page.groups for row in group.rows])
        after = page.more
        if not after:
            return shown


@pytest.fixture
def promised(square: Account) -> list[Case]:
    """Six cases, the later the sooner it falls due; every other one is negative."""
    return [
        bearing_case(
            square,
            f"{hours} h",
            *(["=negative"] if hours % 2 else ["=positive"]),
            due_at=NOON + hours * HOUR,
        )
        for hours in (6, 5, 4, 3, 2, 1)
    ]


@pytest.mark.usefixtures("promised")
def test_what_breaks_next_comes_first(brand: Brand, agent: User) -> None:
    assert pages(agent, brand) == [["1 h", "3 h", "5 h"]]


@pytest.mark.usefixtures("promised")
def test_it_goes_on_where_the_page_ended(
    brand: Brand, agent: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queues, "ROWS_A_PAGE", 2)

    assert pages(agent, brand) == [["1 h", "3 h"], ["5 h"]]


@pytest.mark.usefixtures("promised")
def test_a_mark_far_down_the_list_is_found_by_the_index(
    brand: Brand, agent: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bearing, "LOOKED_THROUGH", 1)

    assert pages(agent, brand) == [["1 h", "3 h", "5 h"]]


@pytest.mark.usefixtures("promised")
def test_of_a_mark_that_too_many_bear_each_page_looks_a_little_further(
    brand: Brand, agent: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bearing, "LOOKED_THROUGH", 2)
    monkeypatch.setattr(bearing, "MOST_BORNE", 3)

    assert pages(agent, brand) == [["1 h"], ["3 h"], ["5 h"], []]


@pytest.mark.usefixtures("promised")
def test_of_several_brands_none_is_looked_through_further_than_the_others(
    brand: Brand,
    other_brand: Brand,
    agent: User,
    other_square: Account,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bearing_case(other_square, "theirs", "=negative", due_at=NOON + 2.5 * HOUR)
    monkeypatch.setattr(bearing, "LOOKED_THROUGH", 2)
    monkeypatch.setattr(bearing, "MOST_BORNE", 3)

    assert pages(agent, brand, other_brand) == [["1 h"], ["theirs", "3 h"], ["5 h"], []]


def test_each_list_holds_its_own(
    brand: Brand, square: Account, agent: User, promised: list[Case]
) -> None:
    bearing_case(square, "ended", "=negative", state=Case.State.RESOLVED)
    bearing_case(square, "ended well", "=positive", state=Case.State.RESOLVED)
    for case in promised[:2]:
        Follow.objects.create(case=case, user=agent, followed_at=NOON)

    assert pages(agent, brand, view=View.RESOLVED) == [["ended"]]
    assert pages(agent, brand, view=View.FOLLOWED) == [["5 h"]]
    assert pages(agent, brand, view=View.MINE) == [[]]


def test_all_that_is_asked_for_has_to_hold(brand: Brand, square: Account, agent: User) -> None:
    bearing_case(square, "both", "=negative", "=urgent")
    bearing_case(square, "one", "=urgent")

    assert pages(agent, brand, narrowed=Narrowing(tone="negative", sign="urgent")) == [["both"]]


@pytest.mark.usefixtures("promised")
def test_brands_are_listed_together(
    brand: Brand, other_brand: Brand, agent: User, other_square: Account
) -> None:
    bearing_case(other_square, "theirs", "=negative", due_at=NOON + 2 * HOUR)

    assert pages(agent, brand, other_brand) == [["1 h", "theirs", "3 h", "5 h"]]
    assert pages(agent, brand) == [["1 h", "3 h", "5 h"]]
