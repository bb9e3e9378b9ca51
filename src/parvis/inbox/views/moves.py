"""Two cases that are one matter, one case that is two, and back."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Role
from parvis.inbox.actions import MoveRefused, merge_case, split_case, undo_move
from parvis.inbox.models import Case, Move
from parvis.inbox.queries.joining import cases_to_join
from parvis.inbox.views.after import another_case, case_again
from parvis.inbox.views.finding import as_number, find_case
from parvis.kit.clock import now


@require_POST
@team(Role.AGENT)
def split(request: TeamRequest, pk: int) -> HttpResponse:
    """The messages whose numbers are sent become a case of their own."""
    case = find_case(request, pk, role=Role.AGENT)
    chosen = set(filter(None, map(as_number, request.POST.getlist("message"))))
    if not chosen:
        messages.error(request, _("Choose the messages first."))
        return case_again(request, case)
    try:
        new = split_case(case, messages=chosen, by=request.access.actor, at=now())
    except MoveRefused as refused:
        messages.error(request, str(refused))
        return case_again(request, case)
    move = Move.objects.get(kind=Move.Kind.SPLIT, target=new)
    return another_case(request, new, _("This is a case of its own now."), undo=_address_of(move))


@require_http_methods(["GET", "POST"])
@team(Role.AGENT)
def merge(request: TeamRequest, pk: int) -> HttpResponse:
    """GET: with which one; POST `with`: the case that was opened later goes into the other one."""
    case = find_case(request, pk, role=Role.AGENT)
    if request.method == "GET":
        return _choices(request, case)
    number = as_number(request.POST.get("with", ""))
    if number is None:
        messages.error(request, _("Choose the other case first."))
        return case_again(request, case)
    other = find_case(request, number, role=Role.AGENT)
    later, earlier = sorted([case, other], key=lambda one: (one.opened_at, one.pk), reverse=True)
    try:
        move = merge_case(later, into=earlier, by=request.access.actor, at=now())
    except MoveRefused as refused:
        messages.error(request, str(refused))
        return case_again(request, case)
    return another_case(request, earlier, _("The two are one case now."), undo=_address_of(move))


@require_POST
@team(Role.AGENT)
def undone_move(request: TeamRequest, pk: int) -> HttpResponse:
    move = get_object_or_404(
        Move.objects.filter(source__brand__in=request.access.brand_ids()).select_related(
            "source", "target"
        ),
        pk=pk,
    )
    request.access.require(move.source.brand_id, Role.AGENT)
    try:
        undo_move(move, by=request.access.actor, at=now())
    except MoveRefused as refused:
        messages.error(request, str(refused))
        return another_case(request, move.target)
    return another_case(request, move.source, _("Everything is where it was."))


def _choices(request: TeamRequest, case: Case) -> HttpResponse:
    words = request.GET.get("q", "")
    found: Sequence[Case] = cases_to_join(case, words=words)
    parts = {"merge-found": "inbox/merge_found.html"}
    template = parts.get(request.htmx.target or "", "inbox/merge_choices.html")
    return render(
        request,
        template if request.htmx else "inbox/merge.html",
        {"section": "inbox", "case": case, "found": found, "words": words},
    )


def _address_of(move: Move) -> str:
    return reverse("inbox:move", args=[move.pk])
