"""Two processes at one case: what one has decided, the other one does not undo."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from parvis.brands.models import Brand, User
from parvis.channels.models import Account, Message
from parvis.channels.town import post_on_square
from parvis.inbox.actions import MessageDeleted, make_case_of, reopen_case, resolve_case
from parvis.inbox.models import Case
from tests.inbox.test_a_message_becomes_a_case import arrive
from tests.two_processes import in_a_process, wait_until_somebody_waits

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
pytestmark = pytest.mark.django_db(transaction=True)


def test_a_case_resolved_while_a_message_is_taken_in_stays_resolved(
    brand: Brand, square: Account, agent: User
) -> None:
    question = post_on_square(brand, handle="zoe", name="Zoe", text="@tilleul où ?", at=NOON)
    arrive(square)
    case = Case.objects.get()
    post_on_square(brand, handle="zoe", name="Zoe", text="Merci", at=NOON + MINUTE, parent=question)

    with ThreadPoolExecutor(1) as another_process:
        with transaction.atomic():
            resolve_case(case, by=agent.actor, at=NOON + 2 * MINUTE)
            taking_in = another_process.submit(
                in_a_process, lambda: arrive(square, at=NOON + MINUTE)
            )
            wait_until_somebody_waits(taking_in)
        taking_in.result()

    case.refresh_from_db()
    assert (case.state, case.due_at) == ("resolved", None)
    assert case.places.count() == 2
    reopen_case(case, by=agent.actor, at=NOON + 3 * MINUTE)
    resolve_case(case, by=agent.actor, at=NOON + 4 * MINUTE)


def test_a_message_that_is_being_deleted_is_made_no_case(
    brand: Brand, square: Account, agent: User
) -> None:
    post_on_square(brand, handle="zoe", name="Zoe", text="merci @tilleul", at=NOON)
    arrive(square)
    thanks = Message.objects.get()

    def press() -> None:
        make_case_of(thanks, by=agent, at=NOON + MINUTE)

    with ThreadPoolExecutor(1) as another_process:
        with transaction.atomic():
            Message.objects.update(deleted_at=NOON, text="", html="", quoted="")
            pressing = another_process.submit(in_a_process, press)
            wait_until_somebody_waits(pressing)
        with pytest.raises(MessageDeleted):
            pressing.result()

    assert not Case.objects.exists()
