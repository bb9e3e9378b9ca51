"""A message that cannot be taken in is said in the log, and keeps nobody else from a case."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

import pytest

from parvis.brands.models import Brand
from parvis.channels.actions import pull_account, read_deliveries
from parvis.channels.models import Account, Message
from parvis.channels.town import post_on_square
from parvis.inbox.actions import take_in
from parvis.inbox.models import Case

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
END_OF_TIME = datetime(9999, 12, 31, 23, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def test_the_others_of_its_batch_get_their_cases(
    brand: Brand, square: Account, caplog: pytest.LogCaptureFixture
) -> None:
    # no promise can be counted from there: four hours later no calendar has a day
    for handle, at in [("ann", NOON), ("bea", END_OF_TIME), ("cem", NOON)]:
        post_on_square(brand, handle=handle, name=handle.title(), text="@tilleul où ?", at=at)
    pull_account(square, clock=lambda: NOON)
    read_deliveries(square, at=NOON)
    bad = Message.objects.get(created_at=END_OF_TIME)

    with caplog.at_level(logging.ERROR):
        take_in(list(Message.objects.values_list("pk", flat=True)))

    assert sorted(str(case.person) for case in Case.objects.all()) == ["Ann", "Cem"]
    assert [record.getMessage() for record in caplog.records] == [
        f"message {bad.pk} was not taken in: it is tried again by the sweep"
    ]
