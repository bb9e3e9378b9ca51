"""Two people decide on the same find or figures: one of them does, and nobody else waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime

import pytest
from django.db import transaction
from django.test import Client

from parvis.brands.models import Brand, User
from parvis.kit.actors import PARVIS
from parvis.strategy.actions.exports import set_export_aside, take_figures
from parvis.strategy.actions.proposals import leave_proposal, take_proposal
from parvis.strategy.actions.wishes import rename_wish
from parvis.strategy.models import Channel, ExportCount, Place, Proposal, Wish
from tests.two_processes import in_a_process, wait_until_somebody_waits

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def another_process() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as pool:
        yield pool


@pytest.fixture
def entries(brand: Brand) -> Proposal:
    place = Place.objects.create(brand=brand, name="blog", kind="blog")
    return Proposal.objects.create(
        place=place, what="entries", said="9", address="https://b.example", on=date(2026, 3, 2)
    )


@pytest.fixture
def count(brand: Brand, noon: datetime) -> ExportCount:
    """Of an export that was counted."""
    return ExportCount.objects.create(
        brand=brand,
        channel="mail",
        file="mail.jsonl",
        brought_at=noon,
        by_name="Léa",
        counted_at=noon,
        messages=3,
        first=date(2026, 1, 1),
        last=date(2026, 2, 1),
        asked=3,
        answered=1,
        hours_to_answer=2,
        promotions=0,
        replies=3,
    )


LINE = "Entries in its feed: 9 (https://b.example, 2026-03-02)"


@pytest.mark.parametrize(("decide", "shows"), [(take_proposal, LINE), (leave_proposal, "")])
def test_a_find_that_is_being_decided_on_is_gone_for_a_second_click(
    client: Client,
    lead: User,
    noon: datetime,
    entries: Proposal,
    another_process: ThreadPoolExecutor,
    decide: Callable[..., object],
    shows: str,
) -> None:
    client.force_login(lead)
    address, place = f"/strategy/proposals/{entries.pk}/", entries.place

    with transaction.atomic():
        decide(entries, by=PARVIS, at=noon)
        second = another_process.submit(
            in_a_process, lambda: client.post(address, {"then": "take"})
        )
        wait_until_somebody_waits(second)

    assert second.result().status_code == 404
    place.refresh_from_db()
    assert place.shows == shows


@pytest.mark.parametrize("click", ["take", "set-aside"])
def test_figures_that_are_being_taken_are_gone_for_a_second_click(
    client: Client,
    lead: User,
    noon: datetime,
    count: ExportCount,
    another_process: ThreadPoolExecutor,
    click: str,
) -> None:
    client.force_login(lead)
    address = f"/strategy/exports/{count.pk}/{click}/"

    with transaction.atomic():
        take_figures(count, by=PARVIS, at=noon)
        second = another_process.submit(in_a_process, lambda: client.post(address))
        wait_until_somebody_waits(second)

    assert second.result().status_code == 404
    assert Channel.objects.get().asked == 3


def test_who_changes_the_course_of_a_brand_holds_up_neither_its_wishes_nor_its_exports(
    brand: Brand,
    lead: User,
    noon: datetime,
    count: ExportCount,
    another_process: ThreadPoolExecutor,
) -> None:
    wish = Wish.objects.create(brand=brand, title="A kit", noted_at=noon, noted_by_name="Léa")

    def decide_elsewhere() -> None:
        rename_wish(wish, title="A repair kit", by=lead, at=noon)
        set_export_aside(count, by=PARVIS, at=noon)

    with transaction.atomic():
        Brand.objects.select_for_update(no_key=True).get(pk=brand.pk)
        another_process.submit(in_a_process, decide_elsewhere).result(timeout=10)

    wish.refresh_from_db()
    assert (wish.title, ExportCount.objects.count()) == ("A repair kit", 0)
