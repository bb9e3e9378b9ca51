"""The queue: which cases are listed, and in which view."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise as LazyWords
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Role
from parvis.inbox.queries.counts import Count
from parvis.inbox.queries.queue import EVERYTHING, View, queue
from parvis.inbox.views.choices import NARROWED_BY, narrowed_to, narrowing_asked, view_asked
from parvis.inbox.views.finding import number_asked
from parvis.kit.clock import now

VIEWS = (
    (View.OPEN, _("All"), "o"),
    (View.MINE, _("Mine"), "m"),
    (View.UNASSIGNED, _("Nobody’s"), "u"),
    (View.FOLLOWED, _("Followed"), "f"),
    (View.SNOOZED, pgettext_lazy("list of cases", "Put aside"), "s"),
    (View.QUIET, _("Quiet"), "q"),
    (View.RESOLVED, _("Resolved"), "r"),
)
"""Each with its name and the key that goes there, after g."""


@require_GET
@team(Role.VIEWER)
def queue_page(request: TeamRequest) -> HttpResponse:
    """The queue alone; with htmx, only its list."""
    if request.GET.get("view") == View.QUIET:
        return redirect("inbox:quiet")
    template = "inbox/queue.html" if request.htmx else "inbox/inbox.html"
    return render(request, template, queue_context(request))


def queue_context(request: TeamRequest) -> dict[str, Any]:
    """What the queue shows, beside the case that the address calls `current`."""
    at = now()
    asked = _asked_for(request)
    listed = queue(
        request.access.brand_ids(),
        view=asked["view"],
        user=request.access.user,
        at=at,
        words=asked["words"],
        narrowed=asked["narrowed"],
        after=request.GET.get("after", ""),
        current=number_asked(request, "current"),
    )
    counts = dict(listed.counts)
    if asked["is_narrowed"] or asked["words"].strip():
        # the count is of the whole list: beside a part of it, it would be wrong
        counts.pop(asked["view"], None)
    return asked | {
        "now": at,
        "queue": listed,
        "views": _views(counts),
        "view_count": counts.get(asked["view"]),
        "nothing_came": not any(count.number for count in listed.counts.values()),
    }


def _asked_for(request: TeamRequest) -> dict[str, Any]:
    """What the address says of the list, before anything is looked up."""
    view, narrowed = view_asked(request), narrowing_asked(request)
    return {
        "section": "inbox",
        "view": view,
        "view_name": next(name for one, name, _ in VIEWS if one == view),
        "words": request.GET.get("q", ""),
        "narrowed": narrowed,
        "is_narrowed": narrowed != EVERYTHING,
        "narrowed_to": narrowed_to(request, narrowed),
        "kept": _kept(request, "after"),
        "kept_on_the_next_page": _kept(request),
    }


def list_to_come(request: TeamRequest) -> dict[str, Any]:
    """What stands beside a case before its list is asked for: all but the cases and the counts."""
    return _asked_for(request) | {"views": _views({})}


def _views(counts: Mapping[str, Count]) -> list[tuple[View, LazyWords, str, Count | None]]:
    """The lists there are, with their names, their keys and what is in them."""
    return [(one, name, key, counts.get(one)) for one, name, key in VIEWS]


def _kept(request: TeamRequest, *more: str) -> str:
    """What the address says of the list, for those of its cases; empty for the usual."""
    names = ("view", "q", *NARROWED_BY, *more)
    return urlencode({name: request.GET[name] for name in names if request.GET.get(name)})
