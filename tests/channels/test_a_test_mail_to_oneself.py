"""Before a mailbox is connected it can write to itself: the proof that both ways are open."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from parvis.brands.models import Brand, User
from parvis.channels import registry
from parvis.channels.actions import connect_account, pull_account, read_deliveries
from parvis.channels.connectors.email import EmailConnector
from parvis.channels.models import Account, Message
from parvis.channels.protocol import (
    Done,
    Event,
    Health,
    Intent,
    Io,
    Outcome,
    Raw,
    Refusal,
    Retry,
    Uncertain,
    Unreachable,
    Verb,
)
from parvis.channels.trial import Trial, try_with_a_mail
from parvis.inbox.actions import take_in
from parvis.inbox.models import Case
from parvis.kit.actors import PARVIS
from tests.contract.mailbox_account import NOON
from tests.mailserver import MailServer

pytestmark = pytest.mark.django_db


FATES: dict[str, Outcome] = {
    "refused": Refusal("550 no"),
    "later": Retry(timedelta(minutes=1), "451 later"),
    "not known": Uncertain("it broke"),
}


class PaperMailbox:
    """What becomes of a mail to itself is written in the account's settings."""

    spec = replace(EmailConnector.spec, id="paper-mailbox")

    def parse(self, raw: Raw) -> tuple[Event, ...]:  # noqa: ARG002
        return ()

    def check(self, io: Io) -> Health:
        return Health(identity=io.settings["address"])

    def act(self, io: Io, intent: Intent, *, attempt_key: str) -> Outcome:
        assert (intent.verb, intent.to) == (Verb.NOTIFY, io.settings["address"])
        return FATES.get(io.settings["fate"], Done(ext_id=attempt_key))

    def came_back(self, io: Io, *, attempt_key: str, seconds: float) -> bool:
        assert (attempt_key, seconds) == ("test-7f", 15)
        if io.settings["fate"] == "mailbox gone":
            raise Unreachable("nothing answers")
        return io.settings["fate"] == "back"


@pytest.mark.parametrize(
    ("fate", "trial"),
    [
        (
            "back",
            Trial(True, "It works: a test mail left, and came back to help@tilleul.test."),
        ),
        ("refused", Trial(False, "The test mail was refused.", ("550 no",))),
        ("later", Trial(False, "The test mail could not be sent now.", ("451 later",))),
        ("not known", Trial(False, "Nobody knows whether the test mail left.", ("it broke",))),
        (
            "not back",
            Trial(
                False,
                "The test mail left, but did not come back within 15 s.",
                (
                    (
                        "Look among the spam, and whether mail to help@tilleul.test arrives in "
                        "this mailbox."
                    ),
                ),
            ),
        ),
        ("mailbox gone", Trial(False, "Nobody answers there.", ("nothing answers",))),
    ],
)
def test_what_becomes_of_the_mail_is_said_in_a_sentence(
    fate: str, trial: Trial, brand: Brand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(registry.CONNECTORS, "paper-mailbox", f"{__name__}:PaperMailbox")
    draft = Account(
        brand=brand,
        connector="paper-mailbox",
        name="x",
        address="help@tilleul.test",
        settings={"fate": fate},
    )
    assert try_with_a_mail(draft, entered={}, token="7f", at=NOON) == trial


def test_the_button_stands_where_a_channel_can_hear_itself(
    client: Client, brand: Brand, lead: User
) -> None:
    client.force_login(lead)
    pages = {
        name: client.get(reverse("channels:connect", args=[name])).content.decode()
        for name in ("email", "web")
    }
    assert ["Send a test mail" in pages[name] for name in ("email", "web")] == [True, False]


@pytest.mark.mail
def test_a_real_mailbox_writes_to_itself_and_no_case_comes_of_it(
    client: Client, brand: Brand, lead: User, trusted_mailserver: MailServer
) -> None:
    client.force_login(lead)
    owner = trusted_mailserver.mailbox("itself")
    settings, secrets = trusted_mailserver.settings(owner), trusted_mailserver.secrets(owner)
    page = reverse("channels:connect", args=["email"])

    response = client.post(page, {**settings, **secrets, "mail": "yes"})

    assert response.status_code == 200
    assert "came back to itself@tilleul.test" in response.content.decode()
    assert not Account.objects.exists()
    del settings["address"]
    account = connect_account(
        brand,
        connector_id="email",
        name="Mail",
        address=owner.address,
        settings_=settings,
        secrets_=secrets,
        by=PARVIS,
        at=NOON,
    )
    pull_account(account)
    read_deliveries(account)
    message = Message.objects.get()
    take_in([message.pk])
    assert (message.title, message.automatic) == ("Test mail", True)
    assert not Case.objects.exists()


@pytest.mark.mail
def test_a_mail_that_goes_elsewhere_is_missed(brand: Brand, trusted_mailserver: MailServer) -> None:
    """The address belongs to another mailbox than the one that is read."""
    owner, other = trusted_mailserver.mailbox("reading"), trusted_mailserver.mailbox("other")
    settings = trusted_mailserver.settings(owner) | {"address": other.address}
    draft = Account(
        brand=brand, connector="email", name="x", address=other.address, settings=settings
    )

    trial = try_with_a_mail(
        draft, entered=trusted_mailserver.secrets(owner), token="8e", at=NOON, seconds=1
    )

    assert trial.words == "The test mail left, but did not come back within 1 s."
