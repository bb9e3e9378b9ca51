"""Machines' mails are kept and shown, open no case, and are answered by nobody but a person."""

from __future__ import annotations

import pytest

from parvis.brands.models import Brand
from parvis.channels.actions import queue_notice
from parvis.channels.actions.speaking import intent_of
from parvis.channels.connectors.email.compose import Outgoing as Mail
from parvis.channels.connectors.email.compose import compose
from parvis.channels.models import Account, Message, Outgoing
from parvis.channels.protocol import Io
from parvis.inbox.actions import take_in
from parvis.inbox.models import Case
from tests.contract.mailbox_account import NOON, bring, mail_account
from tests.contract.mails import mail

pytestmark = pytest.mark.django_db
ASKING = "Where is my order? Can you call me back, please?"
MACHINES: dict[str, dict[str, str | None]] = {
    "a bounce": {"From": "MAILER-DAEMON@mx.test", "Return_Path": "<>"},
    "a report": {"Content_Type": "multipart/report; report-type=delivery-status; boundary=b"},
    "a read receipt": {
        "Content_Type": "multipart/report; report-type=disposition-notification; boundary=b"
    },
    "an answering machine": {"Auto_Submitted": "auto-replied"},
    "Exchange in French": {"Subject": "Réponse automatique : Votre commande"},
    "Exchange in German": {"Subject": "Automatische Antwort: Bestellung"},
    "a newsletter": {"List_Id": "<news.shop.test>", "Precedence": "bulk"},
    "mass mail": {"List_Unsubscribe": "<https://shop.test/leave>"},
}


@pytest.fixture
def mailbox(brand: Brand) -> Account:
    return mail_account(brand)


def test_what_a_machine_sends_is_kept_and_opens_no_case(mailbox: Account) -> None:
    mails = [
        mail(ASKING, **{"Message_ID": f"<{number}@example.test>", **headers})
        for number, headers in enumerate(MACHINES.values())
    ]

    bring(mailbox, *mails)
    take_in(list(Message.objects.values_list("pk", flat=True)))

    assert Message.objects.filter(automatic=True).count() == len(MACHINES)
    assert not Case.objects.exists()
    assert not Outgoing.objects.exists()


def test_the_same_words_by_a_person_open_a_case(mailbox: Account) -> None:
    bring(mailbox, mail(ASKING))
    take_in(list(Message.objects.values_list("pk", flat=True)))

    assert Case.objects.count() == 1


def test_a_mail_of_parvis_itself_that_comes_back_ends_there(mailbox: Account) -> None:
    """It says that a machine sent it, so that other machines do not answer it either."""
    notice = queue_notice(
        mailbox, to=mailbox.address, title="Link", text=ASKING, client_key="link-1", at=NOON
    )
    settings = {"address": mailbox.address, "name": "Maison Tilleul"}
    io = Io(settings=settings, secrets={}, now=lambda: NOON)
    sent = compose(io, intent_of(notice), message_id=notice.attempt_key)
    assert isinstance(sent, Mail)

    bring(mailbox, sent.data)
    take_in(list(Message.objects.values_list("pk", flat=True)))

    assert Message.objects.get().automatic
    assert not Case.objects.exists()
    assert list(Outgoing.objects.all()) == [notice]
