"""The one door out: every request that Parvis makes to another machine passes here.

It never follows redirects, never retries, never reads more than it was told to, and never
connects to an address of this machine's own networks unless that was allowed: names are looked
up, the addresses are checked, and the connection goes to the very address that was checked.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

import httpcore2
import httpx2

TIMEOUT_SECONDS = 20.0
ANSWER_BYTES = 20_000_000
USER_AGENT = "Parvis"
HIDDEN = "[hidden]"
SECRET_NAME = re.compile(r"auth|cookie|key|pass|secret|sign|token", re.IGNORECASE)
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")

Resolve = Callable[[str, int], Sequence[str]]


class HttpError(Exception):
    """A request that brought no answer. The message says which, with its secrets hidden."""


class Unreachable(HttpError):
    """No whole answer came. `maybe_received` is False when the request surely did not leave."""

    def __init__(self, message: str, *, maybe_received: bool) -> None:
        super().__init__(message)
        self.maybe_received = maybe_received


class TooLarge(HttpError):
    """The answer is larger than allowed; what came of it was thrown away."""


class ForbiddenAddress(HttpError):
    """The address belongs to a network that Parvis must not reach, or is no web address."""


@dataclass(frozen=True)
class Answer:
    """What came back, whatever its status. Header names are case-insensitive."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


class HttpDoor:
    """Makes requests. Threads may share one; close it, or use it in a `with` block.

    `secrets` are hidden wherever they turn up in an error. `allow_private` is for servers that
    the owner of this installation named. `transport` and `resolve` replace the network in tests.
    """

    def __init__(
        self,
        *,
        secrets: Iterable[str] = (),
        allow_private: bool = False,
        max_bytes: int = ANSWER_BYTES,
        transport: httpx2.BaseTransport | None = None,
        resolve: Resolve | None = None,
    ) -> None:
        self._secrets = tuple(secret for secret in secrets if secret)
        self._max_bytes = max_bytes
        self._network = _CheckedNetwork(resolve or _look_up, allow_private=allow_private)
        self._given = transport
        self._made: _Transport | None = None

    def request(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, str] | None = None,
        json: object = None,
        content: bytes | None = None,
        timeout: float = TIMEOUT_SECONDS,
    ) -> Answer:
        """Send one request; its answer with any status. `timeout` is for the whole, in seconds.

        Raises Unreachable, TooLarge, ForbiddenAddress.
        """
        deadline = time.monotonic() + timeout
        request = self._build(method, url, headers, params, json, content, timeout)
        shown = self._shown(request)
        try:
            response = self._transport().handle_request(request)
            try:
                return self._read(response, shown, deadline)
            finally:
                response.close()
        except _NOT_CONNECTED as error:
            raise Unreachable(self._hidden(f"{shown}: {error}"), maybe_received=False) from None
        except _CUT_OFF as error:
            reason = str(error) or type(error).__name__
            raise Unreachable(self._hidden(f"{shown}: {reason}"), maybe_received=True) from None
        except _ForbiddenError as error:
            raise ForbiddenAddress(self._hidden(f"{shown}: {error}")) from None

    def close(self) -> None:
        for transport in (self._given, self._made):
            if transport:
                transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"

    def _transport(self) -> httpx2.BaseTransport:
        """Made for the first request: reading the authorities' certificates takes a while."""
        if self._given:
            return self._given
        try:
            self._made = self._made or _Transport(self._network)
        except OSError as error:
            raise Unreachable(
                "The certificates of the authorities cannot be read; SSL_CERT_FILE says where"
                f" they are: {error}",
                maybe_received=False,
            ) from error
        return self._made

    def _build(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None,
        params: Mapping[str, str] | None,
        json: object,
        content: bytes | None,
        timeout: float,
    ) -> httpx2.Request:
        try:
            target = httpx2.URL(url).copy_merge_params(params or {})
        except httpx2.InvalidURL as error:
            raise ForbiddenAddress(self._hidden(f"{url}: {error}")) from None
        if target.scheme not in ("http", "https") or not target.host:
            raise ForbiddenAddress(self._hidden(f"{url} is no web address"))
        usual = {"User-Agent": USER_AGENT, "Accept": "*/*", "Accept-Encoding": "gzip"}
        steps = dict.fromkeys(("connect", "read", "write", "pool"), timeout)
        return httpx2.Request(
            method,
            target,
            headers={**usual, **(headers or {})},
            json=json,
            content=content,
            extensions={"timeout": steps},
        )

    def _read(self, response: httpx2.Response, shown: str, deadline: float) -> Answer:
        body = bytearray()
        limit = self._max_bytes
        if _announced(response) > limit:
            raise TooLarge(f"{shown}: the answer is larger than {limit} bytes")
        for piece in _unpacked(response, at_most=limit + 1):
            body += piece
            if len(body) > limit:
                raise TooLarge(f"{shown}: the answer is larger than {limit} bytes")
            if time.monotonic() > deadline:
                raise Unreachable(f"{shown}: the answer takes too long", maybe_received=True)
        return Answer(response.status_code, response.headers, bytes(body))

    def _shown(self, request: httpx2.Request) -> str:
        """The request as errors name it: without user, password or telling parameters."""
        url = request.url
        shown = [
            (name, HIDDEN if SECRET_NAME.search(name) else value)
            for name, value in url.params.multi_items()
        ]
        query = "&".join(f"{name}={value}" for name, value in shown)
        place = f"{url.scheme}://{url.netloc.decode()}{url.path}"
        return self._hidden(f"{request.method} {place}{'?' if query else ''}{query}")

    def _hidden(self, text: str) -> str:
        text = re.sub(r"//[^/@\s]+@", "//", text)
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        return text


