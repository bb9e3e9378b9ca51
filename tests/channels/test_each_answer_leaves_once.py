"""The outbox: sent once, or shown as uncertain; never sent again blindly."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from parvis.brands.models import Brand, User
from parvis.channels.actions import drain_outbox, queue_reply, resend
from parvis.channels.actions.sending import LOCK_SPACE, _begin_attempt
from parvis.channels.models import Account, Attempt, Message, Outgoing, SquarePost
from parvis.channels.protocol import Io, JsonObject
from parvis.channels.town import post_on_square, square_door
from parvis.kit.turns import turn
from tests.inbox.test_a_message_becomes_a_case import arrive

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def question(brand: Brand, square: Account) -> Message:
    post_on_square(brand, handle="zoe", name="Zoé", text="@tilleul où ?", at=NOON)
    arrive(square)
    return Message.objects.get()


class Square:
    """The town's door, with a fault in it; counts what came through."""

    def __init__(self, brand: Brand, *answers: tuple[int, JsonObject] | Exception) -> None:
        self._real = square_door(brand)
        self._answers = list(answers)
        self.posted = 0

    def __call__(self, method: str, path: str, wanted: JsonObject) -> tuple[int, JsonObject]:
        if method == "POST":
            self.posted += 1
            if self._answers:
                answer = self._answers.pop(0)
                if isinstance(answer, Exception):
                    raise answer
                return answer
        return self._real(method, path, wanted)

    @property
    def io(self) -> Io:
        return Io(settings={}, secrets={}, now=lambda: NOON, doors={"network": self})


def reply(question: Message, agent: User, *, key: str = "click-1", **changes: Any) -> Outgoing:
    words = {"text": "Ici.", **changes}
    return queue_reply(answers=question, client_key=key, by=agent.actor, at=NOON, **words)


def test_the_same_click_is_one_answer(question: Message, agent: User, square: Account) -> None:
    first, second = (reply(question, agent) for _ in range(2))
    drain_outbox(square, at=NOON)
    drain_outbox(square, at=NOON)

    assert first == second
    assert SquarePost.objects.filter(by_brand=True).count() == 1


def test_what_the_network_accepts_is_a_message_of_the_ledger(
    question: Message, agent: User, square: Account
) -> None:
    outgoing = reply(question, agent)

    drain_outbox(square, at=NOON)

    outgoing.refresh_from_db()
    sent = Message.objects.get(direction="out")
    assert (outgoing.state, outgoing.message) == ("sent", sent)
    assert (sent.text, sent.recipient, sent.parent_ext, sent.thread) == (
        "Ici.",
        question.author,
        question.ext_id,
        question.thread,
    )


def test_a_refused_answer_says_why_and_can_be_sent_again_by_a_human(
    question: Message, agent: User, square: Account
) -> None:
    outgoing = reply(question, agent, text="x" * 501)
    drain_outbox(square, at=NOON)
    outgoing.refresh_from_db()
    assert (outgoing.state, outgoing.why) == (
        "refused",
        "La place accepte 500 caractères, cette réponse en compte 501.",
    )

    Outgoing.objects.update(text="Plus court.")
    assert resend(outgoing, by=agent.actor, at=NOON) is True
    drain_outbox(square, at=NOON)

    assert SquarePost.objects.get(by_brand=True).text == "Plus court."


def test_a_busy_network_is_asked_again_later(
    question: Message, agent: User, square: Account, brand: Brand
) -> None:
    door = Square(brand, (503, {}))
    outgoing = reply(question, agent)

    drain_outbox(square, at=NOON, io=door.io)
    outgoing.refresh_from_db()
    assert (outgoing.state, outgoing.not_before) == ("queued", NOON + timedelta(seconds=30))

    drain_outbox(square, at=NOON + timedelta(seconds=29), io=door.io)
    assert door.posted == 1
    drain_outbox(square, at=NOON + timedelta(seconds=30), io=door.io)
    assert (door.posted, SquarePost.objects.filter(by_brand=True).count()) == (2, 1)


