"""From what a connector understood to the values of a row in the table of messages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from parvis.channels.actions.threads import ThreadFinder
from parvis.channels.actions.waiting import Waiting
from parvis.channels.models import Account, Message
from parvis.channels.protocol import Direction, IncomingMessage

TITLE_MAX = 300
NAME_MAX = 200
OURS = {Direction.OUT, Direction.ECHO}
Name = tuple[str, str]
"""A network, and the name that something has there."""


class MessageRow(NamedTuple):
    """The values of a message's fields under their columns' names, for `copy_values`."""

    id: int
    account_id: int
    thread_id: int
    network: str
    ext_id: str
    revision: str
    parent_ext: str
    root_ext: str
    subject_ext: str
    surface: str
    visibility: str
    direction: str
    author_id: int | None
    author_name: str
    recipient_id: int | None
    text: str
    quoted: str
    html: str
    title: str
    lang: str
    automatic: bool
    created_at: datetime
    edited_at: datetime | None
    received_at: datetime
    delivery_id: int


class RowMaker:
    """Makes the rows of one batch: knows its threads, its authors, and whom it answers."""

    def __init__(
        self,
        account: Account,
        messages: Sequence[IncomingMessage],
        *,
        authors: Mapping[Name, int],
        at: datetime,
    ) -> None:
        self._account = account
        self._authors = authors
        self._at = at
        self._threads = ThreadFinder(account, messages)
        self._said_by = self._authors_of_parents(messages)

    def row(self, message: IncomingMessage, *, id: int, delivery: Waiting) -> MessageRow:  # noqa: A002
        """To be called in the batch's order: a message may refer to an earlier one."""
        author = message.author
        return MessageRow(
            id=id,
            account_id=self._account.pk,
            thread_id=self._threads.thread_of(message),
            network=message.network,
            ext_id=message.ext_id,
            revision=message.revision,
            parent_ext=message.parent_ext,
            root_ext=message.root_ext,
            subject_ext=message.subject_ext,
            surface=message.surface.value,
            visibility=message.visibility.value,
            direction=message.direction.value,
            author_id=self._author_id(message),
            author_name=(author.display or author.handle or author.ext_id)[:NAME_MAX]
            if author
            else "",
            recipient_id=self._recipient_id(message),
            text=message.text,
            quoted=message.quoted,
            html=message.html,
            title=message.title[:TITLE_MAX],
            lang=message.lang,
            automatic=message.automatic,
            created_at=message.created_at,
            edited_at=message.edited_at,
            received_at=min(self._at, delivery.received_at),
            delivery_id=delivery.id,
        )

    def keep_threads(self) -> None:
        """Those that the rows made so far have opened."""
        self._threads.keep()

    def _author_id(self, message: IncomingMessage) -> int | None:
        author = message.author
        return self._authors.get((author.network, author.ext_id)) if author else None

    def _recipient_id(self, message: IncomingMessage) -> int | None:
        """Whom one of the brand's own messages answers: the author of its parent."""
        if message.parent_ext and message.direction in OURS:
            return self._said_by.get((message.network, message.parent_ext))
        return None

    def _authors_of_parents(self, messages: Sequence[IncomingMessage]) -> dict[Name, int | None]:
        """Who wrote the messages that are answered, stored before or coming in this batch."""
        answered = {
            message.parent_ext
            for message in messages
            if message.parent_ext and message.direction in OURS
        }
        if not answered:
            return {}
        stored = Message.objects.filter(account=self._account, ext_id__one_of=answered)
        said_by: dict[Name, int | None] = {
            (network, ext_id): author_id
            for network, ext_id, author_id in stored.values_list("network", "ext_id", "author_id")
        }
        for message in messages:
            if message.ext_id in answered:
                said_by[message.network, message.ext_id] = self._author_id(message)
        return said_by
