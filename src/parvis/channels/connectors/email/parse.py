"""One mail's bytes understood: pure, and total but for deliveries that hold no mail at all."""

from __future__ import annotations

import codecs
import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from parvis.channels.connectors.email.automatic import (
    Signs,
    automatic_reason,
    is_from_mail_server,
)
from parvis.channels.connectors.email.content import Content, read_content
from parvis.channels.connectors.email.headers import (
    REFERENCES_MAX,
    Address,
    Headers,
    addresses,
    date,
    decoded,
    message_ids,
    value,
    values,
)
from parvis.channels.connectors.email.mime import Part, open_mail
from parvis.channels.connectors.email.quoted import without_quotation
from parvis.channels.connectors.email.undelivered import (
    failed_recipients,
    failure_in_words,
    named_recipients,
    returned_ids,
)
from parvis.channels.protocol import (
    Author,
    Direction,
    Event,
    EventKind,
    IncomingMessage,
    Poison,
    Raw,
    Surface,
    Undelivered,
    Visibility,
)
from parvis.kit.characters import one_line

NETWORK = "email"
MEDIA_TYPE = "message/rfc822"
SENT_MEDIA_TYPE = f"{MEDIA_TYPE}; folder=sent"  # of a mail that the account itself has sent
TOO_LARGE = "X-Parvis-Too-Large"  # put on a mail of which only the headers were fetched
TITLE_MAX = 300
TEXT_MAX = 100_000

_RECIPIENTS = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To")
_TOKEN_START, _TOKEN_MAX = "p.", 200
_NOT_READ = {"noreply", "no-reply", "donotreply", "do-not-reply", "ne-pas-repondre", "wordpress"}
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_CLOCK_SKEW = timedelta(days=1)
_NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)


def parse_mail(raw: Raw) -> Event:
    """The mail as one CREATED event, of whatever shape. Raises `Poison` only for bytes that never
    were a mail: a block of zeroes, as a damaged disk gives."""
    blank = not raw.body.strip(b"\0 \t\r\n")
    if blank and b"\0" in raw.body:
        raise Poison("The delivery holds nothing but zeroes: there is no mail in it.")
    mail = open_mail(_as_mail(raw.body))
    warnings: list[str] = ["The mail is empty."] if blank else []
    content = read_content(mail)
    identifier = _identifier(mail.headers, raw.body, warnings)
    created_at = _created_at(mail.headers, raw.received_at, warnings)
    message = _message(mail, content, identifier, created_at, warnings)
    if raw.media_type == SENT_MEDIA_TYPE:
        message = replace(message, direction=Direction.ECHO)
    return Event(kind=EventKind.CREATED, key=identifier, occurred_at=created_at, message=message)


def _message(
    mail: Part, content: Content, identifier: str, created_at: datetime, warnings: list[str]
) -> IncomingMessage:
    headers = mail.headers
    author = _author(headers, warnings)
    title = one_line(decoded(value(headers, "Subject")), TITLE_MAX)
    text, quoted = without_quotation(content.text, title=title)
    returned = _returned_ids(mail, content, author)
    references = _references(headers, returned)
    recipients = addresses(values(headers, "To", "Cc"))
    reason = automatic_reason(headers, _signs(mail, content, author, recipients, title))
    if len(text) > TEXT_MAX:
        warnings.append("The text is very long: only its beginning is shown.")
    return IncomingMessage(
        network=NETWORK,
        ext_id=identifier,
        thread_ext=references[-1] if references else identifier,
        parent_ext=references[0] if references else "",
        references=references,
        reply_token=_reply_token(headers),
        surface=Surface.MAIL,
        visibility=Visibility.PRIVATE,
        author=author,
        to=tuple(_as_author(found) for found in recipients),
        text=text[:TEXT_MAX],
        quoted=quoted[:TEXT_MAX],
        html=content.html,
        title=title,
        automatic=bool(reason),
        automatic_reason=reason,
        attachments=content.attachments,
        undelivered=_undelivered(headers, content, returned),
        created_at=created_at,
        warnings=_each_once([*warnings, *_too_large(headers), *content.warnings]),
    )


def _signs(
    mail: Part, content: Content, author: Author | None, recipients: list[Address], title: str
) -> Signs:
    return Signs(
        media_type=mail.media_type,
        report_type=mail.parameter("report-type"),
        parts=[attachment.mime for attachment in content.attachments],
        invitation=content.invitation,
        sender=author.ext_id if author else "",
        to={found.address.lower() for found in recipients},
        title=title,
    )


def _returned_ids(mail: Part, content: Content, author: Author | None) -> tuple[str, ...]:
    """The mails that a report gives back. Of nobody else's mail: anybody may attach another's."""
    if mail.media_type == "multipart/report":
        return content.returned_ids
    if is_from_mail_server(mail.headers, author.ext_id if author else ""):
        return content.returned_ids or tuple(returned_ids(content.text))
    return ()


