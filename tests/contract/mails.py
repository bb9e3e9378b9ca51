"""Mails for tests, written by hand: real ones are in the corpus."""

from __future__ import annotations

from datetime import UTC, datetime

from parvis.channels.connectors.email import EmailConnector
from parvis.channels.protocol import IncomingMessage, Raw

ARRIVED = datetime(2026, 3, 2, 11, 59, tzinfo=UTC)

ORDINARY = {
    "From": "Mina Azur <mina@example.test>",
    "To": "support@tilleul.test",
    "Subject": "Where is my order?",
    "Message-ID": "<one@example.test>",
    "Date": "Mon, 2 Mar 2026 12:58:00 +0100",
}


def mail(body: str | bytes = "Hello", /, **headers: str | None) -> bytes:
    """An ordinary mail, with these headers instead (`_` is written `-`); None leaves one out."""
    changed = {name.replace("_", "-"): value for name, value in headers.items()}
    names = {name.lower(): name for name in ORDINARY}
    chosen: dict[str, str | None] = dict(ORDINARY)
    for name, value in changed.items():
        chosen[names.get(name.lower(), name)] = value
    head = "".join(f"{name}: {value}\r\n" for name, value in chosen.items() if value is not None)
    content = body if isinstance(body, bytes) else body.replace("\n", "\r\n").encode()
    return head.encode("utf-8", "surrogateescape") + b"\r\n" + content


def raw(body: bytes, *, received_at: datetime | None = ARRIVED) -> Raw:
    return Raw(key="7:1", body=body, media_type="message/rfc822", received_at=received_at)


def understood(body: bytes, *, received_at: datetime | None = ARRIVED) -> IncomingMessage:
    """The message that the e-mail connector makes of these bytes."""
    (event,) = EmailConnector().parse(raw(body, received_at=received_at))
    assert event.message is not None
    return event.message
