"""A process dies before it says what it has committed: the sweep takes up what was missed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from parvis.brands.models import Brand, User
from parvis.channels.actions import (
    ask,
    connect_account,
    drain_outbox,
    pull_account,
    queue_reply,
    read_deliveries,
)
from parvis.channels.models import Account, Message, Outgoing
from parvis.channels.town import post_on_square
from parvis.inbox.actions import take_in
from parvis.inbox.actions.sweep import take_up_what_was_missed
from parvis.inbox.models import Case, CaseMessage, Promise
from parvis.inbox.queries.missed import messages_without_place
from parvis.kit.actors import PARVIS
from parvis.people.actions import confirm_claim
from parvis.people.models import Claim, Identity

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
pytestmark = pytest.mark.django_db


def sweep(*, among_newest: int | None = None) -> None:
    take_up_what_was_missed(among_newest=among_newest, at=NOON + 5 * MINUTE)


def say(brand: Brand, square: Account, text: str = "@tilleul où ?", handle: str = "zoe") -> None:
    """Posted and read; the process that read it died before the inbox heard of it."""
    post_on_square(brand, handle=handle, name=handle.title(), text=text, at=NOON)
    pull_account(square, clock=lambda: NOON)
    read_deliveries(square, at=NOON)


def test_a_message_that_was_read_and_not_announced_gets_its_case(
    brand: Brand, square: Account
) -> None:
    say(brand, square)

    sweep()

    assert Case.objects.get().due_at == NOON + timedelta(hours=4)
    assert messages_without_place() == []


def test_an_answer_that_left_unannounced_keeps_the_promise(
    brand: Brand, square: Account, agent: User
) -> None:
    say(brand, square)
    sweep()
    question = Message.objects.get()
    queue_reply(answers=question, text="Ici.", client_key="click", by=agent.actor, at=NOON)
    drain_outbox(square, at=NOON + MINUTE)

    sweep()

    assert Promise.objects.get().answered_at == NOON + MINUTE
    assert CaseMessage.objects.count() == 2


def test_an_answer_to_somebody_without_a_case_is_not_looked_at_for_ever(
    brand: Brand, square: Account, agent: User
) -> None:
    say(brand, square)
    question = post_on_square(brand, handle="paul", name="Paul", text="Joli marché", at=NOON)
    say(brand, square, "@tilleul où ?", handle="lea")
    Message.objects.filter(text="@tilleul où ?").update(
        thread=Message.objects.get(ext_id=str(question.pk)).thread
    )
    take_in(list(Message.objects.values_list("pk", flat=True)))
    queue_reply(
        answers=Message.objects.get(author_name="Paul"),
        text="Merci",
        client_key="click",
        by=agent.actor,
        at=NOON,
    )
    drain_outbox(square, at=NOON + MINUTE)

    assert messages_without_place() == []


def test_a_deleted_message_is_nothing_missed(brand: Brand, square: Account) -> None:
    say(brand, square)
    Message.objects.update(text="", deleted_at=NOON)

    assert messages_without_place() == []


def test_every_minute_only_the_newest_are_looked_through(brand: Brand, square: Account) -> None:
    say(brand, square, handle="ann")
    say(brand, square, handle="bea")

    sweep(among_newest=1)
    assert [str(case.person) for case in Case.objects.all()] == ["Bea"]

    sweep()
    assert Case.objects.count() == 2


@pytest.fixture
def asked(brand: Brand) -> Message:
    """A question on the page, with an address that is confirmed."""
    connect_account(
        brand, connector_id="email", name="Post", address="post@tilleul.example", by=PARVIS, at=NOON
    )
    ask(brand, text="Où ?", name="Zoé", address="zoe@example.org", language="fr", at=NOON)
    read_deliveries(Account.objects.get(connector="web"), at=NOON)
    message = Message.objects.get()
    take_in([message.pk])
    return message


def test_a_case_follows_an_identity_that_changed_hands_unheard(asked: Message) -> None:
    confirm_claim(Claim.objects.get(), at=NOON)
    assert Case.objects.get().person != Identity.objects.get(network="email").person

    sweep()

    assert Case.objects.get().person == Identity.objects.get(network="email").person


def test_an_answer_on_the_page_is_mailed_when_its_news_was_lost(
    asked: Message, agent: User
) -> None:
    confirm_claim(Claim.objects.get(), at=NOON)
    queue_reply(answers=asked, text="Ici.", client_key="click", by=agent.actor, at=NOON)
    drain_outbox(asked.account, at=NOON + MINUTE)

    sweep()
    sweep()

    mails = Outgoing.objects.filter(account__connector="email", client_key__startswith="answer-")
    assert [(mail.to, "Ici." in mail.text) for mail in mails] == [("zoe@example.org", True)]


def test_an_answer_from_before_the_address_was_confirmed_is_not_mailed_later(
    asked: Message, agent: User
) -> None:
    queue_reply(answers=asked, text="Ici.", client_key="click", by=agent.actor, at=NOON)
    drain_outbox(asked.account, at=NOON)
    confirm_claim(Claim.objects.get(), at=NOON + MINUTE)

    sweep()

    assert not Outgoing.objects.filter(client_key__startswith="answer-").exists()
