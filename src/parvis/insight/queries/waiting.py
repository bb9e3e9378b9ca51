"""Cases that were open at a moment, and who was waiting for an answer then.

Read off the timestamps, so that the same question about a past moment has the same answer later.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from parvis.brands.models import Brand
from parvis.inbox.models import Case, Promise, Resolution


@dataclass(frozen=True)
class Waiting:
    """`waiting` are the open cases that are owed an answer, `late` those past their promise."""

    open_cases: int
    waiting: int
    late: int
    longest: timedelta | None


def waiting(brand: Brand, *, at: datetime) -> Waiting:
    """How many wait at `at`, and the longest of these waits (None: nobody waits)."""
    owed = (
        running_promises(brand, at=at)
        .order_by()
        .aggregate(
            waiting=Count("pk"),
            late=Count("pk", filter=Q(due_at__lt=at)),
            since=Min("started_at"),
        )
    )
    return Waiting(
        open_cases=open_cases(brand, at=at).count(),
        waiting=owed["waiting"],
        late=owed["late"],
        longest=at - owed["since"] if owed["since"] else None,
    )


def running_promises(brand: Brand, *, at: datetime) -> QuerySet[Promise]:
    """Answers that were owed at `at`, one for an open case; the longest waiting first.

    Of a case that was resolved upon an answer still on its way, nobody waits any more.
    """
    resolved_then = Resolution.objects.filter(
        Q(reopened_at=None) | Q(reopened_at__gt=at), case=OuterRef("case"), resolved_at__lte=at
    )
    return Promise.objects.filter(
        ~Exists(resolved_then),
        ~Q(case__state=Case.State.MERGED),
        Q(answered_at=None) | Q(answered_at__gt=at),
        Q(released_at=None) | Q(released_at__gt=at),
        kind__in=Promise.ANSWERS,
        is_moot=False,
        case__brand=brand,
        started_at__lte=at,
    ).order_by("started_at", "id")


def late_promises(brand: Brand, *, at: datetime) -> QuerySet[Promise]:
    return running_promises(brand, at=at).filter(due_at__lt=at)


def longest_running_promise(brand: Brand, *, at: datetime) -> QuerySet[Promise]:
    """That one alone, or none."""
    running = running_promises(brand, at=at)
    return running.filter(pk__in=running.values("pk")[:1])


def open_cases(brand: Brand, *, at: datetime) -> QuerySet[Case]:
    """Cases opened by `at` and not resolved then; oldest first. History was never open, and a
    merged case lives on in the one that took it."""
    resolutions = Resolution.objects.filter(case=OuterRef("pk"))
    resolved_then = resolutions.filter(
        Q(reopened_at=None) | Q(reopened_at__gt=at), resolved_at__lte=at
    )
    return Case.objects.filter(
        Q(state=Case.State.OPEN)
        | Q(state=Case.State.RESOLVED) & Exists(resolutions.filter(resolved_at__gt=at)),
        ~Exists(resolved_then),
        brand=brand,
        opened_at__lte=at,
    ).order_by("opened_at", "id")
