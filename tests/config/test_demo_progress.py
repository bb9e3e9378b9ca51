"""While the demo is being filled, each of its pages says how far it is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import reverse

from parvis.brands.models import Brand
from parvis.config.demo.progress import KEY, STOP_POLLING, Progress

pytestmark = pytest.mark.django_db
LINE = '<progress max="3000" value="120">'


@pytest.fixture(autouse=True)
def demo(brand: Brand) -> Iterator[None]:
    with override_settings(DEMO=True):
        yield
    cache.delete(KEY)


def test_pages_of_the_team_and_of_the_public_show_how_far_it_is(client: Client) -> None:
    cache.set(KEY, Progress(120, 3000))
    pages = ["/accounts/login/", reverse("knowledge:home", kwargs={"slug": "tilleul"})]
    shown = [client.get(page, headers={"Accept-Language": "en"}) for page in pages]

    assert [LINE in page.content.decode() for page in shown] == [True, True]


def test_a_page_of_a_full_demo_says_nothing(client: Client) -> None:
    assert "<progress" not in client.get("/accounts/login/").content.decode()


def test_the_line_stops_asking_when_all_is_told(client: Client) -> None:
    cache.set(KEY, Progress(120, 3000))
    going_on = client.get("/demo/progress/", headers={"Accept-Language": "en"})
    cache.delete(KEY)
    done = client.get("/demo/progress/")

    assert (going_on.status_code, LINE in going_on.content.decode()) == (200, True)
    assert (done.status_code, done.content.strip()) == (STOP_POLLING, b"")
