"""Applying events to the ledger's messages, a batch at a time, in a fixed number of statements."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings

from parvis.channels.actions.message_rows import TITLE_MAX, MessageRow, RowMaker
from parvis.channels.actions.waiting import Waiting
from parvis.channels.models import (
    Account,
    AppliedEvent,
    Delivery,
    Media,
    Message,
    Tombstone,
)
from parvis.channels.protocol import Author, Event, EventKind, IncomingMessage
from parvis.kit.copying import copy_rows, copy_values, next_ids
from parvis.people.actions import Named, identity_ids

Understood = Sequence[tuple[Waiting, Sequence[Event]]]


@dataclass
class _Batch:
    created: list[tuple[Waiting, Event, IncomingMessage]] = field(default_factory=list)
    edited: list[tuple[Event, IncomingMessage]] = field(default_factory=list)
    deleted: list[Event] = field(default_factory=list)


def apply_events(account: Account, understood: Understood, *, at: datetime) -> list[int]:
    """Apply what was understood; returns the ids of messages that are new or edited.

    An event that was applied before, or a message that is known, changes nothing: delivering
    twice is harmless. The caller holds the account's turn and the transaction.
    """
    batch = _sort(account, understood)
    _delete(account, batch.deleted, at=at)
    created = _create(account, batch.created, at=at)
    edited = _edit(account, batch.edited)
    return created + edited


def _sort(account: Account, understood: Understood) -> _Batch:
    """The events not applied yet, by kind; marks them as applied."""
    keys = {event.key for _, events in understood for event in events}
    seen = set(
        AppliedEvent.objects.filter(account=account, key__one_of=keys).values_list(
            "kind", "key", "revision"
        )
    )
    batch, applied = _Batch(), []
    for delivery, events in understood:
        for event in events:
            mark = (event.kind.value, event.key, event.revision)
            if mark in seen:
                continue
            seen.add(mark)
            applied.append((account.pk, *mark, event.occurred_at))
            if event.kind is EventKind.DELETED:
                batch.deleted.append(event)
            elif event.message and event.kind is EventKind.EDITED:
                batch.edited.append((event, event.message))
            elif event.message:
                batch.created.append((delivery, event, event.message))
    copy_values(AppliedEvent, ["account_id", "kind", "key", "revision", "occurred_at"], applied)
    return batch


def _create(
    account: Account, created: Sequence[tuple[Waiting, Event, IncomingMessage]], *, at: datetime
) -> list[int]:
    wanted = _not_known(account, created)
    if not wanted:
        return []
    messages = [message for _, message in wanted]
    authors = _authors(account, messages, at=at)
    maker = RowMaker(account, messages, authors=authors, at=at)
    rows = [
        maker.row(message, id=number, delivery=delivery)
        for number, (delivery, message) in zip(next_ids(Message, len(wanted)), wanted, strict=True)
    ]
    copy_values(Message, MessageRow._fields, rows)
    copy_rows(
        Media(
            message_id=row.id,
            filename=attachment.filename[:255],
            mime=attachment.mime[:120],
            size=attachment.size,
            content=attachment.content,
        )
        for row, message in zip(rows, messages, strict=True)
        for attachment in message.attachments
    )
    return [row.id for row in rows]


def _not_known(
    account: Account, created: Sequence[tuple[Waiting, Event, IncomingMessage]]
) -> list[tuple[Waiting, IncomingMessage]]:
    """Those that are neither stored nor buried; of two with one name in a batch, the first."""
    names = {message.ext_id for _, _, message in created}
    taken = set(
        Message.objects.filter(account=account, ext_id__one_of=names).values_list(
            "network", "ext_id"
        )
    )
    buried = _buried(account, names)
    wanted = []
    for delivery, _, message in created:
        name = (message.network, message.ext_id)
        if name in taken or (buried and grave(account, message.ext_id) in buried):
            continue
        taken.add(name)
        wanted.append((delivery, message))
    return wanted


def _buried(account: Account, names: Iterable[str]) -> set[str]:
    """The graves among those of these names; most accounts have none at all."""
    graves = Tombstone.objects.filter(account=account)
    if not graves.exists():
        return set()
    digests = {grave(account, name) for name in names}
    return set(graves.filter(digest__one_of=digests).values_list("digest", flat=True))


def _authors(
    account: Account, messages: Sequence[IncomingMessage], *, at: datetime
) -> Mapping[tuple[str, str], int]:
    named = [_named(message.author) for message in messages if message.author]
    return identity_ids(account.brand, named=named, at=at)


def _named(author: Author) -> Named:
    return Named(
        network=author.network, ext_id=author.ext_id, display=author.display, handle=author.handle
    )


def _edit(account: Account, edited: Sequence[tuple[Event, IncomingMessage]]) -> list[int]:
    ids = []
    for event, message in edited:
        row = Message.objects.filter(
            account=account, network=message.network, ext_id=message.ext_id, deleted_at=None
        ).first()
        if row is None or (row.edited_at and row.edited_at >= event.occurred_at):
            continue
        row.text, row.html, row.title = message.text, message.html, message.title[:TITLE_MAX]
        row.revision, row.edited_at = message.revision, event.occurred_at
        row.save(update_fields=["text", "html", "title", "revision", "edited_at"])
        ids.append(row.pk)
    return ids


def _delete(account: Account, deleted: Sequence[Event], *, at: datetime) -> None:
    """Words and files go; that something was said, and when, stays. Later creates are refused."""
    if not deleted:
        return
    names = [event.ref for event in deleted]
    Tombstone.objects.bulk_create(
        (Tombstone(account=account, digest=grave(account, name), deleted_at=at) for name in names),
        ignore_conflicts=True,
    )
    rows = Message.objects.filter(account=account, ext_id__one_of=names, deleted_at=None)
    Media.objects.filter(message__in=rows).delete()
    Delivery.objects.filter(messages__in=rows).update(body=b"")
    rows.update(text="", html="", quoted="", title="", deleted_at=at)


def grave(account: Account, ext_id: str) -> str:
    """The keyed hash under which a deleted message is remembered."""
    keyed = hashlib.blake2b(key=settings.SECRET_KEY.encode()[:64], digest_size=32)
    keyed.update(f"{account.pk}|{ext_id}".encode())
    return keyed.hexdigest()
