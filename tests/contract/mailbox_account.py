"""A mail account in the database whose mails are handed over by hand, as a listener would."""

from __future__ import annotations

from datetime import UTC, datetime

from parvis.brands.models import Brand
from parvis.channels.actions import connect_account, read_deliveries, store_deliveries
from parvis.channels.connectors.email.parse import MEDIA_TYPE, SENT_MEDIA_TYPE
from parvis.channels.models import Account, Delivery
from parvis.channels.protocol import Raw
from parvis.kit.actors import PARVIS

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def mail_account(brand: Brand, *, address: str = "support@tilleul.test") -> Account:
    return connect_account(
        brand, connector_id="email", name="Mail", address=address, by=PARVIS, at=NOON
    )


def bring(account: Account, *bodies: bytes, source: str = "inbox", at: datetime = NOON) -> None:
    """Store these mails as new deliveries of `source` (inbox, sent or import) and read them."""
    before = Delivery.objects.filter(account=account).count()
    raws = [
        Raw(
            key=f"{source}:{before + number}",
            body=body,
            media_type=SENT_MEDIA_TYPE if source == "sent" else MEDIA_TYPE,
            received_at=at,
        )
        for number, body in enumerate(bodies)
    ]
    store_deliveries(account, raws, source=source, at=at)
    read_deliveries(account, at=at)
