"""Cases with words in them, made without any network: for tests of what is read, not of how."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from parvis.channels.models import Account, Message, Thread
from parvis.inbox.models import Case, CaseMessage
from parvis.kit.activity import record
from parvis.kit.actors import PARVIS
from parvis.people.models import Identity, Person

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def a_case(
    account: Account, *said: str, name: str = "Mina", title: str = "", **state: object
) -> Case:
    """A case in which this was said, an hour after another, the last at `last_activity_at`."""
    number = Case.objects.count() + 1
    person = Person.objects.create(brand=account.brand, name=name, created_at=NOON)
    Identity.objects.create(
        brand=account.brand,
        person=person,
        network="email",
        ext_id=f"person{number}@mail.example",
        created_at=NOON,
    )
    last = NOON + timedelta(minutes=number)
    values = {"opened_at": NOON - timedelta(days=9), "last_activity_at": last, **state}
    case = Case.objects.create(
        brand=account.brand, person=person, account=account, title=title or said[0][:100], **values
    )
    for text in said:
        say(case, text)
    record("case.opened", target=("case", case.pk), by=PARVIS, at=NOON, brand_id=account.brand_id)
    return case


def say(case: Case, text: str) -> Message:
    """One more message of the case's person. The log knows of it, as it would."""
    number = Message.objects.count() + 1
    thread, _ = Thread.objects.get_or_create(
        account=case.account, ext_id=f"t-{case.pk}", defaults={"created_at": NOON}
    )
    message = Message.objects.create(
        account=case.account,
        thread=thread,
        network="email",
        ext_id=f"m-{number}",
        surface="mail",
        visibility="private",
        direction="in",
        text=text,
        created_at=NOON + timedelta(minutes=number),
        received_at=NOON,
    )
    CaseMessage.objects.create(case=case, message=message)
    record("case.message", target=("case", case.pk), by=PARVIS, at=NOON, brand_id=case.brand_id)
    return message