class _ForbiddenError(Exception):
    pass


_NOT_CONNECTED = (
    httpcore2.ConnectError,
    httpcore2.ConnectTimeout,
    httpcore2.PoolTimeout,
    httpx2.ConnectError,
    httpx2.ConnectTimeout,
    httpx2.PoolTimeout,
)
_CUT_OFF = (
    httpcore2.NetworkError,
    httpcore2.TimeoutException,
    httpcore2.ProtocolError,
    httpx2.TransportError,
    zlib.error,
)


class _Transport(httpx2.BaseTransport):
    """httpx2's own transport has no place for a network of ours; httpcore2's pool does."""

    def __init__(self, network: httpcore2.NetworkBackend) -> None:
        self._pool = httpcore2.ConnectionPool(
            ssl_context=httpx2.create_ssl_context(),
            max_connections=20,
            keepalive_expiry=30,
            network_backend=network,
        )

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        asked = httpcore2.Request(
            request.method,
            str(request.url),
            headers=request.headers.raw,
            content=request.read(),
            extensions=request.extensions,
        )
        answer = self._pool.handle_request(asked)
        return httpx2.Response(answer.status, headers=answer.headers, stream=_Stream(answer))

    def close(self) -> None:
        self._pool.close()


class _Stream(httpx2.SyncByteStream):
    def __init__(self, answer: httpcore2.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class _CheckedNetwork(httpcore2.NetworkBackend):
    """Connects to addresses that were checked: a name that changes its mind changes nothing."""

    def __init__(self, resolve: Resolve, *, allow_private: bool) -> None:
        self._resolve = resolve
        self._allow_private = allow_private
        self._network = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        refused: httpcore2.ConnectError | httpcore2.ConnectTimeout | None = None
        for address in self._allowed(host, port):
            try:
                return self._network.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                refused = error
        raise refused or httpcore2.ConnectError(f"{host} has no address")

    def _allowed(self, host: str, port: int) -> list[str]:
        try:
            found = self._resolve(host, port)
        except OSError as error:
            raise httpcore2.ConnectError(f"the name {host} is not known") from error
        allowed = [address for address in found if self._allow_private or is_public(address)]
        if found and not allowed:
            raise _ForbiddenError(f"{host} is an address of a private network")
        return allowed


def is_public(address: str) -> bool:
    """Whether this address is one of the internet's, also where one is wrapped in another."""
    ip = ipaddress.ip_address(address.split("%", 1)[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in NAT64:
            inner = ipaddress.IPv4Address(ip.packed[-4:])
        if inner is not None:
            return inner.is_global and not inner.is_multicast
    return ip.is_global and not ip.is_multicast


def _look_up(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[4][0]) for place in found))


def _announced(response: httpx2.Response) -> int:
    length = response.headers.get("Content-Length", "")
    return int(length) if length.isdecimal() else 0


def _unpacked(response: httpx2.Response, *, at_most: int) -> Iterator[bytes]:
    """The body, unpacked in pieces of bounded size: a small answer may unpack to gigabytes."""
    pieces = response.stream
    assert isinstance(pieces, httpx2.SyncByteStream)
    if response.headers.get("Content-Encoding", "").lower() not in ("gzip", "x-gzip"):
        yield from pieces
        return
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    packed = 0
    for piece in pieces:
        packed += len(piece)
        yield unpacker.decompress(piece, at_most)
        if unpacker.unconsumed_tail:
            yield unpacker.decompress(unpacker.unconsumed_tail, at_most)
    if packed and not unpacker.eof:
        raise zlib.error("the packed answer was cut short")
