"""Bringing what is new: what goes wrong is said on the account."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from parvis.channels.actions import pull_account
from parvis.channels.models import Account, Cursor
from parvis.channels.protocol import Refused

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_a_connector_that_breaks_is_said_on_its_account(square: Account) -> None:
    Cursor.objects.create(account=square, source="posts", mark={"after": "now"}, moved_at=NOON)

    with pytest.raises(Refused):
        pull_account(square, clock=lambda: NOON)

    square.refresh_from_db()
    assert (square.state, square.error_at) == ("active", NOON)
    assert square.error.startswith("Reading failed: ValueError: ")
