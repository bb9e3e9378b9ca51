"""Applying events to the ledger's messages, a batch at a time, in a fixed number of statements.

In whatever order events arrive, and however often, the same ends up in the tables: the newest
version of a message's words, unless its deletion is newer than its restoration. Nothing remembers
which events were applied; a message's row and its tombstone say it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from parvis.channels.actions.claims import Understood, decide_claims
from parvis.channels.actions.echoes import recognise_echoes
from parvis.channels.actions.fates import NetworkName, buried_among, note_fates
from parvis.channels.actions.links import mail_links
from parvis.channels.actions.message_rows import TITLE_MAX, MessageRow, RowMaker
from parvis.channels.actions.returned import note_returned
from parvis.channels.actions.versions import (
    WORDS,
    Known,
    Version,
    known_messages,
    newest_of,
    with_other_words,
)
from parvis.channels.actions.withdraw import empty_deliveries, withdraw
from parvis.channels.models import Account, Media, Message, Sighting, Thread
from parvis.channels.protocol import Author, Event, EventKind, IncomingMessage
from parvis.channels.registry import connector
from parvis.kit.copying import copy_rows, copy_values, next_ids
from parvis.kit.rewriting import rewrite_rows
from parvis.people.actions import Named, identity_ids

Versions = Mapping[NetworkName, Sequence[Version]]
REWRITTEN = (*WORDS, "revision", "edited_at", "deleted_at", "delivery")


@dataclass(frozen=True)
class Applied:
    """`heard`: messages that are new, or have other words. `changed`: those that were known
    before, whose words are others now, or gone."""

    heard: list[int] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)

    def __add__(self, other: Applied) -> Applied:
        return Applied(self.heard + other.heard, self.changed + other.changed)


def apply_events(account: Account, understood: Understood, *, at: datetime) -> Applied:
    """Apply what was understood. The caller holds the account's turn and the transaction."""
    understood = decide_claims(account, understood)
    deleted = note_fates(account, _fates(account, understood))
    versions = _versions(understood)
    buried = buried_among(account, versions.keys() | deleted.keys())
    # nothing of what was deleted stays, also when its deletion came first
    unheard = {version.delivery.id for name in buried for version in versions.get(name, ())}
    empty_deliveries(unheard, at=at)
    living = {name: said for name, said in versions.items() if name not in buried}
    known = known_messages(account, living)
    created = _create(account, living, known, at=at)
    edited = _rewrite(living, known)
    gone = withdraw(account, {name: deleted[name] for name in buried & deleted.keys()}, at=at)
    return Applied(heard=created + edited, changed=edited + gone)


def _fates(account: Account, understood: Understood) -> Iterable[tuple[NetworkName, Event]]:
    """What was deleted and what restored."""
    network = connector(account.connector).spec.network
    for _, events in understood:
        for event in events:
            if event.kind is EventKind.DELETED:
                yield (event.network or network, event.ref), event
            elif event.kind is EventKind.RESTORED and event.message:
                yield (event.message.network, event.message.ext_id), event


def _versions(understood: Understood) -> Versions:
    """What the words of each message are said to be, in the order in which one heard of it."""
    said: dict[NetworkName, list[Version]] = defaultdict(list)
    for delivery, events in understood:
        for event in events:
            if event.message:
                version = Version.of(event, event.message, delivery)
                said[event.message.network, event.message.ext_id].append(version)
    return said


def _create(
    account: Account, living: Versions, known: Mapping[NetworkName, Known], *, at: datetime
) -> list[int]:
    """Messages that nobody knew, each in its newest version; their ids."""
    newest = {name: newest_of(said) for name, said in living.items() if name not in known}
    if not newest:
        return []
    messages = [version.message for version in newest.values()]
    authors = _authors(account, messages, at=at)
    maker = RowMaker(account, messages, authors=authors, at=at)
    ids = dict(zip(newest, next_ids(Message, len(newest)), strict=True))
    rows = [
        maker.row(version.message, id=ids[name], delivery=version.delivery)
        for name, version in newest.items()
    ]
    maker.keep_threads()
    copy_values(Message, MessageRow._fields, rows)
    _keep_files((ids[name], version.message) for name, version in newest.items())
    for name, version in newest.items():
        if len(living[name]) > 1:
            _note_sightings(ids[name], living[name], but=version.delivery.id)
    recognise_echoes(account, rows, messages, at=at)
    note_returned(account, messages, at=at)
    if account.connector == "web":
        mail_links(account, {ext_id: number for (_, ext_id), number in authors.items()})
    return list(ids.values())


def _rewrite(living: Versions, known: Mapping[NetworkName, Known]) -> list[int]:
    """Newer words take the place of older ones; the ids of the messages that have others now."""
    overtaken = {}
    for name, row in known.items():
        newer = row.overtaken_by(living[name])
        holder = newer.delivery.id if newer else row.delivery_id
        _note_sightings(row.id, living[name], but=holder, before=row.delivery_id)
        if newer:
            overtaken[row.id] = row, newer
    changed = with_other_words(overtaken)
    if not changed:
        return []
    _rename_threads({pk: version for pk, (_, version) in changed.items()})
    rewrite_rows((_rewritten(pk, version) for pk, (_, version) in changed.items()), REWRITTEN)
    Media.objects.filter(message__in=changed).delete()
    _keep_files((pk, version.message) for pk, (_, version) in changed.items())
    return list(changed)


def _rename_threads(changed: Mapping[int, Version]) -> None:
    """A thread that was called like the message is called like it still."""
    rows = Message.objects.filter(pk__one_of=changed.keys()).exclude(title="")
    for pk, thread_id, title in rows.values_list("pk", "thread_id", "title"):
        new = changed[pk].message.title[:TITLE_MAX]
        if new != title:
            Thread.objects.filter(pk=thread_id, title=title).update(title=new)


def _rewritten(pk: int, version: Version) -> Message:
    message = version.message
    return Message(
        id=pk,
        **dict(zip(WORDS, version.words, strict=True)),
        revision=message.revision,
        edited_at=message.edited_at,
        deleted_at=None,
        delivery_id=version.delivery.id,
    )


def _keep_files(said: Iterable[tuple[int, IncomingMessage]]) -> None:
    copy_rows(
        Media(
            message_id=pk,
            filename=attachment.filename[:255],
            mime=attachment.mime[:120],
            size=attachment.size,
            content=attachment.content,
        )
        for pk, message in said
        for attachment in message.attachments
    )


def _note_sightings(
    pk: int, said: Sequence[Version], *, but: int | None, before: int | None = None
) -> None:
    """The deliveries that carried the message, except the one whose words it has."""
    seen = {version.delivery.id for version in said} | ({before} if before else set())
    Sighting.objects.bulk_create(
        (Sighting(message_id=pk, delivery_id=number) for number in sorted(seen - {but})),
        ignore_conflicts=True,
    )


def _authors(
    account: Account, messages: Sequence[IncomingMessage], *, at: datetime
) -> Mapping[tuple[str, str], int]:
    named = [_named(message.author) for message in messages if message.author]
    return identity_ids(account.brand, named=named, at=at)


def _named(author: Author) -> Named:
    return Named(
        network=author.network, ext_id=author.ext_id, display=author.display, handle=author.handle
    )
