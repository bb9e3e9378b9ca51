"""A connection to the account's IMAP server, whose failures become the four reading errors."""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, Protocol, cast

from imapclient import IMAPClient
from imapclient.exceptions import (
    CapabilityError,
    IMAPClientAbortError,
    IMAPClientError,
    LoginError,
)

from parvis.channels.connectors.email.servers import TIMEOUT, Server, server, tls
from parvis.channels.protocol import CredentialsRejected, Io, RateLimited, Refused, Unreachable

_BUSY = ("[LIMIT]", "[INUSE]", "[THROTTLED]", "[OVERQUOTA]", "too many", "rate limit", "try again")
_DOWN = ("[UNAVAILABLE]", "[SERVERBUG]", "temporar", "internal error")
_BUSY_PAUSE = timedelta(minutes=5)


class Mailbox(Protocol):
    """The part of `imapclient.IMAPClient` that is used: what the door `imap` must offer."""

    def has_capability(self, capability: str) -> bool: ...
    def select_folder(self, folder: str, readonly: bool = False) -> Mapping[bytes, Any]: ...
    def search(self, criteria: Sequence[str]) -> Sequence[int]: ...
    def fetch(
        self, messages: Sequence[int], data: Sequence[str]
    ) -> Mapping[int, Mapping[bytes, Any]]: ...
    def append(self, folder: str, msg: bytes, flags: Sequence[bytes] = ()) -> object: ...
    def idle(self) -> None: ...
    def idle_check(self, timeout: float | None = None) -> Sequence[object]: ...
    def idle_done(self) -> object: ...
    def logout(self) -> object: ...
    def shutdown(self) -> None: ...


@contextmanager
def mailbox(io: Io) -> Iterator[Mailbox]:
    """The account's mailbox, logged in, for the length of a `with` block.

    The door `imap`, a callable that gives a `Mailbox`, stands in for the connection.
    Raises the four reading errors, also for what goes wrong inside the block.
    """
    door = io.doors.get("imap")
    if door:
        with _said_plainly("mailbox"):
            yield door()
        return
    where = server(io, "imap")
    with _said_plainly(str(where)):
        opened = _connected(where)
        box = cast("Mailbox", opened)
        try:
            opened.login(where.user, where.password)
            yield box
        finally:
            _leave(box)


def _connected(where: Server) -> IMAPClient:
    client = IMAPClient(
        where.host,
        port=where.port,
        ssl=where.security == "tls",
        ssl_context=tls() if where.security == "tls" else None,
        timeout=TIMEOUT,
    )
    client.normalise_times = False  # arrival times keep their zone
    if where.security == "starttls":
        try:
            client.starttls(tls())
        except BaseException:
            client.shutdown()
            raise
    return client


def _leave(client: Mailbox) -> None:
    """Say goodbye; a connection that is already gone needs none."""
    try:
        client.logout()
    except (IMAPClientError, OSError):
        client.shutdown()


@contextmanager
def _said_plainly(where: str) -> Iterator[None]:
    try:
        yield
    except LoginError as error:
        raise _login_failed(where, str(error)) from error
    except CapabilityError as error:
        raise Refused(f"The {where} lacks something that is needed: {error}.") from error
    except IMAPClientAbortError as error:
        raise Unreachable(f"The {where} broke off the connection: {error}.") from error
    except IMAPClientError as error:
        raise _command_failed(where, str(error)) from error
    except ssl.SSLError as error:
        raise tls_failed(where, error) from error
    except UnicodeError as error:
        raise Refused(f"The {where} cannot be spoken to as it is set up: {error}") from error
    except OSError as error:
        raise Unreachable(f"The {where} does not answer: {error or 'no reason given'}.") from error


def tls_failed(where: str, error: ssl.SSLError) -> Refused | Unreachable:
    """A certificate that is wrong stays wrong; a broken connection may heal."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return Refused(
            f"The certificate of the {where} cannot be trusted ({error.verify_message}): "
            "check the host name, or have the server's certificate renewed."
        )
    if error.reason in ("WRONG_VERSION_NUMBER", "HTTP_REQUEST"):
        return Refused(f"The {where} does not speak TLS on this port: try STARTTLS.")
    return Unreachable(f"The {where} broke off the encryption: {error.reason or error}.")


def _login_failed(where: str, said: str) -> CredentialsRejected | RateLimited | Unreachable:
    if _one_of(_BUSY, said):
        return RateLimited(f"The {where} wants fewer logins: {said}", after=_BUSY_PAUSE)
    if _one_of(_DOWN, said):
        return Unreachable(f"The {where} cannot check the password now: {said}")
    return CredentialsRejected(
        f"The {where} refuses the user name or the password ({said}): enter them again. "
        "Some providers want a password made for this one application."
    )


def _command_failed(where: str, said: str) -> RateLimited | Unreachable | Refused:
    if _one_of(_BUSY, said):
        return RateLimited(f"The {where} asks to wait: {said}", after=_BUSY_PAUSE)
    if _one_of(_DOWN, said):
        return Unreachable(f"The {where} has trouble of its own: {said}")
    return Refused(f"The {where} answered no: {said}")


def _one_of(signs: tuple[str, ...], said: str) -> bool:
    return any(sign.lower() in said.lower() for sign in signs)
