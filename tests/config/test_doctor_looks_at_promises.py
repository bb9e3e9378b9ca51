"""A promise that is not what it must be is said by `parvis doctor`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from parvis.brands.models import Brand
from parvis.channels.models import Account
from parvis.channels.town import post_on_square
from parvis.config.checkups import promises
from parvis.config.doctor import Level
from parvis.inbox.models import Case, Promise
from tests.inbox.test_a_message_becomes_a_case import arrive

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_a_promise_that_was_moved_by_hand_is_noticed(brand: Brand, square: Account) -> None:
    post_on_square(brand, handle="zoe", name="Zoé", text="@tilleul où ?", at=NOON)
    arrive(square)
    case = Case.objects.get()
    before = promises()

    later = case.due_at + timedelta(seconds=1) if case.due_at else None
    Promise.objects.update(due_at=later)

    assert (before.level, promises().level) == (Level.FINE, Level.WRONG)
    assert str(case.pk) in promises().said
