"""At the moment of sending it is asked again whether the answer may still leave; and what was
seen on the network is believed more than what its answer says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from parvis.brands.models import Brand, User
from parvis.channels.actions import drain_outbox, resend
from parvis.channels.actions.sending import _begin_attempt
from parvis.channels.models import Account, Message, Outgoing, SquarePost
from parvis.channels.protocol import Io, JsonObject
from parvis.channels.town import post_on_square, square_door
from tests.channels.test_each_answer_leaves_once import Square, question, reply
from tests.inbox.test_a_message_becomes_a_case import arrive

__all__ = ["question"]
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
SOON = NOON + timedelta(minutes=1)
pytestmark = pytest.mark.django_db


def fate(outgoing: Outgoing) -> tuple[str, str]:
    outgoing.refresh_from_db()
    return outgoing.state, outgoing.why


def posts_by_brand() -> int:
    return SquarePost.objects.filter(by_brand=True).count()


def test_a_message_that_was_deleted_meanwhile_is_not_answered(
    question: Message, agent: User, square: Account
) -> None:
    outgoing = reply(question, agent)
    Message.objects.update(text="", deleted_at=SOON)

    drain_outbox(square, at=SOON)

    assert fate(outgoing) == (
        "refused",
        "Le message auquel vous répondiez a été supprimé entre-temps\u202f; rien n’est parti.",
    )
    assert posts_by_brand() == 0


def test_a_message_that_was_changed_meanwhile_is_answered_when_somebody_has_read_it(
    question: Message, agent: User, square: Account
) -> None:
    outgoing = reply(question, agent)
    Message.objects.update(text="autre chose", edited_at=SOON)

    drain_outbox(square, at=SOON)
    state, why = fate(outgoing)
    assert (state, posts_by_brand()) == ("refused", 0)
    assert why.startswith("Le message a été modifié depuis que vous avez écrit")

    resend(outgoing, by=agent.actor, at=SOON)
    drain_outbox(square, at=SOON)
    assert (fate(outgoing), posts_by_brand()) == (("sent", ""), 1)


def test_what_was_said_in_the_networks_own_application_holds_the_answer_back(
    question: Message, agent: User, square: Account, brand: Brand
) -> None:
    outgoing = reply(question, agent)
    post_on_square(
        brand,
        handle="tilleul",
        name="Tilleul",
        text="Déjà réglé !",
        at=SOON,
        parent=SquarePost.objects.get(),
        by_brand=True,
    )
    arrive(square, at=SOON)

    drain_outbox(square, at=SOON)

    state, why = fate(outgoing)
    assert (state, posts_by_brand()) == ("refused", 1)
    assert why.startswith("Quelqu’un a répondu hors de Parvis")


def test_an_answer_of_a_colleague_through_parvis_holds_nothing_back(
    question: Message, agent: User, square: Account
) -> None:
    reply(question, agent, key="first")
    second = reply(question, agent, key="second", text="Et là.")

    drain_outbox(square, at=SOON)

    assert fate(second) == ("sent", "")


def test_what_is_found_bears_the_time_of_the_network(
    question: Message, agent: User, square: Account, brand: Brand
) -> None:
    door = Square(brand, ConnectionResetError("peer"))
    outgoing = reply(question, agent)
    drain_outbox(square, at=NOON, io=door.io)
    post_on_square(
        brand,
        handle="tilleul",
        name="Tilleul",
        text="Ici.",
        at=SOON,
        parent=SquarePost.objects.get(),
        by_brand=True,
        key=outgoing.attempt_key,
    )

    drain_outbox(square, at=NOON + timedelta(hours=2), io=door.io)

    assert fate(outgoing) == ("sent", "")
    message = Message.objects.get(direction="out")
    assert (message.created_at, message.received_at) == (SOON, NOON + timedelta(hours=2))


def test_an_answer_seen_on_the_network_before_its_receipt_is_one_message_and_sent(
    question: Message, agent: User, square: Account, brand: Brand
) -> None:
    real = square_door(brand)

    def seen_first(method: str, path: str, wanted: JsonObject) -> tuple[int, JsonObject]:
        answer = real(method, path, wanted)
        if method == "POST":
            arrive(square)
            return 403, {"error": "a late no"}
        return answer

    outgoing = reply(question, agent)
    io = Io(settings={}, secrets={}, now=lambda: NOON, doors={"network": seen_first})
    drain_outbox(square, at=NOON, io=io)

    assert fate(outgoing) == ("sent", "")
    message = Message.objects.get(direction="out")
    assert (message.author_name, message.recipient, outgoing.message) == (
        agent.name,
        question.author,
        message,
    )


def test_an_uncertain_answer_that_comes_back_by_itself_was_sent(
    question: Message, agent: User, square: Account, brand: Brand
) -> None:
    outgoing = reply(question, agent)
    attempt = _begin_attempt(outgoing, at=NOON)
    assert attempt is not None
    Outgoing.objects.update(state="uncertain")
    post_on_square(
        brand,
        handle="tilleul",
        name="Tilleul",
        text="Ici.",
        at=SOON,
        parent=SquarePost.objects.get(),
        by_brand=True,
        key=outgoing.attempt_key,
    )

    arrive(square)

    assert fate(outgoing) == ("sent", "")
    assert Message.objects.filter(direction="out").count() == 1


def test_a_human_who_sends_again_after_three_days_is_not_refused_for_the_first_try(
    question: Message, agent: User, square: Account, brand: Brand
) -> None:
    outgoing = reply(question, agent)
    Outgoing.objects.update(state="refused", why="no")
    late = NOON + timedelta(days=4)

    resend(outgoing, by=agent.actor, at=late)
    drain_outbox(square, at=late, io=Square(brand, (503, {})).io)

    assert fate(outgoing) == ("queued", "the square answered 503")
