"""Versions of a message: which of two is newer, and whether it takes the place of what is known."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import NamedTuple, TypeAlias

from parvis.channels.actions.fates import NetworkName
from parvis.channels.actions.message_rows import TITLE_MAX
from parvis.channels.actions.waiting import Waiting
from parvis.channels.models import Account, Message
from parvis.channels.protocol import Event, EventKind, IncomingMessage

Order: TypeAlias = tuple[datetime, str]
"""When it was edited last, then the network's own name of the version. As it was first said, it
is older than each edit, whatever the clocks that told its time."""

FIRST_SAID: Order = (datetime.min.replace(tzinfo=UTC), "")

WORDS = ("text", "html", "quoted", "title", "lang", "automatic")


class Version(NamedTuple):
    """The whole message as a delivery says it is."""

    order: Order
    message: IncomingMessage
    delivery: Waiting

    @classmethod
    def of(cls, event: Event, message: IncomingMessage, delivery: Waiting) -> Version:
        if event.kind is EventKind.EDITED and message.edited_at is None:
            message = replace(message, edited_at=event.occurred_at)
        return cls(order_of(message.edited_at, message.revision), message, delivery)

    @property
    def words(self) -> tuple[object, ...]:
        """The values of `WORDS`, as the table holds them."""
        message = self.message
        return (
            *(message.text, message.html, message.quoted, message.title[:TITLE_MAX]),
            *(message.lang, message.automatic),
        )


@dataclass(frozen=True)
class Known:
    """A message of the ledger: which version it is, and which delivery brought that."""

    id: int
    order: Order
    is_empty: bool
    delivery_id: int | None

    def overtaken_by(self, said: Iterable[Version]) -> Version | None:
        """The newest version said, when it takes this one's place.

        One that is as new does so only when the words were emptied by a deletion (which is over),
        or when the same delivery is read again, by a parser that may have learned.
        """
        newest = newest_of(said)
        if newest.order > self.order:
            return newest
        if newest.order < self.order:
            return None
        if self.is_empty:
            return newest
        same = (version for version in said if version.delivery.id == self.delivery_id)
        return next((version for version in same if version.order == self.order), None)


def order_of(edited_at: datetime | None, revision: str) -> Order:
    return (edited_at, revision) if edited_at else FIRST_SAID


def newest_of(said: Iterable[Version]) -> Version:
    """Of two that are as new, the one that came first."""
    return max(said, key=lambda version: version.order)


def known_messages(account: Account, names: Collection[NetworkName]) -> dict[NetworkName, Known]:
    """The messages of the ledger that have these names."""
    wanted = {ext_id for _, ext_id in names}
    rows = Message.objects.filter(account=account, ext_id__one_of=wanted).values_list(
        *("network", "ext_id", "pk", "edited_at", "revision"),
        *("deleted_at", "delivery_id"),
    )
    return {
        (network, ext_id): Known(
            id=pk,
            order=order_of(edited_at, revision),
            is_empty=deleted_at is not None,
            delivery_id=delivery_id,
        )
        for network, ext_id, pk, edited_at, revision, deleted_at, delivery_id in rows
        if (network, ext_id) in names
    }


def with_other_words(
    wanted: Mapping[int, tuple[Known, Version]],
) -> dict[int, tuple[Known, Version]]:
    """Without those that are read again and say the same as before."""
    again = [pk for pk, (known, version) in wanted.items() if version.order == known.order]
    if not again:
        return dict(wanted)
    rows = Message.objects.filter(pk__one_of=again, deleted_at=None).values_list("pk", *WORDS)
    before: dict[int, Sequence[object]] = {pk: words for pk, *words in rows}
    return {
        pk: (known, version)
        for pk, (known, version) in wanted.items()
        if list(version.words) != before.get(pk)
    }
