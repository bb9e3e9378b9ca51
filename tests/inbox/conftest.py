"""What most tests of cases begin with."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from parvis.brands.models import Brand
from parvis.channels.actions import connect_account
from parvis.channels.models import Account
from parvis.kit.actors import PARVIS
from tests.inbox.letters import Letters

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def letters(brand: Brand) -> Letters:
    """The brand's correspondence, to be told letter by letter."""
    return Letters(brand)


@pytest.fixture
def other_square(other_brand: Brand) -> Account:
    return connect_account(other_brand, connector_id="demo", name="Foire", by=PARVIS, at=NOON)
