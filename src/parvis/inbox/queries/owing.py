"""Which cases still owe somebody an answer."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from parvis.inbox.models import Case, Promise


def owing_answer(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Those that are open and promise an answer that has not been sent."""
    running = Promise.objects.filter(
        case=OuterRef("pk"), kind__in=Promise.ANSWERS, answered_at=None, released_at=None
    )
    return cases.filter(Exists(running), state=Case.State.OPEN)
