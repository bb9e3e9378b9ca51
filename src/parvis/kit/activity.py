"""Writing and reading the activity log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from parvis.kit.actors import Actor
from parvis.kit.clock import now
from parvis.kit.models import Activity

CHANNEL = "parvis_activity"


def record(
    verb: str,
    *,
    target: tuple[str, int],
    by: Actor,
    at: datetime,
    brand_id: int | None,
    facts: Mapping[str, Any] | None = None,
) -> Activity:
    """One line in the log, in the caller's transaction; live pages are told when it commits."""
    return record_all(
        [(target, facts or {})], verb=verb, by=by, at=at, brand_id=brand_id
    )[0]


def record_all(
    targets: Sequence[tuple[tuple[str, int], Mapping[str, Any]]],
    *,
    verb: str,
    by: Actor,
    at: datetime,
    brand_id: int | None,
) -> list[Activity]:
    """The same step for many targets, in one statement."""
    moment = now()
    rows = Activity.objects.bulk_create(
        Activity(
            at=at,
            logged_at=moment,
            brand_id=brand_id,
            actor_kind=by.kind,
            actor_id=by.id,
            actor_name=by.name,
            verb=verb,
            target_kind=kind,
            target_id=target_id,
            facts=dict(facts),
        )
        for (kind, target_id), facts in targets
    )
    announce()
    return rows


def announce() -> None:
    """Tell live readers that this transaction wrote; PostgreSQL folds equal notices into one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])


@dataclass(frozen=True)
class News:
    """What was committed since a mark, and the mark to ask with next time."""

    rows: tuple[Activity, ...]
    mark: int


def mark() -> int:
    """A mark for `since`: everything committed by now lies before it, or is still running."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        return int(cursor.fetchone()[0])


def since(previous: int) -> News:
    """Every row committed since `previous`, each exactly once, whatever order ids were given.

    Rows of transactions that still run are left for the next call: the upper bound is the
    oldest transaction still running.
    """
    following = mark()
    rows = Activity.objects.raw(
        "SELECT * FROM kit_activity WHERE tx >= %s::text::xid8 AND tx < %s::text::xid8"
        " ORDER BY tx, id",
        [previous, following],
    )
    return News(tuple(rows), following)
