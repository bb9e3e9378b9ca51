"""What most tests of cases begin with."""

from __future__ import annotations

import pytest

from parvis.brands.models import Brand
from tests.inbox.letters import Letters


@pytest.fixture
def letters(brand: Brand) -> Letters:
    """The brand's correspondence, to be told letter by letter."""
    return Letters(brand)
