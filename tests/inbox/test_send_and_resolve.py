"""An answer that resolves its case: it keeps the promise, or the case comes back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client, TestCase
from django.urls import reverse

from parvis.brands.models import Brand, User
from parvis.channels.actions import drain_outbox
from parvis.channels.models import Account, Message, SquarePost
from parvis.channels.town import post_on_square
from parvis.inbox.actions import put_back, reopen_case, reply_to_case, resolve_case, split_case
from parvis.inbox.models import Case, Promise
from parvis.inbox.queries.missed import answers_that_failed
from parvis.kit.models import Activity
from tests.inbox.test_a_message_becomes_a_case import arrive

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
TOO_LONG = "x" * 501
pytestmark = pytest.mark.django_db


@pytest.fixture
def case(brand: Brand, square: Account) -> Case:
    post_on_square(brand, handle="zoe", name="Zoe", text="@tilleul où ?", at=NOON)
    arrive(square)
    return Case.objects.get()


def send_and_resolve(case: Case, agent: User, *, text: str = "Ici.") -> None:
    at = NOON + MINUTE
    reply_to_case(case, text=text, client_key="click-0001", by=agent, at=at)
    resolve_case(case, by=agent.actor, at=at)


def leave(square: Account, *, at: datetime = NOON + 2 * MINUTE) -> None:
    """What waits goes out, or is refused, and the rooms above hear of it."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        drain_outbox(square, at=at)
    arrive(square, at=at)


def test_the_promise_is_kept_by_the_answer_that_leaves(
    case: Case, square: Account, agent: User
) -> None:
    send_and_resolve(case, agent)
    leave(square)

    case.refresh_from_db()
    promise = Promise.objects.get()
    assert (case.state, case.due_at) == ("resolved", None)
    assert (promise.answered_at, promise.released_at) == (NOON + 2 * MINUTE, None)


def test_the_case_comes_back_when_its_answer_is_refused(
    case: Case, square: Account, agent: User
) -> None:
    send_and_resolve(case, agent, text=TOO_LONG)
    leave(square)

    case.refresh_from_db()
    assert (case.state, case.due_at) == ("open", NOON + timedelta(hours=4))
    assert Promise.objects.get().is_running


def test_who_resolves_it_then_is_not_contradicted(case: Case, square: Account, agent: User) -> None:
    send_and_resolve(case, agent, text=TOO_LONG)
    leave(square)
    resolve_case(case, by=agent.actor, at=NOON + 3 * MINUTE)

    put_back([row.pk for row in square.outgoing.all()], at=NOON + 4 * MINUTE)

    case.refresh_from_db()
    assert case.state == "resolved"
    assert Promise.objects.get().released_at == NOON + 3 * MINUTE


def test_the_sweep_finds_a_case_whose_answer_failed_unheard(
    case: Case, square: Account, agent: User
) -> None:
    send_and_resolve(case, agent, text=TOO_LONG)
    drain_outbox(square, at=NOON + 2 * MINUTE)  # and the process dies before it says so

    put_back(answers_that_failed(), at=NOON + 3 * MINUTE)

    case.refresh_from_db()
    assert case.state == "open"
    assert answers_that_failed() == []


def test_a_question_that_comes_while_the_answer_leaves_keeps_the_clock_visible(
    case: Case, square: Account, brand: Brand, agent: User
) -> None:
    send_and_resolve(case, agent)
    question = SquarePost.objects.get()
    later = NOON + 2 * MINUTE
    post_on_square(brand, handle="zoe", name="Zoe", text="@tilleul ?", at=later, parent=question)
    arrive(square, at=later)

    case.refresh_from_db()
    assert (case.state, case.due_at) == ("open", NOON + timedelta(hours=4))


def test_opening_it_again_by_hand_shows_the_clock_that_still_runs(case: Case, agent: User) -> None:
    send_and_resolve(case, agent)

    reopen_case(case, by=agent.actor, at=NOON + 2 * MINUTE)

    case.refresh_from_db()
    assert case.due_at == NOON + timedelta(hours=4)


def test_it_is_said_that_parvis_opened_it_again(case: Case, square: Account, agent: User) -> None:
    send_and_resolve(case, agent, text=TOO_LONG)
    leave(square)

    steps = Activity.objects.filter(target_kind="case", verb="case.reopened")
    assert [(step.actor_name, step.target_id) for step in steps] == [("Parvis", case.pk)]


def test_a_question_that_was_split_off_meanwhile_is_resolved_where_it_lies(
    case: Case, brand: Brand, square: Account, agent: User, client: Client
) -> None:
    post_on_square(brand, handle="zoe", name="Zoe", text="@tilleul et quand ?", at=NOON + MINUTE)
    arrive(square, at=NOON + MINUTE)
    asked = Message.objects.latest("id")
    new = split_case(case, messages=[asked.pk], by=agent.actor, at=NOON + 2 * MINUTE)
    client.force_login(agent)
    client.post(
        reverse("inbox:reply", args=[case.pk]),
        {
            "text": "Demain.",
            "key": "click-0002",
            "seen": 0,
            "question": asked.pk,
            "then": "resolve",
        },
    )

    states = dict(Case.objects.values_list("pk", "state"))
    assert states == {case.pk: "open", new.pk: "resolved"}


def test_the_same_click_again_is_no_second_answer_even_after_a_colleagues(
    case: Case, agent: User, lead: User
) -> None:
    first = reply_to_case(case, text="Ici.", client_key="click-0001", by=agent, at=NOON, seen=0)
    reply_to_case(case, text="Là.", client_key="click-0002", by=lead, at=NOON, seen=first.pk)

    again = reply_to_case(case, text="Ici.", client_key="click-0001", by=agent, at=NOON, seen=0)

    assert again == first
