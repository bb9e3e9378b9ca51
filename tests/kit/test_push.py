"""Notes that only the browser can read, signed by this installation."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import http_ece
import httpx2
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02

from parvis.kit.http import HttpDoor
from parvis.kit.push import Device, NotADevice, Note, Pushed, new_key, public_key, push

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
NOTE = Note({"title": "Élan", "url": "/inbox/"}, topic="promise-7", until=NOON + timedelta(hours=1))
CONTACT = "mailto:care@bruine.example"
SECRET = bytes(range(16))
POINT = "p256dh of a real browser"


def text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


class Browser:
    """What a browser keeps to itself, and what it gives away."""

    def __init__(self) -> None:
        self._private = ec.generate_private_key(ec.SECP256R1())
        point = self._private.public_key().public_bytes(
            Encoding.X962, PublicFormat.UncompressedPoint
        )
        self.device = Device("https://push.example/send/abc?x=1", text(point), text(SECRET))

    def read(self, body: bytes) -> object:
        words = http_ece.decrypt(body, private_key=self._private, auth_secret=SECRET)
        return json.loads(words)


class Service(httpx2.BaseTransport):
    """A push service that answers as it is told, and remembers what it was given."""

    def __init__(self, answer: Callable[[], httpx2.Response]) -> None:
        self._answer = answer
        self.taken: list[httpx2.Request] = []

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        self.taken.append(request)
        return self._answer()


def pushed_to(service: Service, browser: Browser, key: str) -> Pushed:
    with HttpDoor(transport=service) as door:
        return push(door, browser.device, NOTE, key=key, contact=CONTACT, at=NOON)


def answering(status: int) -> Service:
    return Service(lambda: httpx2.Response(status, stream=httpx2.ByteStream(b"")))


def test_the_browser_reads_what_was_pushed_to_it() -> None:
    service, browser = answering(201), Browser()
    assert pushed_to(service, browser, new_key()) is Pushed.DELIVERED
    (request,) = service.taken
    assert browser.read(request.read()) == {"title": "Élan", "url": "/inbox/"}
    assert b"inbox" not in request.read()


def test_the_service_can_tell_who_sent_it_and_how_long_to_keep_it() -> None:
    service, key = answering(201), new_key()
    pushed_to(service, Browser(), key)
    (request,) = service.taken
    names = ("TTL", "Topic", "Urgency", "Content-Encoding")
    assert {name: request.headers[name] for name in names} == {
        "TTL": "3600",
        "Topic": "promise-7",
        "Urgency": "high",
        "Content-Encoding": "aes128gcm",
    }
    scheme, _, rest = request.headers["Authorization"].partition(" ")
    token = rest.partition("t=")[2].partition(",")[0]
    assert (scheme, rest.partition("k=")[2]) == ("vapid", public_key(key))
    assert Vapid02.verify(f"vapid t={token},k={public_key(key)}")
    claims = json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "=="))
    assert claims == {
        "aud": "https://push.example",
        "sub": CONTACT,
        "exp": int(NOON.timestamp()) + 3600,
    }


@pytest.mark.parametrize(
    ("status", "said"),
    [(404, Pushed.GONE), (410, Pushed.GONE), (429, Pushed.LATER), (500, Pushed.LATER)],
)
def test_a_refusal_says_whether_to_come_again(status: int, said: Pushed) -> None:
    assert pushed_to(answering(status), Browser(), new_key()) is said


def test_a_service_that_is_away_is_tried_later() -> None:
    def away() -> httpx2.Response:
        raise httpx2.ConnectError("no route")

    assert pushed_to(Service(away), Browser(), new_key()) is Pushed.LATER


def test_a_device_of_the_private_network_is_never_called() -> None:
    given = Browser().device
    inside = Device("https://127.0.0.1:9/x", given.p256dh, given.auth)
    with HttpDoor() as door:
        assert push(door, inside, NOTE, key=new_key(), contact=CONTACT, at=NOON) is Pushed.LATER


@pytest.mark.parametrize(
    ("endpoint", "p256dh", "auth"),
    [
        ("javascript:alert(1)", "", ""),
        ("https:///nobody", "", ""),
        ("http://push.example/", POINT, text(SECRET)),
        ("https://push.example/", "AAAA", text(SECRET)),
        ("https://push.example/", "é", text(SECRET)),
        ("https://push.example/", POINT, text(SECRET[:15])),
        ("https://push.example/", POINT, "not base64 at all!"),
    ],
)
def test_what_no_browser_says_is_no_device(endpoint: str, p256dh: str, auth: str) -> None:
    point = Browser().device.p256dh if p256dh == POINT else p256dh
    with pytest.raises(NotADevice):
        Device(endpoint, point, auth)


def test_a_note_that_no_service_would_carry_is_a_mistake_of_ours() -> None:
    long = Note({"title": "x" * 4000}, topic="t", until=NOON)
    with HttpDoor() as door, pytest.raises(ValueError, match="too long"):
        push(door, Browser().device, long, key=new_key(), contact=CONTACT, at=NOON)
