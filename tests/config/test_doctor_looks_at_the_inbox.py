"""A message that nobody sees is said by `parvis doctor`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from parvis.brands.models import Brand
from parvis.channels.actions import pull_account, read_deliveries
from parvis.channels.models import Account
from parvis.channels.town import post_on_square
from parvis.config.checkups import inbox
from parvis.config.doctor import Level
from tests.inbox.test_a_message_becomes_a_case import arrive

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_messages_that_no_case_was_given_are_counted(brand: Brand, square: Account) -> None:
    post_on_square(brand, handle="zoe", name="Zoé", text="@tilleul où ?", at=NOON)
    pull_account(square, clock=lambda: NOON)
    read_deliveries(square, at=NOON)

    fresh, stale = inbox(NOON), inbox(NOON + timedelta(minutes=6))
    arrive(square)
    taken_in = inbox(NOON + timedelta(minutes=6))

    assert [finding.level for finding in (fresh, stale, taken_in)] == [
        Level.FINE,
        Level.WRONG,
        Level.FINE,
    ]
    assert stale.said == "1 messages could not be given to a case."
