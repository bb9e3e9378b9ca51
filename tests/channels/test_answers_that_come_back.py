"""An answer that a mail server took and could not bring is shown as not arrived, with the why."""

from __future__ import annotations

from datetime import timedelta

import pytest

from parvis.brands.models import Brand, User
from parvis.channels.actions import drain_outbox, queue_reply
from parvis.channels.models import Account, Message, Outgoing
from parvis.channels.protocol import Io
from parvis.kit.models import Activity
from tests.contract.mailbox_account import NOON, bring, mail_account
from tests.contract.mails import mail

LATER = NOON + timedelta(minutes=1)
REPORT = """\
--b
Content-Type: text/plain

I'm sorry to have to inform you that your message could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.test

Final-Recipient: rfc822; mina@example.test
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such user
--b
Content-Type: message/rfc822

Message-ID: {key}
Subject: Re: Where is my order?

--b--
"""
pytestmark = pytest.mark.django_db


class Door:
    def send(self, from_addr: str, to_addr: str, message_bytes: bytes) -> None:
        """Takes everything."""


@pytest.fixture
def mailbox(brand: Brand) -> Account:
    return mail_account(brand)


@pytest.fixture
def sent(mailbox: Account, agent: User) -> Outgoing:
    """An answer that the mail server has taken."""
    bring(mailbox, mail("question"))
    outgoing = queue_reply(
        answers=Message.objects.get(), text="Here.", client_key="k", by=agent.actor, at=NOON
    )
    settings = {"address": mailbox.address, "name": ""}
    drain_outbox(
        mailbox,
        at=NOON,
        io=Io(settings=settings, secrets={}, now=lambda: NOON, doors={"smtp": Door()}),
    )
    outgoing.refresh_from_db()
    return outgoing


def report(key: str, *, action: str = "failed") -> bytes:
    return mail(
        REPORT.format(key=key, action=action),
        From="MAILER-DAEMON@mx.test",
        Message_ID="<report@mx.test>",
        Content_Type="multipart/report; report-type=delivery-status; boundary=b",
    )


def test_a_report_of_failure_says_why_the_answer_did_not_arrive(
    sent: Outgoing, mailbox: Account
) -> None:
    bring(mailbox, report(sent.attempt_key), at=LATER)

    sent.refresh_from_db()
    assert (sent.state, sent.why) == ("refused", "mina@example.test: 550 5.1.1 no such user")
    steps = Activity.objects.filter(target_kind="outgoing", target_id=sent.pk).order_by("id")
    assert [step.verb for step in steps] == ["reply.queued", "reply.sent", "reply.refused"]


def test_the_report_lies_in_the_thread_of_the_answer(sent: Outgoing, mailbox: Account) -> None:
    bring(mailbox, report(sent.attempt_key), at=LATER)

    told = Message.objects.get(ext_id="<report@mx.test>")
    assert (told.thread, told.automatic) == (sent.thread, True)


def test_an_answer_that_is_only_late_stays_sent(sent: Outgoing, mailbox: Account) -> None:
    bring(mailbox, report(sent.attempt_key, action="delayed"), at=LATER)

    sent.refresh_from_db()
    assert sent.state == "sent"


def test_a_report_on_somebody_elses_mail_changes_nothing(sent: Outgoing, mailbox: Account) -> None:
    bring(mailbox, report("<other@tilleul.test>"), at=LATER)

    sent.refresh_from_db()
    assert sent.state == "sent"
