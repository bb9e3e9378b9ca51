"""A mail's sender and its Message-ID are what somebody wrote: what the ledger makes of them."""

from __future__ import annotations

import pytest

from parvis.brands.models import Brand, User
from parvis.channels.actions import drain_outbox, queue_reply
from parvis.channels.models import Account, Message, Sighting
from parvis.channels.protocol import Io
from tests.contract.mailbox_account import NOON, bring, mail_account
from tests.contract.mails import mail

pytestmark = pytest.mark.django_db
OURS = "Maison Tilleul <support@tilleul.test>"


@pytest.fixture
def mailbox(brand: Brand) -> Account:
    return mail_account(brand)


def directions() -> dict[str, str]:
    return dict(Message.objects.values_list("text", "direction"))


def test_only_the_folder_for_sent_mail_proves_that_the_brand_wrote(mailbox: Account) -> None:
    bring(mailbox, mail("question"))
    answer = {"From": OURS, "To": "mina@example.test", "References": "<one@example.test>"}

    bring(mailbox, mail("forged", Message_ID="<f@x.test>", **answer))
    bring(mailbox, mail("written elsewhere", Message_ID="<s@x.test>", **answer), source="sent")

    assert directions() == {"question": "in", "forged": "observed", "written elsewhere": "echo"}
    sent = Message.objects.get(direction="echo")
    assert sent.recipient == Message.objects.get(direction="in").author


def test_files_that_the_brand_imports_are_believed(mailbox: Account) -> None:
    bring(mailbox, mail("ours", From=OURS, To="mina@example.test"), source="import")

    assert directions() == {"ours": "echo"}


@pytest.mark.parametrize("to", ["support@tilleul.test", "support+form@tilleul.test", None])
def test_a_mail_from_the_brand_to_itself_is_a_message_like_any_other(
    mailbox: Account, to: str | None
) -> None:
    bring(mailbox, mail("a form without a sender of its own", From=OURS, To=to))

    assert directions() == {"a form without a sender of its own": "in"}


def test_our_own_answer_that_comes_back_is_known(mailbox: Account, agent: User) -> None:
    bring(mailbox, mail("question"))
    outgoing = queue_reply(
        answers=Message.objects.get(), text="Voilà.", client_key="k", by=agent.actor, at=NOON
    )
    taken: list[bytes] = []
    drain_outbox(mailbox, at=NOON, io=_out_through(taken))
    outgoing.refresh_from_db()

    bring(mailbox, taken[0], source="sent")
    bring(mailbox, taken[0].replace(b"Voil", b"-- \r\nVoil"))

    assert directions() == {"question": "in", "Voilà.": "out"}
    assert Message.objects.get(direction="out").outgoing == outgoing


def test_two_mails_with_one_message_id_and_other_words_are_two(mailbox: Account) -> None:
    first, second = mail("Where is order 1?"), mail("Where is order 2?")

    bring(mailbox, first, second)
    bring(mailbox, second, first)

    rows = Message.objects.order_by("id").values_list("text", "ext_id")
    texts, names = zip(*rows, strict=True)
    assert texts == ("Where is order 1?", "Where is order 2?")
    assert names[0] == "<one@example.test>"
    assert names[1].startswith("<one@example.test>#")
    assert Message.objects.values("thread").distinct().count() == 2


def test_a_strangers_mail_with_a_known_message_id_is_not_lost(mailbox: Account) -> None:
    bring(mailbox, mail("Hello"))
    bring(mailbox, mail("Hello", From="mallory@example.test"))

    authors = Message.objects.order_by("id").values_list("author__ext_id", flat=True)
    assert list(authors) == ["mina@example.test", "mallory@example.test"]


@pytest.mark.parametrize(
    "again",
    [
        mail("Hello,\nparcel 12 is late."),
        mail("Hello,  parcel 12 is late.\n\n", Received="by another.test"),
        mail("Hello,\nparcel 12 is late.\n____________\nThe list: https://list.test"),
    ],
    ids=["same bytes", "other line ends and headers", "with a list's footer"],
)
def test_the_same_mail_on_two_ways_is_one(mailbox: Account, again: bytes) -> None:
    bring(mailbox, mail("Hello,\nparcel 12 is late."))
    bring(mailbox, again)

    assert Message.objects.count() == 1
    assert Sighting.objects.count() == 1


def test_mails_without_words_are_told_apart_by_their_subject(mailbox: Account) -> None:
    bring(mailbox, mail(""), mail(""), mail("", Subject="Another photograph"))

    titles = Message.objects.order_by("id").values_list("title", flat=True)
    assert list(titles) == ["Where is my order?", "Another photograph"]


def _out_through(taken: list[bytes]) -> Io:
    class Door:
        def send(self, from_addr: str, to_addr: str, message_bytes: bytes) -> None:  # noqa: ARG002
            taken.append(message_bytes)

    return Io(
        settings={"address": "support@tilleul.test", "name": "Maison Tilleul"},
        secrets={},
        now=lambda: NOON,
        doors={"smtp": Door()},
    )
