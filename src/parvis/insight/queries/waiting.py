"""Cases that were open at a moment, and who was waiting for an answer then.

Read off the timestamps, so that the same question about a past moment has the same answer later.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

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
    owed = list(running_promises(brand, at=at).values_list("started_at", "due_at"))
    return Waiting(
        open_cases=open_cases(brand, at=at).count(),
        waiting=len(owed),
        late=sum(due_at < at for _, due_at in owed),
        longest=max((at - started_at for started_at, _ in owed), default=None),
    )


def running_promises(brand: Brand, *, at: datetime) -> QuerySet[Promise]:
    """One for each case that was owed an answer at `at`; the longest waiting first."""
    return Promise.objects.filter(
        Q(answered_at=None) | Q(answered_at__gt=at),
        Q(released_at=None) | Q(released_at__gt=at),
        case__brand=brand,
        started_at__lte=at,
    ).order_by("started_at", "id")


def late_promises(brand: Brand, *, at: datetime) -> QuerySet[Promise]:
    return running_promises(brand, at=at).filter(due_at__lt=at)


def open_cases(brand: Brand, *, at: datetime) -> QuerySet[Case]:
    """Cases opened by `at` and not resolved then; oldest first. History was never open."""
    resolutions = Resolution.objects.filter(case=OuterRef("pk"))
    resolved_then = resolutions.filter(
        Q(reopened_at=None) | Q(reopened_at__gt=at), resolved_at__lte=at
    )
    return Case.objects.filter(
        Q(state=Case.State.OPEN) | Exists(resolutions.filter(resolved_at__gt=at)),
        ~Exists(resolved_then),
        brand=brand,
        opened_at__lte=at,
    ).order_by("opened_at", "id")
