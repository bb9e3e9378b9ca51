"""The queue: which cases are listed, and in which view."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Role
from parvis.inbox.queries.queue import View, queue
from parvis.inbox.views.finding import number_asked
from parvis.kit.clock import now


@require_GET
@team(Role.VIEWER)
def queue_page(request: TeamRequest) -> HttpResponse:
    """The queue alone; with htmx, only its list."""
    template = "inbox/queue.html" if request.htmx else "inbox/inbox.html"
    return render(request, template, queue_context(request))


def queue_context(request: TeamRequest, current: int | None = None) -> dict[str, Any]:
    """What the queue shows; `current` is the case that is open beside it."""
    asked = request.GET.get("view", View.OPEN)
    view = View(asked) if asked in set(View) else View.OPEN
    current = current or number_asked(request, "current")
    at = now()
    return {
        "section": "inbox",
        "now": at,
        "current": current,
        "words": request.GET.get("q", ""),
        "queue": queue(
            request.access.brand_ids(),
            view=view,
            user=request.access.user,
            at=at,
            words=request.GET.get("q", ""),
            after=request.GET.get("after", ""),
            current=current,
        ),
    }
