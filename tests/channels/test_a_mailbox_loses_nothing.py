"""What lies in a mailbox is in the ledger: after any pause, and whatever one mail is like."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import transaction
from imapclient.exceptions import IMAPClientAbortError, LoginError

from parvis.brands.models import Brand
from parvis.channels.actions import pull_account, read_deliveries, replay
from parvis.channels.health import condition_of
from parvis.channels.models import Account, Cursor, Delivery, Message
from parvis.channels.protocol import CredentialsRejected, Io, Unreachable
from parvis.channels.queries import account_health
from parvis.kit.actors import PARVIS
from tests.contract.mailbox_account import NOON, mail_account
from tests.contract.mails import mail
from tests.contract.paper_mailbox import PaperMailbox

pytestmark = pytest.mark.django_db


@pytest.fixture
def account(brand: Brand) -> Account:
    return mail_account(brand)


def letter(number: int) -> bytes:
    return mail(f"letter {number}", Message_ID=f"<m{number}@example.test>")


def read_mailbox(account: Account, box: PaperMailbox, *, at: datetime = NOON) -> None:
    """One round of the listener and of the worker after it."""
    account.refresh_from_db()
    settings = {"address": account.address, "sent_folder": "Sent"}
    io = Io(settings=settings, secrets={}, now=lambda: at, doors={"imap": lambda: box})
    pull_account(account, clock=lambda: at, io=io)
    read_deliveries(account, at=at)


def texts() -> list[str]:
    return list(Message.objects.order_by("id").values_list("text", flat=True))


def test_after_a_week_without_a_connection_every_mail_is_brought(account: Account) -> None:
    box = PaperMailbox(mails={1: letter(1)})
    read_mailbox(account, box)
    box.mails |= {number: letter(number) for number in range(2, 252)}
    box.error = IMAPClientAbortError("socket error: EOF")
    for day in range(1, 7):
        with pytest.raises(Unreachable):
            read_mailbox(account, box, at=NOON + timedelta(days=day))

    box.error = None
    read_mailbox(account, box, at=NOON + timedelta(days=7))

    assert texts() == [f"letter {number}" for number in range(1, 252)]


def test_an_outage_is_said_on_the_account_and_reading_goes_on_by_itself(account: Account) -> None:
    box = PaperMailbox(mails={1: letter(1)}, error=TimeoutError("timed out"))
    with pytest.raises(Unreachable):
        read_mailbox(account, box)
    account.refresh_from_db()
    assert (account.state, "timed out" in account.error) == ("active", True)

    box.error = None
    read_mailbox(account, box, at=NOON + timedelta(minutes=1))

    account.refresh_from_db()
    assert (account.error, account.last_ok_at) == ("", NOON + timedelta(minutes=1))
    assert texts() == ["letter 1"]


def test_a_password_that_is_refused_stops_the_mailbox_and_its_page_says_so(
    account: Account,
) -> None:
    read_mailbox(account, PaperMailbox(mails={1: letter(1)}))

    with pytest.raises(CredentialsRejected):
        read_mailbox(account, PaperMailbox(error=LoginError("[AUTHENTICATIONFAILED] no")))

    condition = condition_of(account_health([account.brand_id])[0], now=NOON)
    assert (condition.tone, condition.words) == ("alarm", "Stopped")
    assert "enter them again" in Account.objects.get().error


def test_what_the_mailbox_holds_is_counted_and_what_is_missing_is_fetched(
    account: Account,
) -> None:
    box = PaperMailbox(mails={1: letter(1), 3: letter(3)}, sent={1: letter(9)})
    read_mailbox(account, box)
    box.mails[2] = letter(2)  # a server that puts a mail behind the mark

    read_mailbox(account, box, at=NOON + timedelta(days=1))

    counted = Cursor.objects.order_by("source").values_list("source", "held", "stored", "fetched")
    assert list(counted) == [("inbox", 3, 3, 1), ("sent", 1, 1, 0)]
    assert sorted(texts()) == ["letter 1", "letter 2", "letter 3", "letter 9"]


def test_a_mail_with_a_huge_attachment_holds_up_no_other(account: Account) -> None:
    box = PaperMailbox(
        mails={number: letter(number) for number in (1, 2, 3)}, sizes={2: 900_000_000}
    )

    read_mailbox(account, box)

    assert texts() == ["letter 1", "", "letter 3"]
    assert Message.objects.get(text="").ext_id == "<m2@example.test>"


def test_a_mail_that_cannot_be_read_holds_up_no_other_and_can_be_tried_again(
    account: Account,
) -> None:
    box = PaperMailbox(mails={1: letter(1), 2: b"\0\0", 3: letter(3)})

    read_mailbox(account, box)

    assert texts() == ["letter 1", "letter 3"]
    poisoned = Delivery.objects.get(state="quarantined")
    assert (bytes(poisoned.body), poisoned.reason) == (
        b"\0\0",
        "The delivery holds nothing but zeroes: there is no mail in it.",
    )
    replay(poisoned, by=PARVIS, at=NOON)
    read_deliveries(account, at=NOON)
    assert Delivery.objects.filter(state="quarantined").count() == 1


def test_mails_that_the_database_did_not_take_are_brought_again(account: Account) -> None:
    box = PaperMailbox(mails={1: letter(1), 2: letter(2)})
    with transaction.atomic():
        read_mailbox(account, box)
        transaction.set_rollback(True)
    assert texts() == []

    read_mailbox(account, box)

    assert texts() == ["letter 1", "letter 2"]


def test_a_renumbered_mailbox_brings_no_message_twice(account: Account) -> None:
    box = PaperMailbox(mails={1: letter(1), 2: letter(2)})
    read_mailbox(account, box)
    box.uidvalidity = 8
    box.mails = {1: letter(2), 2: letter(1), 3: letter(3)}

    read_mailbox(account, box)

    assert texts() == ["letter 1", "letter 2", "letter 3"]
