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
from parvis.inbox.actions import put_back, reopen_case, reply_to_case, resolve_case, take_in
from parvis.inbox.models import Case
from parvis.inbox.queries.reckoning import cases_whose_promises_differ
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


def returned(case: Case, mailbox: Account) -> None:
    key = Outgoing.objects.latest("pk").attempt_key
    with TestCase.captureOnCommitCallbacks(execute=True):
        bring(mailbox, report(key), at=NOON + 3 * MINUTE)
    case.refresh_from_db()


def test_who_got_no_answer_waits_again_for_the_one_that_was_promised(
    case: Case, mailbox: Account, agent: User
) -> None:
    promise = case.promises.get()
    assert promise.is_kept

    returned(case, mailbox)

    promise.refresh_from_db()
    assert (promise.is_running, case.due_at) == (True, promise.due_at)
    assert cases_whose_promises_differ(case.brand) == []


def test_so_in_a_case_that_was_open(case: Case, mailbox: Account, agent: User) -> None:
    reopen_case(case, by=agent.actor, at=NOON + 2 * MINUTE)
    assert case.due_at is None

    returned(case, mailbox)

    assert case.due_at == case.promises.get().due_at
    assert cases_whose_promises_differ(case.brand) == []


def test_a_case_that_was_resolved_since_by_who_knew_stays_so(
    case: Case, mailbox: Account, agent: User
) -> None:
    returned(case, mailbox)
    resolve_case(case, by=agent.actor, at=NOON + 5 * MINUTE)

    put_back([Outgoing.objects.get().pk], at=NOON + 6 * MINUTE)

    case.refresh_from_db()
    promise = case.promises.get()
    assert (case.state, promise.released_at) == ("resolved", NOON + 5 * MINUTE)


def test_an_answer_that_is_taken_in_after_it_came_back_keeps_no_promise(
    case: Case, mailbox: Account, agent: User
) -> None:
    returned(case, mailbox)
    answer = Outgoing.objects.get().message
    assert answer is not None
    answer.place.delete()

    take_in([answer.pk])

    assert case.promises.get().is_running
    assert cases_whose_promises_differ(case.brand) == []
