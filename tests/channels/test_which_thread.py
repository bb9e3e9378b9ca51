"""Which thread a mail belongs to: our token, then what it refers to; never its subject."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parvis.brands.models import Brand
from parvis.channels.actions import connect_account, read_deliveries, store_deliveries
from parvis.channels.models import Account, Message, Thread
from parvis.channels.protocol import Raw
from parvis.channels.tokens import reply_address, thread_from_token
from parvis.inbox.actions import take_in
from parvis.inbox.models import Case
from parvis.kit.actors import PARVIS

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def mailbox(brand: Brand) -> Account:
    return connect_account(
        brand,
        connector_id="email",
        name="aide",
        address="aide@tilleul.example",
        by=PARVIS,
        at=NOON,
    )


def write(
    mailbox: Account,
    number: int,
    *,
    sender: str = "zoe@example.org",
    subject: str = "Ma commande",
    to: str = "aide@tilleul.example",
    references: str = "",
) -> Message:
    lines = [
        f"From: {sender}",
        f"To: {to}",
        f"Subject: {subject}",
        f"Message-ID: <m{number}@example.org>",
        "Date: Mon, 02 Mar 2026 12:00:00 +0000",
        *([f"References: {references}"] if references else []),
        "",
        "Où est ma commande ?",
    ]
    raw = Raw(key=f"1:{number}", body="\r\n".join(lines).encode(), media_type="message/rfc822")
    store_deliveries(mailbox, [raw], source="inbox", at=NOON)
    read_deliveries(mailbox, at=NOON)
    message = Message.objects.get(ext_id=f"<m{number}@example.org>")
    take_in([message.pk])
    return message


def test_a_mail_that_refers_to_a_known_one_joins_its_thread(mailbox: Account) -> None:
    first = write(mailbox, 1)
    second = write(mailbox, 2, references="<unknown@x.example> <m1@example.org>")

    assert second.thread == first.thread


def test_the_token_of_our_address_joins_without_any_reference(mailbox: Account) -> None:
    first = write(mailbox, 1)

    second = write(mailbox, 2, subject="Autre", to=reply_address(mailbox, first.thread))

    assert second.thread == first.thread


def test_a_forged_token_opens_a_thread_of_its_own(mailbox: Account) -> None:
    first = write(mailbox, 1)
    forged = f"aide+p.{first.thread.pk}.aaaaaaaaaaaaaaaa@tilleul.example"

    second = write(mailbox, 2, to=forged)

    assert second.thread != first.thread


def test_the_same_subject_or_a_number_in_it_joins_nothing(mailbox: Account) -> None:
    first = write(mailbox, 1)
    second = write(mailbox, 2, subject=f"Re: Ma commande [#{first.thread.pk}]")

    assert second.thread != first.thread


def test_a_stranger_who_quotes_a_mail_gets_a_case_of_their_own(mailbox: Account) -> None:
    write(mailbox, 1)
    write(mailbox, 2, sender="paul@example.net", references="<m1@example.org>")

    persons = {str(case.person) for case in Case.objects.all()}
    assert persons == {"zoe@example.org", "paul@example.net"}


def test_a_token_of_another_mailbox_is_void(mailbox: Account, other_brand: Brand) -> None:
    theirs = connect_account(
        other_brand, connector_id="email", name="x", address="x@autre.example", by=PARVIS, at=NOON
    )
    thread = Thread.objects.create(account=theirs, ext_id="t", created_at=NOON)
    token = reply_address(theirs, thread).partition("+")[2].partition("@")[0]

    assert thread_from_token(theirs, token) == thread
    assert thread_from_token(mailbox, token) is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(token=st.text(max_size=80))
def test_no_words_make_a_token_fail(mailbox: Account, token: str) -> None:
    assert thread_from_token(mailbox, token) is None
