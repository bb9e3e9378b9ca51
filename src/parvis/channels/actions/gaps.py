"""Gaps: what a source may have had that was never brought. Each is a row, until it is closed."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models, transaction

from parvis.channels.models import Account, Cursor, Gap
from parvis.channels.protocol import Spec
from parvis.kit import spoken
from parvis.kit.activity import record
from parvis.kit.actors import PARVIS, Actor

DAYS_SETTING = "kept_days"


@transaction.atomic
def open_gap(
    account: Account, source: str, *, since: datetime | None, until: datetime, reason: str
) -> None:
    """Something may be missing between these times. A gap that is open already is said once."""
    gap, made = Gap.objects.get_or_create(
        account=account,
        source=source,
        reason=reason,
        closed_at=None,
        defaults={"since": since, "until": until, "found_at": until},
    )
    if made:
        _record(gap, "gap.found", by=PARVIS, at=until)


@transaction.atomic
def close_gap(gap: Gap, *, by: Actor, at: datetime) -> bool:
    """Somebody has looked: nothing is missing, or it cannot be had any more. False when closed."""
    closed = Gap.objects.filter(pk=gap.pk, closed_at=None).update(closed_at=at, closed_by=by.name)
    if closed:
        _record(gap, "gap.closed", by=by, at=at)
    return bool(closed)


def open_gaps(cursor: Cursor) -> models.QuerySet[Gap]:
    return Gap.objects.filter(account=cursor.account_id, source=cursor.source, closed_at=None)


def close_compared(cursor: Cursor, *, at: datetime) -> None:
    """The source was compared whole, and nothing that it holds is missing.

    What it held no longer when somebody came to read (`since`) stays a gap: a person closes that.
    """
    for gap in open_gaps(cursor).filter(since=None):
        close_gap(gap, by=PARVIS, at=at)


def note_absence(account: Account, cursor: Cursor, *, spec: Spec, at: datetime) -> None:
    """Whoever was away for longer than the network keeps things has missed some."""
    keeps_for = _keeps_for(account, spec)
    if keeps_for is None or not cursor.mark or at - cursor.moved_at <= keeps_for:
        return
    reason = (
        f"Nothing was read for {spoken.duration(at - cursor.moved_at)}, and the network keeps "
        f"things for {spoken.duration(keeps_for)} only."
    )
    open_gap(account, cursor.source, since=cursor.moved_at, until=at, reason=reason)


def _keeps_for(account: Account, spec: Spec) -> timedelta | None:
    """What the account knows about its own server comes first."""
    days = str(account.settings.get(DAYS_SETTING, ""))
    return timedelta(days=int(days)) if days.isdecimal() and int(days) else spec.keeps_for


def _record(gap: Gap, verb: str, *, by: Actor, at: datetime) -> None:
    record(
        verb,
        target=("account", gap.account_id),
        by=by,
        at=at,
        brand_id=gap.account.brand_id,
        facts={"source": gap.source, "why": gap.reason},
    )
