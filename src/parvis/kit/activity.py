"""Writing and reading the activity log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from parvis.kit.actors import Actor
from parvis.kit.clock import now
from parvis.kit.copying import copy_values
from parvis.kit.models import Activity

CHANNEL = "parvis_activity"
_COPIED = (
    *("at", "logged_at", "brand_id", "actor_kind", "actor_id", "actor_name"),
    *("verb", "target_kind", "target_id", "facts"),
)


@dataclass(frozen=True)
class Step:
    """Something that happened to something: a verb, its target, and facts worth keeping."""

    verb: str
    target: tuple[str, int]
    at: datetime
    facts: Mapping[str, Any] = field(default_factory=dict)


def record(
    verb: str,
    *,
    target: tuple[str, int],
    by: Actor,
    at: datetime,
    brand_id: int | None,
    facts: Mapping[str, Any] | None = None,
) -> None:
    """One line in the log, in the caller's transaction; live pages are told when it commits."""
    record_all([Step(verb, target, at, facts or {})], by=by, brand_id=brand_id)


def record_all(steps: Sequence[Step], *, by: Actor, brand_id: int | None) -> None:
    """Many lines in one statement, in the caller's transaction."""
    if not steps:
        return
    moment = now()
    copy_values(
        Activity,
        _COPIED,
        (
            (
                step.at,
                moment,
                brand_id,
                by.kind,
                by.id,
                by.name,
                step.verb,
                *step.target,
                dict(step.facts),
            )
            for step in steps
        ),
    )
    announce()


def announce() -> None:
    """Tell live readers that this transaction wrote; PostgreSQL folds equal notices into one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])


@dataclass(frozen=True)
class News:
    """What was committed since a mark, and the mark to ask with next time.

    Not `complete`: there was more than was asked for, and none of it is here. `held_back`: other
    transactions were running, and what was committed since the oldest of them began comes later.
    """

    rows: tuple[Activity, ...]
    mark: int
    complete: bool = True
    held_back: bool = False


def mark() -> int:
    """A mark for `since`: everything committed by now lies before it, or is still running."""
    oldest_running, _ = _running()
    return oldest_running


def _running() -> tuple[int, int]:
    """The oldest transaction that runs, and the next to begin; the same number when none runs."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_snapshot_xmin(now)::text::bigint, pg_snapshot_xmax(now)::text::bigint"
            " FROM pg_current_snapshot() now"
        )
        oldest_running, next_to_begin = cursor.fetchone()
    return int(oldest_running), int(next_to_begin)


def since(previous: int, *, most: int | None = None) -> News:
    """Every row committed since `previous`, each exactly once, whatever order ids were given.

    Rows of transactions that still run are left for the next call: the upper bound is the
    oldest transaction still running.
    """
    following, next_to_begin = _running()
    held_back = following < next_to_begin
    rows = Activity.objects.raw(
        "SELECT * FROM kit_activity WHERE tx >= %s::text::xid8 AND tx < %s::text::xid8"
        " ORDER BY tx, id LIMIT %s",
        [previous, following, most and most + 1],
    )
    found = tuple(rows)
    if most is not None and len(found) > most:
        return News((), following, complete=False, held_back=held_back)
    return News(found, following, held_back=held_back)


def put_behind_every_mark() -> None:
    """After a restore: the transactions of another server are no marks of this one.

    Left as they are, these rows would be told as news once this server has counted so far.
    """
    with connection.cursor() as cursor:
        cursor.execute("UPDATE kit_activity SET tx = '1'::xid8")
