"""Run inside the product: a bad day at the brand Orage, where 500 people wait and two agents come.

Nobody of another brand sees any of it. Prints the addresses of those due first, as JSON.
"""

import json
from datetime import timedelta

from parvis.brands.actions import create_brand, create_user, invite_member
from parvis.brands.models import Brand, Role
from parvis.channels.actions import connect_account, read_deliveries, store_deliveries
from parvis.channels.models import Account, Message
from parvis.channels.protocol import Raw
from parvis.inbox.actions import take_in
from parvis.inbox.models import Case
from parvis.kit.actors import PARVIS
from parvis.kit.clock import now

PASSWORD = "lime-tree-and-rain"
PEOPLE = 500
NOW = now()


def orage() -> Brand:
    began = NOW - timedelta(days=30)
    brand = create_brand("Orage", by=PARVIS, at=began, slug="orage", settings={"language": "en"})
    for name, email in (("Nadia Roux", "nadia"), ("Paul Brun", "paul")):
        user = create_user(
            f"{email}@orage.example", name=name, password=PASSWORD, by=PARVIS, at=began
        )
        invite_member(brand, user=user, role=Role.AGENT, by=PARVIS, at=began)
    return brand


def mailbox_of(brand: Brand) -> Account:
    return connect_account(
        brand,
        connector_id="email",
        name="post@orage.example",
        address="post@orage.example",
        settings_={"town": "yes"},
        by=PARVIS,
        at=NOW,
    )


def asked_by(number: int) -> Raw:
    """The first has waited longest: five hours, of the four that are promised."""
    at = NOW - timedelta(minutes=300) + timedelta(seconds=30 * number)
    lines = (
        f"From: Guest {number} <guest{number}@example.test>",
        "To: post@orage.example",
        f"Subject: Roof {number}",
        f"Message-ID: <roof{number}@example.test>",
        f"Date: {at:%d %b %Y %H:%M:%S} +0000",
        "",
        f"My roof {number} is leaking. When does somebody come?",
    )
    body = "\r\n".join(lines).encode()
    return Raw(key=f"roof:{number}", body=body, media_type="message/rfc822", received_at=at)


def wait_in(mailbox: Account) -> None:
    store_deliveries(mailbox, [asked_by(n) for n in range(PEOPLE)], source="inbox", at=NOW)
    read_deliveries(mailbox, at=NOW)
    take_in(list(Message.objects.filter(account=mailbox).values_list("pk", flat=True)))


brand = orage()
wait_in(mailbox_of(brand))
waiting = Case.objects.filter(brand=brand).order_by("due_at")
assert waiting.count() == PEOPLE, waiting.count()
print(json.dumps([f"/inbox/cases/{case.pk}/" for case in waiting[:60]]))
