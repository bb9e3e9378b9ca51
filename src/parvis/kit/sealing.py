"""Rows with sealed values: counted by the key that sealed them, and sealed anew with another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypedDict

from django.db import models

from parvis.kit.secrets import KeyRing, SecretUnreadable


class Place(TypedDict):
    """What a sealed value is bound to."""

    table: str
    row: int
    field: str


@dataclass(frozen=True)
class SealedTable:
    """A table whose rows have `sealed` and `key_id`; `place_of` says what a row is bound to."""

    model: type[models.Model]
    place_of: Callable[[Any], Place]

    @property
    def rows(self) -> models.QuerySet[Any]:
        return self.model._default_manager.all()


@dataclass(frozen=True)
class Rewrapped:
    """What came of it: sealed anew, sealed with the first key before, and what no key opens."""

    anew: int = 0
    before: int = 0
    unreadable: int = 0


def keys_in_use(tables: list[SealedTable], ring: KeyRing) -> tuple[Mapping[str, int], int]:
    """How many values each key has sealed, and how many of them no key of the ring opens."""
    used: Counter[str] = Counter()
    closed = 0
    for table in tables:
        for row in table.rows:
            used[row.key_id] += 1
            closed += not _opens(bytes(row.sealed), table.place_of(row), ring)
    return used, closed


def rewrap(tables: list[SealedTable], ring: KeyRing) -> Rewrapped:
    """Seal with the ring's first key what others have sealed.

    One row at a time, and only while it is as it was read: a value that somebody enters meanwhile
    stays. What is done is done, so it can be stopped and repeated.
    """
    anew = before = unreadable = 0
    for table in tables:
        rows = table.rows
        before += rows.filter(key_id=ring.key_id).count()
        for row in rows.exclude(key_id=ring.key_id).order_by("pk"):
            place = table.place_of(row)
            try:
                plain = ring.open(bytes(row.sealed), **place)
            except SecretUnreadable:
                unreadable += 1
                continue
            anew += rows.filter(pk=row.pk, sealed=row.sealed).update(
                sealed=ring.seal(plain, **place), key_id=ring.key_id
            )
    return Rewrapped(anew=anew, before=before, unreadable=unreadable)


def _opens(sealed: bytes, place: Place, ring: KeyRing) -> bool:
    try:
        ring.open(sealed, **place)
    except SecretUnreadable:
        return False
    return True
