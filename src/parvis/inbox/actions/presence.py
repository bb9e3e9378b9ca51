"""Who has a case open now, and who is writing."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from parvis.brands.models import User
from parvis.inbox.models import Case, Presence
from parvis.kit.activity import record

GONE_AFTER = timedelta(seconds=45)
"""A page says every fifteen seconds that it is open: three times unheard, it is gone."""


@transaction.atomic
def be_present(case: Case, *, is_writing: bool, by: User, at: datetime) -> None:
    """The page of the case is open, and perhaps written on. To be said again every fifteen seconds:
    only a change is told to the others, by the log."""
    row, _ = Presence.objects.select_for_update().get_or_create(
        case=case, user=by, defaults={"seen_at": at - 2 * GONE_AFTER}
    )
    was_there, wrote = row.seen_at > at - GONE_AFTER, row.is_writing
    row.is_writing, row.seen_at = is_writing, at
    row.save(update_fields=["is_writing", "seen_at"])
    if not was_there or wrote != is_writing:
        _tell("presence.came", case, by=by, at=at, writing=is_writing)


@transaction.atomic
def leave_case(case: Case, *, by: User, at: datetime) -> None:
    """The page was closed."""
    left, _ = Presence.objects.filter(case=case, user=by).delete()
    if left:
        _tell("presence.left", case, by=by, at=at)


def _tell(verb: str, case: Case, *, by: User, at: datetime, **facts: object) -> None:
    """A line of its own kind: open queues need not look again because somebody reads a case."""
    target = ("presence", case.pk)
    record(verb, target=target, by=by.actor, at=at, brand_id=case.brand_id, facts=facts)


def prune_presence(*, at: datetime) -> None:
    """Forget those who went without a word. Queries pass them over before that."""
    Presence.objects.filter(seen_at__lte=at - GONE_AFTER).delete()
