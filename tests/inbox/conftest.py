"""What most tests of cases begin with."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from parvis.brands.models import Brand, User
from parvis.channels.actions import connect_account
from parvis.channels.models import Account, Message
from parvis.inbox.actions import check_quiet, make_case_of, needs_no_answer
from parvis.kit.actors import PARVIS
from tests.inbox.complaints import complain_as_usual
from tests.inbox.letters import Letters, hour, thanks

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def letters(brand: Brand) -> Letters:
    """The brand's correspondence, to be told letter by letter."""
    return Letters(brand)


@pytest.fixture
def usual(square: Account) -> None:
    complain_as_usual(square, until=NOON)


@pytest.fixture
def other_square(other_brand: Brand) -> Account:
    return connect_account(other_brand, connector_id="demo", name="Foire", by=PARVIS, at=NOON)


@pytest.fixture
def known(letters: Letters, agent: User) -> dict[str, Message]:
    """One message of each kind: called and answered, called for nothing, missed, rightly quiet."""
    found = {
        "called": letters.ask("Where is my order?", at=0, thread="a", by="a"),
        "called wrongly": letters.ask("Who wants my lamp? Where to?", at=0, thread="b", by="b"),
        "missed": thanks(letters, 1),
        "quiet": thanks(letters, 2),
        "unknown": thanks(letters, 3),
    }
    letters.answer(found["called"], at=1)
    needs_no_answer(found["called wrongly"], by=agent, at=hour(2))
    make_case_of(found["missed"], by=agent, at=hour(3))
    check_quiet(found["quiet"], calls_for_answer=False, by=agent, at=hour(4))
    return found