@pytest.mark.parametrize("fault", [(500, {}), ConnectionResetError("peer")])
def test_an_unknown_end_is_uncertain_and_not_tried_again(
    question: Message,
    agent: User,
    square: Account,
    brand: Brand,
    fault: tuple[int, JsonObject] | Exception,
) -> None:
    door = Square(brand, fault)
    outgoing = reply(question, agent)

    for _ in range(3):
        drain_outbox(square, at=NOON, io=door.io)

    outgoing.refresh_from_db()
    assert (outgoing.state, door.posted) == ("uncertain", 1)


def test_an_answer_of_a_process_that_died_is_looked_up_and_found(
    question: Message, agent: User, square: Account, brand: Brand
) -> None:
    outgoing = reply(question, agent)
    _begin_attempt(outgoing, at=NOON)
    square_door(brand)(
        "POST",
        "/posts",
        {
            "answers": question.ext_id,
            "text": "Ici.",
            "key": outgoing.attempt_key,
            "at": NOON.isoformat(),
        },
    )

    drain_outbox(square, at=NOON + timedelta(minutes=5))

    outgoing.refresh_from_db()
    assert outgoing.state == "sent"
    assert SquarePost.objects.filter(by_brand=True).count() == 1
    assert [attempt.outcome for attempt in Attempt.objects.order_by("n")] == ["uncertain", "done"]


def test_an_answer_that_died_before_it_left_is_sent(
    question: Message, agent: User, square: Account
) -> None:
    outgoing = reply(question, agent)
    _begin_attempt(outgoing, at=NOON)

    drain_outbox(square, at=NOON + timedelta(minutes=5))

    outgoing.refresh_from_db()
    assert outgoing.state == "sent"
    assert SquarePost.objects.filter(by_brand=True).count() == 1
    assert [attempt.outcome for attempt in Attempt.objects.order_by("n")] == ["uncertain", "done"]


def test_an_attempt_of_a_moment_ago_is_left_to_whoever_makes_it(
    question: Message, agent: User, square: Account, brand: Brand
) -> None:
    """The database was started again while a mail was being handed over: the turn is free."""
    outgoing = reply(question, agent)
    _begin_attempt(outgoing, at=NOON)

    drain_outbox(square, at=NOON + timedelta(minutes=4))

    outgoing.refresh_from_db()
    assert outgoing.state == "sending"
    assert not SquarePost.objects.filter(by_brand=True).exists()


def test_what_could_not_be_sent_for_three_days_is_shown_as_refused(
    question: Message, agent: User, square: Account, brand: Brand
) -> None:
    busy = Square(brand, *[(503, {})] * 2)
    outgoing = reply(question, agent)
    drain_outbox(square, at=NOON, io=busy.io)

    drain_outbox(square, at=NOON + timedelta(days=3, seconds=1), io=busy.io)

    outgoing.refresh_from_db()
    assert (outgoing.state, outgoing.why) == ("refused", "the square answered 503")


def test_two_processes_do_not_send_for_one_account_at_once(
    question: Message, agent: User, square: Account
) -> None:
    reply(question, agent)

    with turn(LOCK_SPACE, square.pk):
        assert drain_outbox(square, at=NOON) == []

    assert len(drain_outbox(square, at=NOON)) == 1


def test_keys_that_do_not_open_stop_the_account_and_say_so(
    question: Message, agent: User, square: Account
) -> None:
    reply(question, agent)
    square.credentials.create(field="token", sealed=b"\x01" * 40, key_id="old", stored_at=NOON)

    assert drain_outbox(square, at=NOON) == []

    square.refresh_from_db()
    assert square.state == "broken"
    assert "does not open with master key" in square.error


def test_our_own_answer_seen_on_the_network_first_is_one_message(
    question: Message, agent: User, square: Account
) -> None:
    reply(question, agent)
    drain_outbox(square, at=NOON)

    arrive(square)

    assert Message.objects.filter(direction="out").count() == 1