def _undelivered(
    headers: Headers, content: Content, returned: tuple[str, ...]
) -> tuple[Undelivered, ...]:
    """Whom the returned mail did not reach for good. A mail that is late is none."""
    if not returned:
        return ()
    failed = failed_recipients(content.delivery_reports)
    if not content.delivery_reports:
        named = named_recipients(values(headers, "X-Failed-Recipients"))
        why = failure_in_words(content.text)
        if why is not None or named:
            failed = [(address, why or "") for address in named or [""]]
    return tuple(Undelivered(ref=returned[0], to=to, why=why) for to, why in failed)


def _as_mail(body: bytes) -> bytes:
    """The mail from its first header line on, in bytes as mails are sent."""
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        body = body.decode("utf-16", "replace").encode()
    body = body.removeprefix(codecs.BOM_UTF8)
    return (body if b"\n" in body else body.replace(b"\r", b"\n")).lstrip(b"\r\n")


def _identifier(headers: Headers, body: bytes, warnings: list[str]) -> str:
    found = message_ids(values(headers, "Message-ID"))
    if found:
        return found[0]
    warnings.append("The mail has no Message-ID.")
    return f"sha256:{hashlib.sha256(body).hexdigest()}"


def _created_at(headers: Headers, received_at: datetime | None, warnings: list[str]) -> datetime:
    """The sender's date if it can be true, else when the mail arrived."""
    written = date(value(headers, "Date"))
    arrived = received_at or _first_believable(values(headers, "Received"))
    if written and _is_believable(written) and (not arrived or written <= arrived + _CLOCK_SKEW):
        return written
    problem = "has no readable date" if written is None else "bears a date that cannot be true"
    if arrived is None:
        warnings.append(f"The mail {problem}, and nothing says when it arrived.")
        return _NO_TIME
    warnings.append(f"The mail {problem}; the time of its arrival is used.")
    return arrived.astimezone(UTC)


def _first_believable(received: list[str]) -> datetime | None:
    """The newest `Received` line stands first: our own server's clock."""
    dates = (date(line.rpartition(";")[2]) for line in received)
    return next((found for found in dates if found and _is_believable(found)), None)


def _is_believable(at: datetime) -> bool:
    return _FIRST_YEAR <= at.year <= _LAST_YEAR


def _author(headers: Headers, warnings: list[str]) -> Author | None:
    """The sender; where that one reads no mail (a contact form), the person to be answered."""
    senders = addresses(values(headers, "From")) or addresses(values(headers, "Sender"))
    if not senders:
        warnings.append("The mail names no sender.")
        return None
    if len(senders) > 1:
        warnings.append("The mail names several senders; the first one counts.")
    sender = senders[0]
    asks = addresses(values(headers, "Reply-To"))
    if asks and _writes_for_another(headers, sender, asks[0]):
        warnings.append(f"Sent by {sender.address} for the person named here.")
        return _as_author(asks[0])
    return _as_author(sender)


def _writes_for_another(headers: Headers, sender: Address, asks: Address) -> bool:
    """A program that reads no mail, or a page that mails its own brand in its own name."""
    own = sender.address.lower()
    if own.partition("@")[0] in _NOT_READ:
        return True
    to = {found.address.lower() for found in addresses(values(headers, "To"))}
    return to == {own} and _without_tag(asks.address.lower()) != own


def _without_tag(address: str) -> str:
    """`help+orders@example.org` is read by `help@example.org`."""
    local, _, domain = address.rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def _as_author(found: Address) -> Author:
    return Author(
        network=NETWORK,
        ext_id=found.address.lower(),
        display=found.name,
        handle=found.address,
    )


def _references(headers: Headers, returned: tuple[str, ...]) -> tuple[str, ...]:
    """Message identifiers of the thread, nearest first; the last one is its root."""
    chain = message_ids(values(headers, "References"))
    nearest = message_ids(values(headers, "In-Reply-To"))
    found = _each_once([*nearest, *returned, *reversed(chain)])
    if len(found) > REFERENCES_MAX:
        found = (*found[: REFERENCES_MAX - 1], found[-1])
    return found


def _reply_token(headers: Headers) -> str:
    """What follows "+" in the address that our own mail asked to be answered at."""
    marked = [written for written in values(headers, *_RECIPIENTS) if f"+{_TOKEN_START}" in written]
    for found in addresses(marked):
        token = found.address.rpartition("@")[0].partition("+")[2]
        if token.startswith(_TOKEN_START) and len(token) <= _TOKEN_MAX:
            return token
    return ""


def _too_large(headers: Headers) -> list[str]:
    if not value(headers, TOO_LARGE):
        return []
    return ["The mail is too large to be fetched whole: open it in the mailbox."]


def _each_once(items: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
