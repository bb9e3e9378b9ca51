"""Run inside the product, beside the two agents: two dozen more write, four in a second."""

import time

from parvis.channels.actions import read_deliveries, store_deliveries
from parvis.channels.models import Account
from parvis.channels.protocol import Raw
from parvis.kit.clock import now


def write(mailbox: Account, number: int) -> None:
    at = now()
    lines = (
        f"From: Late {number} <late{number}@example.test>",
        "To: post@orage.example",
        f"Subject: Cellar {number}",
        f"Message-ID: <cellar{number}@example.test>",
        f"Date: {at:%d %b %Y %H:%M:%S} +0000",
        "",
        f"My cellar {number} is full of water. When does somebody come?",
    )
    body = "\r\n".join(lines).encode()
    raw = Raw(key=f"cellar:{number}", body=body, media_type="message/rfc822", received_at=at)
    store_deliveries(mailbox, [raw], source="inbox", at=at)
    read_deliveries(mailbox, at=at)


mailbox = Account.objects.get(address="post@orage.example")
for number in range(24):
    write(mailbox, number)
    time.sleep(0.25)
