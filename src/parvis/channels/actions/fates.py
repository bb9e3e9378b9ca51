"""What lives and what was deleted: tombstones, in whatever order one hears of it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import TypeAlias

from django.conf import settings
from django.db import connection
from django.db.models import F, Q

from parvis.channels.models import Account, Tombstone
from parvis.channels.protocol import Event, EventKind

NetworkName: TypeAlias = tuple[str, str]
"""A network, and the name that something has there."""

# greatest() passes over what is null, so the newest deletion and the newest restoration stay
NOTE = """
    INSERT INTO channels_tombstone AS grave (account_id, digest, deleted_at, restored_at)
    SELECT %s, * FROM unnest(%s::text[], %s::timestamptz[], %s::timestamptz[])
    ON CONFLICT (account_id, digest) DO UPDATE SET
        deleted_at = greatest(grave.deleted_at, excluded.deleted_at),
        restored_at = greatest(grave.restored_at, excluded.restored_at)
"""
DELETED = Q(restored_at=None) | Q(deleted_at__gte=F("restored_at"))


def note_fates(
    account: Account, events: Iterable[tuple[NetworkName, Event]]
) -> Mapping[NetworkName, datetime]:
    """Remember what was deleted or restored; when each of the deleted was, by the network."""
    deleted: dict[NetworkName, datetime] = {}
    restored: dict[NetworkName, datetime] = {}
    for name, event in events:
        times = deleted if event.kind is EventKind.DELETED else restored
        times[name] = max(times.get(name, event.occurred_at), event.occurred_at)
    names = sorted(deleted.keys() | restored.keys())
    if names:
        with connection.cursor() as cursor:
            cursor.execute(
                NOTE,
                [
                    account.pk,
                    [grave(account, name) for name in names],
                    [deleted.get(name) for name in names],
                    [restored.get(name) for name in names],
                ],
            )
    return deleted


def buried_among(account: Account, names: Collection[NetworkName]) -> set[NetworkName]:
    """Those that are deleted; most accounts have no tombstone at all."""
    graves = Tombstone.objects.filter(account=account)
    if not names or not graves.exists():
        return set()
    by_digest = {grave(account, name): name for name in names}
    found = graves.filter(DELETED, digest__one_of=by_digest.keys(), deleted_at__isnull=False)
    return {by_digest[digest] for digest in found.values_list("digest", flat=True)}


def grave(account: Account, name: NetworkName) -> str:
    """The keyed hash under which a deleted message is remembered."""
    keyed = hashlib.blake2b(key=settings.SECRET_KEY.encode()[:64], digest_size=32)
    keyed.update("|".join((str(account.pk), *name)).encode())
    return keyed.hexdigest()
