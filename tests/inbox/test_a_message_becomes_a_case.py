"""From a post on the square to a case with a promise, to the answer that keeps it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from parvis.brands.models import Brand, User
from parvis.channels.actions import drain_outbox, pull_account, read_deliveries
from parvis.channels.models import Account, Message, SquarePost
from parvis.channels.town import post_on_square
from parvis.inbox.actions import reply_to_case, take_in
from parvis.inbox.models import Case, Promise

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def arrive(account: Account, *, at: datetime = NOON) -> None:
    pull_account(account, clock=lambda: at)
    read_deliveries(account, at=at)
    take_in(list(Message.objects.order_by("id").values_list("pk", flat=True)))


def ask(brand: Brand, text: str, *, at: datetime = NOON, handle: str = "zoe") -> SquarePost:
    return post_on_square(brand, handle=handle, name=handle.title(), text=text, at=at)


def test_a_question_opens_a_case_with_a_promise_of_four_hours(
    brand: Brand, square: Account
) -> None:
    ask(brand, "@tilleul où est ma commande ?")

    arrive(square)

    case = Case.objects.get()
    assert (case.title, case.state, case.due_at) == (
        "@tilleul où est ma commande ?",
        Case.State.OPEN,
        NOON + timedelta(hours=4),
    )
    promise = Promise.objects.get()
    assert (promise.kind, promise.started_at, promise.is_running) == ("first_answer", NOON, True)


def test_the_answer_goes_out_and_keeps_the_promise(
    brand: Brand, square: Account, agent: User
) -> None:
    post = ask(brand, "@tilleul où est ma commande ?")
    arrive(square)
    case = Case.objects.get()

    later = NOON + timedelta(minutes=25)
    reply_to_case(case, text="Elle part ce soir.", client_key="click-1", by=agent, at=later)
    drain_outbox(square, at=later)
    arrive(square, at=later)

    answer = SquarePost.objects.get(by_brand=True)
    assert (answer.text, answer.parent) == ("Elle part ce soir.", post)
    case.refresh_from_db()
    assert (case.due_at, case.assignee) == (None, agent)
    promise = Promise.objects.get()
    assert (promise.answered_at, promise.wall_seconds) == (later, 25 * 60)
    assert Message.objects.count() == 2
