"""The stream of live news tells each member about their own brands, and strangers nothing."""

from __future__ import annotations

import pytest
from django.test import Client

from parvis.brands.actions import create_user
from parvis.brands.models import Brand, User
from parvis.kit.actors import PARVIS
from tests.conftest import MONDAY_NOON

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_stranger_is_refused_for_no_page_waits_for_the_answer(
    brand: Brand, client: Client
) -> None:
    assert client.get("/live/").status_code == 403


def test_somebody_of_no_team_hears_nothing(brand: Brand, client: Client) -> None:
    alone = create_user(
        "alone@example.test", name="Alone", password="quiet-evening", by=PARVIS, at=MONDAY_NOON
    )
    client.force_login(alone)

    assert client.get("/live/").status_code == 403


def test_a_viewer_listens(brand: Brand, client: Client, viewer: User) -> None:
    client.force_login(viewer)

    stream = client.get("/live/")

    assert (stream.status_code, stream["Content-Type"]) == (200, "text/event-stream")
    assert stream["Cache-Control"] == "no-store"
    stream.close()


def test_nothing_can_be_sent_to_it(brand: Brand, client: Client, viewer: User) -> None:
    client.force_login(viewer)

    assert client.post("/live/").status_code == 405
