"""The page that says whether everything is here, and what can be done when it is not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from parvis.brands.models import Brand, User
from parvis.channels.actions import pull_account, read_deliveries, store_deliveries
from parvis.channels.models import Account, Cursor, Delivery, Gap
from parvis.channels.town import post_on_square
from tests.channels.test_each_delivery_is_kept_once import post

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client: Client, lead: User, square: Account) -> str:
    client.force_login(lead)
    return reverse("channels:completeness", args=[square.pk])


def shown(client: Client, page: str) -> str:
    return " ".join(client.get(page).content.decode().split())


def test_it_says_how_much_the_source_holds_and_that_all_is_stored(
    client: Client, page: str, square: Account, brand: Brand
) -> None:
    assert "Nothing was read yet." in shown(client, page)

    post_on_square(brand, handle="zoe", name="Zoé", text="?", at=NOON)
    pull_account(square, clock=lambda: NOON)

    assert "It holds 1: all are stored" in shown(client, page)
    assert "holds 1, all stored" in shown(client, reverse("channels:accounts"))


def test_it_says_how_much_is_missing(client: Client, page: str, square: Account) -> None:
    Cursor.objects.create(
        account=square, source="posts", moved_at=NOON, compared_at=NOON, held=9, stored=7
    )

    assert "It holds 9: 7 are stored" in shown(client, page)
    assert "2 are not stored" in shown(client, reverse("channels:accounts"))


def test_a_gap_is_shown_until_somebody_has_looked(
    client: Client, page: str, square: Account, lead: User
) -> None:
    gap = Gap.objects.create(
        account=square, source="posts", reason="It was away.", until=NOON, found_at=NOON
    )
    assert "It was away." in shown(client, page)
    assert "Something may be missing" in shown(client, reverse("channels:accounts"))

    client.post(reverse("channels:close_gap", args=[gap.pk]))

    gap.refresh_from_db()
    assert gap.closed_by == lead.name
    assert f"closed by {lead.name}" in shown(client, page)
    assert "Something may be missing" not in shown(client, reverse("channels:accounts"))


def test_a_mark_that_makes_no_sense_has_a_way_out_on_the_page(
    client: Client, page: str, square: Account
) -> None:
    Account.objects.update(state="broken", error="The reading mark makes no sense.")
    Cursor.objects.create(
        account=square, source="posts", mark={"x": 1}, moved_at=NOON, unreadable_at=NOON
    )
    accounts = shown(client, reverse("channels:accounts"))
    assert "Read it from the start: nothing comes twice." in accounts
    assert reverse("channels:from_start", args=[square.pk]) in accounts

    client.post(reverse("channels:from_start", args=[square.pk]))

    square.refresh_from_db()
    assert (square.state, Cursor.objects.get().mark) == ("active", {})


def test_a_new_version_reads_again_what_the_old_one_has_read(
    client: Client, page: str, square: Account
) -> None:
    store_deliveries(square, [post(1)], source="posts", at=NOON)
    read_deliveries(square, at=NOON)
    Delivery.objects.update(parser_version=0)

    client.post(reverse("channels:read_again", args=[square.pk]))

    assert Delivery.objects.get().state == "waiting"
    assert "1 is understood anew." in shown(client, page)


@pytest.mark.parametrize(("days", "kept", "status"), [("30", 30, 302), ("-1", 90, 422)])
def test_each_channel_says_how_long_bytes_are_kept(
    client: Client, page: str, square: Account, days: str, kept: int, status: int
) -> None:
    answer = client.post(reverse("channels:keep", args=[square.pk]), {"days": days})

    square.refresh_from_db()
    assert (answer.status_code, square.keep_raw_days) == (status, kept)
