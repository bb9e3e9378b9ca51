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
from parvis.inbox.queries.queue import EVERYTHING, Narrowing, View, queue
from parvis.inbox.views.choices import CHOICES, NARROWED_BY, narrowed_to
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
    return asked | {
        "now": at,
        "queue": listed,
        "views": _views(listed.counts),
        "view_count": listed.counts.get(asked["view"]),
        "nothing_came": not any(count.number for count in listed.counts.values()),
    }


def _asked_for(request: TeamRequest) -> dict[str, Any]:
    """What the address says of the list, before anything is looked up."""
    asked = request.GET.get("view", View.OPEN)
    view = View(asked) if asked in set(View) else View.OPEN
    narrowed = Narrowing(
        brand=number_asked(request, "brand"),
        account=number_asked(request, "channel"),
        tag=number_asked(request, "tag"),
        matter=number_asked(request, "matter"),
        tone=_one_of(request, "tone"),
        sign=_one_of(request, "sign"),
        language=_one_of(request, "lang"),
        value=_one_of(request, "value"),
    )
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


def _one_of(request: TeamRequest, name: str) -> str:
    """What the address says by this name, if it is one of its choices."""
    asked = request.GET.get(name, "")
    return asked if asked in CHOICES[name] else ""


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
