"""What a mail claims and the ledger decides: that the brand wrote it, and that its name is its own.

Anybody can write the brand's address into `From`, and some programs give one Message-ID to every
mail that they send. On other networks both are true by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import NamedTuple, TypeAlias

from parvis.channels.actions.waiting import Waiting
from parvis.channels.models import Account, Message
from parvis.channels.protocol import Direction, Event, IncomingMessage
from parvis.channels.registry import connector

Understood: TypeAlias = Sequence[tuple[Waiting, Sequence[Event]]]

IMPORTED = "import"  # deliveries that somebody of the brand has handed over
FOOTER = ("--", "__", "==", "**", "##", "~~")  # how mailing lists begin what they put below


def decide_claims(account: Account, understood: Understood) -> Understood:
    """The same events, with the direction and the name under which the ledger keeps them."""
    by_claim = connector(account.connector).spec.names_are_claims
    if not (by_claim or account.address):
        return understood
    seen = [
        (delivery, [_as_seen(account, event, delivery, by_claim=by_claim) for event in events])
        for delivery, events in understood
    ]
    return _with_own_names(account, seen) if by_claim else seen


def _as_seen(account: Account, event: Event, delivery: Waiting, *, by_claim: bool) -> Event:
    message = event.message
    if message is None or message.direction is not Direction.IN or not _names(account, message):
        return event
    if by_claim and delivery.source != IMPORTED:
        direction = _of_a_claim(account, message)
    else:
        direction = Direction.ECHO  # written in the network's own application
    return replace(event, message=replace(message, direction=direction))


def _names(account: Account, message: IncomingMessage) -> bool:
    """Whether the brand's own address is named as the author."""
    return bool(message.author and account.address and message.author.ext_id == account.address)


def _of_a_claim(account: Account, message: IncomingMessage) -> Direction:
    """A mail in the inbox that names the brand as its sender proves nothing: it answers nobody.

    To the brand itself (a form, a scanner, a colleague) it is a message like any other.
    """
    local, _, domain = message.to[0].ext_id.rpartition("@") if message.to else ("", "", "")
    to_itself = not message.to or f"{local.partition('+')[0]}@{domain}" == account.address
    return Direction.IN if to_itself else Direction.OBSERVED


class _Words(NamedTuple):
    """What tells two mails of one name apart; `text` without white space."""

    author: str
    text: str
    title: str
    delivery_id: int | None
    is_settled: bool = False  # deleted, or our own answer: nothing else comes under this name

    @classmethod
    def of(cls, message: IncomingMessage, delivery: Waiting) -> _Words:
        author = message.author.ext_id if message.author else ""
        return cls(author, "".join(message.text.split()), message.title, delivery.id)


def _with_own_names(account: Account, understood: Understood) -> Understood:
    """Of two mails with one Message-ID and other words, the later one gets a name of its own.

    The name is made from the words, so that the same mail, brought again, has the same one.
    """
    known = _known_words(account, (event.message for _, events in understood for event in events))
    return [
        (delivery, [_named_apart(event, delivery, known) for event in events])
        for delivery, events in understood
    ]


def _named_apart(event: Event, delivery: Waiting, known: dict[str, _Words]) -> Event:
    message = event.message
    if message is None:
        return event
    words = _Words.of(message, delivery)
    before = known.setdefault(message.ext_id, words)
    if before.delivery_id == words.delivery_id:
        known[message.ext_id] = words  # perhaps read again, by a parser that has learned
        return event
    if _same(words, before):
        return event
    digest = sha256(f"{words.author}\0{words.text}\0{words.title}".encode()).hexdigest()
    name = f"{message.ext_id}#{digest[:16]}"
    alone = message.thread_ext in {"", message.ext_id}
    renamed = replace(message, ext_id=name, thread_ext=name if alone else message.thread_ext)
    return replace(event, key=name, message=renamed)


def _known_words(account: Account, messages: Iterable[IncomingMessage | None]) -> dict[str, _Words]:
    names = {message.ext_id for message in messages if message}
    rows = Message.objects.filter(account=account, ext_id__one_of=names).values_list(
        *("ext_id", "author__ext_id", "direction", "text", "title", "delivery_id", "deleted_at")
    )
    return {
        ext_id: _Words(
            author=account.address if direction == Direction.OUT else author or "",
            text="".join(text.split()),
            title=title,
            delivery_id=delivery_id,
            is_settled=deleted_at is not None or direction == Direction.OUT,
        )
        for ext_id, author, direction, text, title, delivery_id, deleted_at in rows
    }


def _same(new: _Words, known: _Words) -> bool:
    """The same mail on another way, perhaps with what a mailing list puts below."""
    if new.author != known.author:
        return False
    if known.is_settled:
        return True
    if not new.text or not known.text:
        return new.text == known.text and new.title == known.title
    short, long = sorted((new.text, known.text), key=len)
    below = long.removeprefix(short)
    return long.startswith(short) and (not below or below.startswith(FOOTER))
