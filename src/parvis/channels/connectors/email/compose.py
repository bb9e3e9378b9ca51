"""The bytes of an outgoing mail. Nothing in an intent can add a header line or a recipient."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from parvis.channels.connectors.email.headers import ID_MAX, NAME_MAX, REFERENCES_MAX
from parvis.channels.connectors.email.parse import TITLE_MAX
from parvis.channels.protocol import Intent, Io, Refusal, Verb
from parvis.kit.characters import one_line, storable

TEXT_MAX = 100_000

# 7 bit, so that any relay can pass it on unchanged.
_POLICY = SMTP.clone(cte_type="7bit")
_ANSWER = re.compile(
    r"(?:\s*(?:re|ré|réf|aw|sv|vs|antw|odp|ответ)\s*(?:\[\d+\])?\s*:)+\s*", re.IGNORECASE
)
_ADDRESS = re.compile(r"[^\s<>()\[\],;:\\\"@\x00-\x20\x7f-\uffff]{1,64}@[A-Za-z0-9.-]{1,253}")
_IDENTIFIER = re.compile(r"<[!-;=?-~]+>")


@dataclass(frozen=True)
class Outgoing:
    """A finished mail and its envelope."""

    sender: str
    recipient: str
    data: bytes = field(repr=False)


def compose(io: Io, intent: Intent, *, message_id: str) -> Outgoing | Refusal:
    """The mail for `intent`; a refusal where no mail can be made of it."""
    if len(intent.text) > TEXT_MAX:
        return Refusal(f"The text has {len(intent.text)} characters; a mail takes {TEXT_MAX}.")
    if not _is_identifier(message_id):
        return Refusal(f"{message_id[:80]!r} is no Message-ID.")
    sender, recipient = ascii_address(io.settings["address"]), ascii_address(intent.to)
    reply_to = ascii_address(intent.reply_to)
    for written, address in ((io.settings["address"], sender), (intent.to, recipient)):
        if not address:
            return Refusal(f"{one_line(written, 100)!r} is no address of a single mailbox.")
    mail = EmailMessage(policy=_POLICY)
    mail["From"] = _mailbox(_sender_name(intent, io.settings.get("name", "")), sender)
    mail["To"] = _mailbox(intent.to_name, recipient)
    mail["Subject"] = _subject(intent)
    mail["Date"] = format_datetime(intent.created_at)
    if reply_to:
        mail["Reply-To"] = _mailbox(io.settings.get("name", ""), reply_to)
    if intent.verb is Verb.NOTIFY:
        mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(storable(intent.text), charset="utf-8")
    return Outgoing(sender, recipient, _thread_headers(intent, message_id) + mail.as_bytes())


def ascii_address(address: str) -> str:
    """`address` as every mail server takes it, or "" for what is no single address.

    Letters of other scripts are encoded in the domain; before the "@" few servers take them.
    """
    local, _, domain = address.strip().rpartition("@")
    try:
        encoded = domain if domain.isascii() else domain.encode("idna").decode()
    except UnicodeError:
        return ""
    whole = f"{local}@{encoded}"
    return whole if _ADDRESS.fullmatch(whole) else ""


def _sender_name(intent: Intent, brand: str) -> str:
    return ", ".join(filter(None, (intent.author_name, brand)))


def _mailbox(name: str, address: str) -> Address:
    local, _, domain = address.rpartition("@")
    return Address(display_name=one_line(name, NAME_MAX), username=local, domain=domain)


def _subject(intent: Intent) -> str:
    title = one_line(intent.title, TITLE_MAX)
    if intent.verb is not Verb.REPLY:
        return title
    answered = _ANSWER.match(title)
    return f"Re: {title[answered.end() :] if answered else title}".rstrip()


def _thread_headers(intent: Intent, message_id: str) -> bytes:
    """Written by hand: the standard library folds long identifiers into encoded words, which no
    mail program finds again. Every identifier is one run of printable ASCII in brackets.
    """
    lines = [f"Message-ID: {message_id}"]
    if _is_identifier(parent := _as_written(intent.parent_ext)):
        lines.append(f"In-Reply-To: {parent}")
    if chain := _chain(intent):
        lines.append("References: " + "\r\n ".join(chain))
    return "".join(f"{line}\r\n" for line in lines).encode("ascii")


def _chain(intent: Intent) -> list[str]:
    """The thread as the header wants it: the root first, the answered mail last.

    Of a very long thread, the root and the newest.
    """
    parent = _as_written(intent.parent_ext)
    older = [known for known in map(_as_written, intent.references) if known != parent]
    chain = [known for known in dict.fromkeys([*older, parent]) if _is_identifier(known)]
    return chain if len(chain) <= REFERENCES_MAX else [chain[0], *chain[1 - REFERENCES_MAX :]]


def _as_written(name: str) -> str:
    """A Message-ID that several mails have is told apart in the ledger by what follows it."""
    identifier, closing, _ = name.partition(">#")
    return f"{identifier}>" if closing else name


def _is_identifier(text: str) -> bool:
    return len(text) <= ID_MAX + 2 and _IDENTIFIER.fullmatch(text) is not None
