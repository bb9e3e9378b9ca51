"""Handing a mail to the account's SMTP server, stage by stage.

Until the server has said "go on" to DATA, nothing can have been sent. From the first byte of the
mail until the server's last word, nobody knows. So each stage has its own answer.
"""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Protocol

from parvis.channels.connectors.email.compose import Outgoing
from parvis.channels.connectors.email.imap import tls_failed
from parvis.channels.connectors.email.servers import TIMEOUT, Server, server, tls
from parvis.channels.protocol import (
    CredentialsRejected,
    Done,
    Io,
    Outcome,
    ReadingError,
    Refusal,
    Refused,
    Retry,
    Uncertain,
    Unreachable,
)

_LAST_WORD = 180.0  # seconds; servers check a whole mail before they answer for it
_SOON, _LATER = timedelta(minutes=1), timedelta(minutes=5)
_AFTER_REPAIR = timedelta(minutes=15)
_LINE_DOT = re.compile(rb"^\.", re.MULTILINE)


class SmtpDoor(Protocol):
    """Stands in for the server: returns when it has taken the mail, raises as `smtplib` does."""

    def send(self, from_addr: str, to_addr: str, message_bytes: bytes) -> None: ...


def hand_over(io: Io, mail: Outgoing, *, message_id: str) -> Outcome:
    """Send, and say exactly what is known: sent, refused, not sent, or uncertain."""
    door: SmtpDoor | None = io.doors.get("smtp")
    if door:
        return _through(door, mail, message_id)
    try:
        where = server(io, "smtp")
        with logged_in(where) as smtp:
            return _not_taken(smtp, mail) or _mail_given(smtp, mail, message_id)
    except ReadingError as error:
        return Retry(_AFTER_REPAIR if isinstance(error, CredentialsRejected) else _SOON, str(error))


@contextmanager
def logged_in(where: Server) -> Iterator[smtplib.SMTP]:
    """A connection that is ready for a mail. Raises the reading errors, only while it opens."""
    smtp: smtplib.SMTP | None = None
    try:
        smtp = _opened(where)
        if where.user:
            smtp.login(where.user, where.password)
        smtp.ehlo_or_helo_if_needed()
    except (OSError, UnicodeError) as error:
        if smtp:
            smtp.close()
        raise _said_plainly(where, error) from error
    try:
        yield smtp
    finally:
        with suppress(OSError):  # the mail's fate is known by now; a goodbye changes nothing
            smtp.quit()


def _opened(where: Server) -> smtplib.SMTP:
    if where.security == "tls":
        return smtplib.SMTP_SSL(where.host, where.port, timeout=TIMEOUT, context=tls())
    smtp = smtplib.SMTP(where.host, where.port, timeout=TIMEOUT)
    if where.security == "starttls":
        try:
            smtp.starttls(context=tls())
        except OSError:
            smtp.close()
            raise
    return smtp


def _said_plainly(where: Server, error: OSError | UnicodeError) -> ReadingError:
    match error:
        case smtplib.SMTPAuthenticationError():
            if 400 <= error.smtp_code < 500:
                return Unreachable(f"The {where} cannot check the password now: {_words(error)}")
            return CredentialsRejected(
                f"The {where} refuses the user name or the password: {_words(error)}"
            )
        case smtplib.SMTPNotSupportedError():
            return Refused(f"The {where} lacks something that is needed: {error}")
        case smtplib.SMTPResponseException():
            return Unreachable(f"The {where} takes no mail now: {_words(error)}")
        case UnicodeError():
            return Refused(f"The {where} cannot be spoken to as it is set up: {error}")
        case ssl.SSLError():
            return tls_failed(str(where), error)
        case _:
            return Unreachable(f"The {where} does not answer: {error or 'no reason given'}.")


def _not_taken(smtp: smtplib.SMTP, mail: Outgoing) -> Outcome | None:
    """The first no before the mail itself; None when the server waits for it."""
    try:
        for code, said in _questions(smtp, mail):
            if code not in (250, 251, 354):
                return _no(code, said)
    except OSError as error:
        return Retry(_SOON, f"The connection broke before the mail was given: {error}")
    return None


def _questions(smtp: smtplib.SMTP, mail: Outgoing) -> Iterator[tuple[int, bytes]]:
    """Sender, recipient, and may the mail come: each is asked only when the one before is fine."""
    yield smtp.mail(mail.sender, [f"size={len(mail.data)}"] if smtp.has_extn("size") else [])
    yield smtp.rcpt(mail.recipient)
    yield smtp.docmd("DATA")


def _mail_given(smtp: smtplib.SMTP, mail: Outgoing, message_id: str) -> Outcome:
    try:
        if smtp.sock:
            smtp.sock.settimeout(_LAST_WORD)
        smtp.send(_LINE_DOT.sub(b"..", mail.data) + b".\r\n")
        code, said = smtp.getreply()
    except OSError as error:
        return Uncertain(
            f"The connection broke while the mail was given ({error}): it may have been sent."
        )
    if code == 250:
        return Done(ext_id=message_id)
    return _no(code, said) if 400 <= code < 600 else Uncertain(f"An answer without sense: {code}")


def _no(code: int, said: bytes) -> Refusal | Retry:
    """4xx: the server may change its mind. 5xx: it will not."""
    words = f"The mail server answered {code} {said.decode('utf-8', 'replace')}"
    return Refusal(words) if code >= 500 and code != 530 else Retry(_LATER, words)


def _through(door: SmtpDoor, mail: Outgoing, message_id: str) -> Outcome:
    try:
        door.send(mail.sender, mail.recipient, mail.data)
    except smtplib.SMTPRecipientsRefused as error:
        return _no(*next(iter(error.recipients.values())))
    except smtplib.SMTPResponseException as error:
        return _no(error.smtp_code, _bytes(error.smtp_error))
    except ConnectionRefusedError as error:
        return Retry(_SOON, f"Nothing answers: {error}")
    except OSError as error:
        return Uncertain(f"The connection broke ({error}): the mail may have been sent.")
    return Done(ext_id=message_id)


def _words(error: smtplib.SMTPResponseException) -> str:
    return f"{error.smtp_code} {_bytes(error.smtp_error).decode('utf-8', 'replace')}"


def _bytes(said: bytes | str) -> bytes:
    return said if isinstance(said, bytes) else said.encode()
