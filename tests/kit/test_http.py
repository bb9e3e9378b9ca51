"""The door out reads no more than it should, goes nowhere it should not, and tells no secrets."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx2
import pytest

from parvis.kit.http import (
    Answer,
    ForbiddenAddress,
    HttpDoor,
    TooLarge,
    Unreachable,
    is_public,
)


def answering(handler: Callable[[httpx2.Request], httpx2.Response]) -> httpx2.MockTransport:
    return httpx2.MockTransport(handler)


def test_an_answer_has_its_status_headers_and_body() -> None:
    seen: list[httpx2.Request] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        return httpx2.Response(429, headers={"Retry-After": "7"}, content=b"slowly")

    with HttpDoor(transport=answering(handler)) as door:
        answer = door.request(
            "POST",
            "https://network.example/send?v=2",
            headers={"X-Account": "bruine"},
            params={"to": "ana"},
            json={"text": "bonjour"},
        )

    assert (answer.status, answer.headers["retry-after"], answer.body) == (429, "7", b"slowly")
    sent = seen[0]
    assert (sent.method, str(sent.url), sent.read()) == (
        "POST",
        "https://network.example/send?v=2&to=ana",
        b'{"text":"bonjour"}',
    )
    assert (sent.headers["X-Account"], sent.headers["User-Agent"]) == ("bruine", "Parvis")


def test_a_redirect_is_an_answer_like_any_other() -> None:
    elsewhere = answering(lambda _: httpx2.Response(302, headers={"Location": "http://[::1]/"}))
    assert HttpDoor(transport=elsewhere).request("GET", "https://a.example/").status == 302


def test_an_announced_size_over_the_limit_is_refused_unread() -> None:
    def pieces() -> Iterator[bytes]:
        raise AssertionError("read")
        yield b""

    big = answering(
        lambda _: httpx2.Response(200, headers={"Content-Length": "101"}, content=pieces())
    )
    with pytest.raises(TooLarge, match=r"^GET https://a\.example/: the answer is larger than 100"):
        HttpDoor(transport=big, max_bytes=100).request("GET", "https://a.example/")


def test_reading_ends_at_the_limit() -> None:
    read: list[int] = []

    def pieces() -> Iterator[bytes]:
        for number in range(1000):
            read.append(number)
            yield b"x" * 30

    endless = answering(lambda _: httpx2.Response(200, content=pieces()))
    with pytest.raises(TooLarge):
        HttpDoor(transport=endless, max_bytes=100).request("GET", "https://a.example/")
    assert read == [0, 1, 2, 3]


def test_a_packed_answer_is_unpacked() -> None:
    packed = answering(
        lambda _: httpx2.Response(
            200, headers={"Content-Encoding": "gzip"}, stream=Bytes(gzip.compress(b"bonjour" * 9))
        )
    )
    assert HttpDoor(transport=packed).request("GET", "https://a.example/").body == b"bonjour" * 9


def test_a_packed_answer_that_was_cut_short_is_no_answer() -> None:
    packed = gzip.compress(b"bonjour" * 9)[:-9]
    cut = answering(
        lambda _: httpx2.Response(200, headers={"Content-Encoding": "gzip"}, stream=Bytes(packed))
    )
    with pytest.raises(Unreachable, match=r"the packed answer was cut short$"):
        HttpDoor(transport=cut).request("GET", "https://a.example/")


def test_a_small_answer_that_unpacks_to_a_huge_one_is_refused() -> None:
    bomb = answering(
        lambda _: httpx2.Response(
            200, headers={"Content-Encoding": "gzip"}, stream=Bytes(gzip.compress(bytes(10**7)))
        )
    )
    with pytest.raises(TooLarge):
        HttpDoor(transport=bomb, max_bytes=1000).request("GET", "https://a.example/")


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "::1",
        "::",
        "fe80::1%eth0",
        "fd00::1",
        "::ffff:127.0.0.1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
    ],
)
def test_addresses_of_private_networks_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07::1", "::ffff:8.8.8.8"])
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:9/", "http://localhost:9/", "http://2130706433:9/", "http://[::1]:9/"],
)
def test_this_machine_is_not_reached(url: str) -> None:
    with HttpDoor() as door, pytest.raises(ForbiddenAddress, match=r"of a private network$"):
        door.request("GET", url)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://a.example/", "a.example", "http:///"])
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with HttpDoor() as door, pytest.raises(ForbiddenAddress):
        door.request("GET", url)


def test_the_connection_goes_to_the_address_that_was_checked() -> None:
    lookups: list[str] = []

    def changes_its_mind(host: str, port: int) -> list[str]:
        lookups.append(host)
        return ["192.0.2.1"] if len(lookups) > 1 else ["127.0.0.1"]

    with server(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok") as port:
        door = HttpDoor(resolve=changes_its_mind, allow_private=True)
        with door:
            answer = door.request("GET", f"http://rebound.example:{port}/")
    assert (answer.body, lookups) == (b"ok", ["rebound.example"])


def test_a_name_that_leads_to_private_addresses_alone_is_refused() -> None:
    door = HttpDoor(resolve=lambda _host, _port: ["10.0.0.1", "::1"])
    with door, pytest.raises(ForbiddenAddress, match=r"inner\.example is an address of a private"):
        door.request("GET", "http://inner.example/")


def test_a_name_that_nobody_knows_was_surely_not_reached() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise socket.gaierror

    with HttpDoor(resolve=unknown) as door, pytest.raises(Unreachable) as failure:
        door.request("POST", "https://nowhere.example/send")
    assert (str(failure.value), failure.value.maybe_received) == (
        "POST https://nowhere.example/send: the name nowhere.example is not known",
        False,
    )


def test_a_closed_port_was_surely_not_reached() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    with HttpDoor(allow_private=True) as door, pytest.raises(Unreachable) as failure:
        door.request("POST", f"http://127.0.0.1:{port}/send")
    assert not failure.value.maybe_received


def test_a_connection_cut_before_the_answer_may_have_been_received() -> None:
    cut = pytest.raises(Unreachable)
    with server(b"") as port, HttpDoor(allow_private=True) as door, cut as failure:
        door.request("POST", f"http://127.0.0.1:{port}/send", content=b"once")
    assert failure.value.maybe_received


def test_a_server_that_says_nothing_is_waited_for_no_longer_than_told() -> None:
    began = time.monotonic()
    with server(None) as port, HttpDoor(allow_private=True) as door, pytest.raises(Unreachable):
        door.request("GET", f"http://127.0.0.1:{port}/", timeout=0.2)
    assert time.monotonic() - began < 2


def test_a_server_that_drips_is_waited_for_no_longer_than_told() -> None:
    def drops() -> Iterator[bytes]:
        for _ in range(100):
            time.sleep(0.02)
            yield b"x"

    dripping = answering(lambda _: httpx2.Response(200, content=drops()))
    with pytest.raises(Unreachable, match=r"the answer takes too long$"):
        HttpDoor(transport=dripping).request("GET", "https://a.example/", timeout=0.1)


def test_errors_hide_secrets_by_name_and_by_value() -> None:
    def fails(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ReadError("lost while talking of s3cr3t")

    door = HttpDoor(secrets=["s3cr3t", ""], transport=answering(fails))
    with pytest.raises(Unreachable) as failure:
        door.request("GET", "https://omar:pw@a.example/bots3cr3t/get?access_token=abc&page=2")
    assert str(failure.value) == (
        "GET https://a.example/bot[hidden]/get?access_token=[hidden]&page=2: "
        "lost while talking of [hidden]"
    )


def test_what_is_printed_of_a_door_and_an_answer_tells_nothing() -> None:
    answer = Answer(200, {"Set-Cookie": "session=s3cr3t"}, b"s3cr3t")
    door = HttpDoor(secrets=["s3cr3t"], transport=answering(lambda _: httpx2.Response(200)))
    assert (repr(answer), repr(door)) == ("Answer(status=200)", "HttpDoor()")


class Bytes(httpx2.SyncByteStream):
    def __init__(self, body: bytes) -> None:
        self._body = body

    def __iter__(self) -> Iterator[bytes]:
        yield self._body


@contextmanager
def server(reply: bytes | None) -> Iterator[int]:
    """A server for one request: answers with `reply`, or says nothing at all."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        done = threading.Event()

        def serve() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.recv(65536)
                if reply is None:
                    done.wait(5)
                else:
                    connection.sendall(reply)

        thread = threading.Thread(target=serve)
        thread.start()
        yield listening.getsockname()[1]
        done.set()
        thread.join()
