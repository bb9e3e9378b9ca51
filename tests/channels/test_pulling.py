"""Bringing what is new: what goes wrong is said on the account."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from parvis.channels.actions import pull_account
from parvis.channels.models import Account
from parvis.channels.protocol import Io, JsonObject, Refused

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_a_connector_that_breaks_is_said_on_its_account(square: Account) -> None:
    def broken(*_: object) -> tuple[int, JsonObject]:
        raise ValueError("no such letter")

    io = Io(settings={}, secrets={}, now=lambda: NOON, doors={"network": broken})
    with pytest.raises(Refused):
        pull_account(square, clock=lambda: NOON, io=io)

    square.refresh_from_db()
    assert (square.state, square.error_at) == ("active", NOON)
    assert square.error.startswith("Reading failed: ValueError: ")
