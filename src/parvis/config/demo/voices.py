"""How somebody says something in the demo: through the same doors as a real message."""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

from parvis.channels.actions import ask, pull_account, read_deliveries, store_deliveries
from parvis.channels.models import Message, SquarePost
from parvis.channels.protocol import Raw
from parvis.channels.town import post_on_square
from parvis.config.demo.founding import Town
from parvis.config.demo.people import Person
from parvis.inbox.actions import take_in


def say_on_square(
    town: Town, person: Person, text: str, *, key: str, at: datetime, parent: SquarePost | None
) -> SquarePost:
    """Posted by a person; brought in as the listener would."""
    return post_on_square(
        town.brand,
        handle=person.handle,
        name=person.name,
        text=text,
        at=at,
        parent=parent,
        key=key,
    )


def bring_in_square(town: Town, *, at: datetime) -> None:
    pull_account(town.square, clock=lambda: at)
    read_deliveries(town.square, at=at)
    _take_in_new(town)


def write_mail(
    town: Town, person: Person, text: str, *, key: str, subject: str, at: datetime, answers: str
) -> str:
    """A mail as the person's program writes it; returns its Message-ID. `answers` is the one
    it answers, or empty."""
    mail = EmailMessage()
    name = f"<{key}@{person.email.partition('@')[2]}>"
    mail["From"] = f"{person.name} <{person.email}>"
    mail["To"] = town.mail.address
    mail["Subject"] = subject
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = name
    if answers:
        mail["In-Reply-To"] = mail["References"] = answers
    mail.set_content(text)
    raw = Raw(key=f"demo:{key}", body=mail.as_bytes(), media_type="message/rfc822", received_at=at)
    store_deliveries(town.mail, [raw], source="inbox", at=at)
    read_deliveries(town.mail, at=at)
    _take_in_new(town)
    return name


def ask_on_page(
    town: Town, person: Person, text: str, *, at: datetime, language: str, token: str
) -> str:
    """A question on the brand's page; returns the token of the customer's page."""
    asked = ask(
        town.brand,
        text=text,
        name=person.name,
        address="",
        language=language,
        at=at,
        token=token,
    )
    read_deliveries(town.web, at=at)
    _take_in_new(town)
    return asked.token


def _take_in_new(town: Town) -> None:
    """At once, since the story goes on with the case that comes of it."""
    unplaced = Message.objects.filter(
        account__brand=town.brand, judgement=None, place=None
    ).order_by("id")
    take_in(list(unplaced.values_list("pk", flat=True)))
