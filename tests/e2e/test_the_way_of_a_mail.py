"""A mail through a real Postfix and Dovecot: to the agent's page, and back with its thread."""

from __future__ import annotations

import shutil
from dataclasses import replace
from email.message import EmailMessage
from email.utils import getaddresses
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.desk import (
    answer_with_the_keyboard,
    appears,
    connect_channel,
    figures,
    figures_at_rest,
    timeline,
    watch_queue,
)
from tests.e2e.site import Site
from tests.mailserver import MailAccount, MailServer

pytestmark = [pytest.mark.browser, pytest.mark.mail]
QUESTION = "Hello, the shade of my lamp is torn. Do you sell it on its own?"
ANSWER = "We do: 24 euros, and it leaves the day you order."
THANKS = "Then I order one. In blue, please?"
CUSTOMER = "lou@example.test"


def test_a_mail_is_answered_with_the_keyboard_and_its_answer_comes_back_to_the_same_case(
    site: Site, owner: Page, mailserver: MailServer
) -> None:
    shutil.copy(mailserver.certificate, site.trusted)
    mailbox = mailserver.mailbox("bonjour")
    connect_mailbox(owner, mailserver, mailbox)
    site.run_inside(Path(__file__).parent / "counted.py")
    before = figures_at_rest(owner)
    watch_queue(owner)

    first = mail("Torn shade", QUESTION, to=mailbox.address, message_id="<first@example.test>")
    mailserver.deliver(first, to=mailbox.address, sender=CUSTOMER)
    answer_with_the_keyboard(owner, appears(owner, "Torn shade"), ANSWER)

    [answer] = mailserver.messages(CUSTOMER)
    assert threading_of(answer) == {
        "Subject": "Re: Torn shade",
        "In-Reply-To": "<first@example.test>",
        "References": "<first@example.test>",
    }
    assert ANSWER in text_of(answer)
    assert figures(owner) == replace(
        before,
        requests=before.requests + 1,
        answered=before.answered + 1,
        persons=before.persons + 1,
        persons_answered=before.persons_answered + 1,
    )
    owner.go_back()
    case = owner.url
    owner.evaluate("window.stayed = true")

    reply_to = address_in(answer["Reply-To"])
    assert reply_to.startswith("bonjour+p.")
    second = mail("Re: Torn shade", THANKS, to=reply_to, message_id="<second@example.test>")
    mailserver.deliver(second, to=reply_to, sender=CUSTOMER)

    expect(timeline(owner)).to_contain_text(THANKS)
    assert (owner.url, owner.evaluate("window.stayed")) == (case, True)
    expect(owner.locator(".case-row", has_text="Torn shade")).to_have_count(1)


def connect_mailbox(owner: Page, server: MailServer, mailbox: MailAccount) -> None:
    """As the page asks it: where the servers are, and the password."""
    connect_channel(owner, "email", server.settings(mailbox) | server.secrets(mailbox))


def mail(subject: str, text: str, *, to: str, message_id: str) -> EmailMessage:
    made = EmailMessage()
    made["From"] = f"Lou Perret <{CUSTOMER}>"
    made["To"] = to
    made["Subject"] = subject
    made["Message-ID"] = message_id
    made.set_content(text)
    return made


def threading_of(answer: EmailMessage) -> dict[str, str]:
    return {name: str(answer[name]) for name in ("Subject", "In-Reply-To", "References")}


def text_of(answer: EmailMessage) -> str:
    body = answer.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def address_in(header: object) -> str:
    """The one address of a header."""
    [(_, address)] = getaddresses([str(header)])
    return address
