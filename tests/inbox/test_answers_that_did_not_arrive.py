"""A mail server returns an answer: its case says so, and is open again when it was resolved."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client, TestCase
from django.urls import reverse

from parvis.brands.models import Brand, User
from parvis.channels.actions import drain_outbox
from parvis.channels.models import Account, Message, Outgoing
from parvis.channels.protocol import Io
from parvis.inbox.actions import reply_to_case, resolve_case, take_in
from parvis.inbox.models import Case
from tests.channels.test_answers_that_come_back import Door, report
from tests.contract.mailbox_account import NOON, bring, mail_account
from tests.contract.mails import mail

MINUTE = timedelta(minutes=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def mailbox(brand: Brand) -> Account:
    return mail_account(brand)


@pytest.fixture
def case(mailbox: Account, agent: User) -> Case:
    """Answered by mail and resolved."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        bring(mailbox, mail("Where is my order?"))
    take_in(list(Message.objects.values_list("pk", flat=True)))
    case = Case.objects.get()
    at = NOON + MINUTE
    reply_to_case(case, text="On its way.", client_key="click-1", by=agent, at=at)
    settings = {"address": mailbox.address, "name": ""}
    io = Io(settings=settings, secrets={}, now=lambda: at, doors={"smtp": Door()})
    with TestCase.captureOnCommitCallbacks(execute=True):
        drain_outbox(mailbox, at=at, io=io)
    resolve_case(case, by=agent.actor, at=at + MINUTE)
    return case


def test_the_case_says_that_its_answer_did_not_arrive_and_is_open_again(
    case: Case, mailbox: Account, agent: User, client: Client
) -> None:
    key = Outgoing.objects.get().attempt_key
    with TestCase.captureOnCommitCallbacks(execute=True):
        bring(mailbox, report(key), at=NOON + 3 * MINUTE)

    case.refresh_from_db()
    assert case.state == "open"
    client.force_login(agent)
    shown = client.get(reverse("inbox:case", args=[case.pk])).content.decode()
    assert "did not arrive: mina@example.test: 550 5.1.1 no such user" in shown
    assert Case.objects.count() == 1
