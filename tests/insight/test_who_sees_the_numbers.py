"""The page of the index: for whom, of which brand and period, and what it costs."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from parvis.brands.models import Brand, Role, User
from parvis.channels.models import Account
from tests.conftest import make_member
from tests.insight.ledger import Said, write

pytestmark = pytest.mark.django_db

PAGES = ["/insight/", "/insight/rows/?number=turns"]


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_is_asked_to_log_in(client: Client, brand: Brand, page: str) -> None:
    shown = client.get(page)

    assert shown.status_code == 302
    assert shown["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("page", ["/insight/?brand=tilleul", f"{PAGES[1]}&brand=tilleul"])
def test_for_the_member_of_another_brand_there_is_nothing(
    client: Client, brand: Brand, outsider: User, page: str
) -> None:
    client.force_login(outsider)

    assert client.get(page).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_a_viewer_sees_them(client: Client, brand: Brand, viewer: User, page: str) -> None:
    client.force_login(viewer)

    assert client.get(page).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "?days=8",
        "?at=yesterday",
        "?at=0001-01-01T00:00:00Z",
        "?brand=nobody",
        "rows/",
        "rows/?number=all",
        "rows/?number=turns&last=2026-03-02",
        "rows/?number=turns&first=2026-03-02&last=2026-03-01",
    ],
)
def test_what_cannot_be_asked_is_not_there(
    client: Client, brand: Brand, viewer: User, query: str
) -> None:
    client.force_login(viewer)

    assert client.get(f"/insight/{query}").status_code == 404


def test_somebody_of_two_brands_chooses_between_them(
    client: Client, brand: Brand, other_brand: Brand, viewer: User, noon: datetime
) -> None:
    both = make_member(other_brand, Role.VIEWER, "Ursule")
    brand.memberships.create(user=both, role=Role.VIEWER)
    client.force_login(both)

    page = client.get("/insight/?brand=tilleul").content.decode()

    assert 'href="/insight/?brand=autre&amp;days=30"' in page
    assert "Maison Tilleul, from" in page


def test_without_a_message_the_page_says_what_will_be_there(
    client: Client, brand: Brand, viewer: User
) -> None:
    client.force_login(viewer)

    page = client.get("/insight/?days=7").content.decode()

    assert "Nobody has written to Maison Tilleul in this time" in page
    assert "0%" not in page


def test_a_request_of_this_minute_is_too_early_to_count(
    client: Client, brand: Brand, square: Account, viewer: User, noon: datetime
) -> None:
    write(square, [Said(at=noon, who="zoe", thread="parcel")])
    client.force_login(viewer)
    at = f"{noon + timedelta(hours=1):%Y-%m-%dT%H:%M:%SZ}"

    page = client.get("/insight/", {"at": at}).content.decode()

    assert "Too early to say who was answered within 4 hours." in page
    assert "1 still open" in page


def test_htmx_gets_the_numbers_alone(client: Client, brand: Brand, viewer: User) -> None:
    client.force_login(viewer)

    page = client.get("/insight/", headers={"HX-Request": "true"}).content.decode()

    assert page.lstrip().startswith("<div")
    assert "<html" not in page


def test_the_present_is_brought_up_to_date_by_news(
    client: Client, brand: Brand, viewer: User
) -> None:
    client.force_login(viewer)

    page = client.get("/insight/").content.decode()

    assert 'hx-trigger="live:case from:body throttle:5s' in page


def test_the_past_stands_still(client: Client, brand: Brand, viewer: User) -> None:
    client.force_login(viewer)

    page = client.get("/insight/?at=2026-03-02T12:00:00Z").content.decode()

    assert "hx-trigger" not in page
    assert "Back to the present" in page


@pytest.mark.parametrize("guests", [1, 60])
def test_the_queries_do_not_grow_with_the_messages(
    client: Client,
    brand: Brand,
    square: Account,
    viewer: User,
    noon: datetime,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    guests: int,
) -> None:
    write(
        square,
        [
            said
            for n in range(guests)
            for said in (
                Said(at=noon, who=f"guest{n}", thread=f"{n}", case=f"guest{n}: lamp"),
                Said(at=noon + timedelta(hours=1), who="", to=f"guest{n}", thread=f"{n}"),
            )
        ],
    )
    client.force_login(viewer)
    at = f"{noon + timedelta(days=1):%Y-%m-%dT%H:%M:%SZ}"

    with django_assert_max_num_queries(50):
        client.get("/insight/", {"brand": "tilleul", "at": at})
    with django_assert_max_num_queries(30):
        client.get("/insight/rows/", {"number": "turns", "brand": "tilleul", "at": at})
