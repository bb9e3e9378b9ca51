"""Short notes to a browser that is not open: Web Push.

The words are encrypted for the one browser (RFC 8291) and signed by this installation (VAPID,
RFC 8292); the push service of the browser's maker carries them and cannot read them.
"""

from __future__ import annotations

import base64
import enum
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import http_ece
from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02

from parvis.kit.http import HttpDoor, HttpError

WORDS_MAX = 3000
"""Bytes of a note: push services carry 4096, encrypted."""
SIGNED_FOR = timedelta(hours=1)
AUTH_BYTES = 16
GONE = {404, 410}


class NotADevice(ValueError):
    """What a browser gave as its address or keys cannot be pushed to."""


class Pushed(enum.Enum):
    DELIVERED = "delivered"
    """The push service took it."""
    GONE = "gone"
    """The browser has withdrawn: never push to it again."""
    LATER = "later"
    """Not now: the service is away, or asks for patience."""


@dataclass(frozen=True)
class Device:
    """A browser, as it describes itself when it subscribes. Raises `NotADevice`."""

    endpoint: str
    p256dh: str
    auth: str = field(repr=False)

    def __post_init__(self) -> None:
        parts = urlsplit(self.endpoint)
        if parts.scheme != "https" or not parts.hostname:
            raise NotADevice("The endpoint is no secure web address.")
        try:
            ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _bytes(self.p256dh))
        except (ValueError, InvalidKey) as error:
            raise NotADevice("The browser's public key is no point of P-256.") from error
        if len(_bytes(self.auth)) != AUTH_BYTES:
            raise NotADevice(f"The browser's secret does not have {AUTH_BYTES} bytes.")


@dataclass(frozen=True)
class Note:
    """`topic` names what it is about: a newer note of a topic takes the place of the older."""

    words: Mapping[str, str]
    topic: str
    until: datetime
    """When it is of no use any more; the service forgets it then."""


def new_key() -> str:
    """A private key for this installation, in base64url."""
    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return _text(number.to_bytes(32, "big"))


def public_key(key: str) -> str:
    """What a page gives to the browser as `applicationServerKey`."""
    public = Vapid02.from_raw(key.encode()).public_key
    return _text(public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))


def push(
    door: HttpDoor, device: Device, note: Note, *, key: str, contact: str, at: datetime
) -> Pushed:
    """Give one note to the push service of one browser; never tries twice.

    `contact` is where its people find ours: a `mailto:` or `https:` address.
    """
    words = json.dumps(dict(note.words), ensure_ascii=False).encode()
    if len(words) > WORDS_MAX:
        raise ValueError(f"A note of {len(words)} bytes is too long to be pushed.")
    try:
        answer = door.request(
            "POST",
            device.endpoint,
            content=_encrypted(words, device),
            headers={
                **_signature(device, key=key, contact=contact, at=at),
                "Content-Encoding": "aes128gcm",
                "Content-Type": "application/octet-stream",
                "TTL": str(max(0, int((note.until - at).total_seconds()))),
                "Topic": note.topic,
                "Urgency": "high",
            },
        )
    except HttpError:
        return Pushed.LATER
    if answer.status in GONE:
        return Pushed.GONE
    return Pushed.DELIVERED if answer.status // 100 == 2 else Pushed.LATER


def _encrypted(words: bytes, device: Device) -> bytes:
    sealed: bytes = http_ece.encrypt(
        words,
        private_key=ec.generate_private_key(ec.SECP256R1()),
        dh=_bytes(device.p256dh),
        auth_secret=_bytes(device.auth),
        version="aes128gcm",
    )
    return sealed


def _signature(device: Device, *, key: str, contact: str, at: datetime) -> dict[str, str]:
    parts = urlsplit(device.endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "sub": contact,
        "exp": int((at + SIGNED_FOR).timestamp()),
    }
    signed: dict[str, str] = Vapid02.from_raw(key.encode()).sign(claims)
    return signed


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError as error:
        raise NotADevice("A key of the browser is not written in base64url.") from error
