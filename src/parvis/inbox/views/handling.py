"""What is done with a case besides answering it: whose it is, what colleagues should know, and
that it is over."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Role
from parvis.inbox.actions import (
    add_note,
    assign_case,
    reopen_case,
    resolve_case,
    unassign_case,
)
from parvis.inbox.forms import AssignForm, NoteForm
from parvis.inbox.views.finding import find_case
from parvis.kit.clock import now


@require_POST
@team(Role.AGENT)
def note(request: TeamRequest, pk: int) -> HttpResponse:
    case = find_case(request, pk, role=Role.AGENT)
    form = NoteForm(request.POST)
    if form.is_valid():
        add_note(case, text=form.cleaned_data["note"], author=request.access.user, at=now())
    else:
        messages.error(request, str(form.errors["note"][0]))
    return redirect("inbox:case", pk=case.pk)


@require_POST
@team(Role.AGENT)
def assignment(request: TeamRequest, pk: int) -> HttpResponse:
    case = find_case(request, pk, role=Role.AGENT)
    form = AssignForm(request.POST, brand=case.brand)
    if not form.is_valid():
        messages.error(request, _("This person is not in the team of %s.") % case.brand)
    elif to := form.cleaned_data["to"]:
        assign_case(case, to=to, by=request.access.actor, at=now())
    else:
        unassign_case(case, by=request.access.actor, at=now())
    return redirect("inbox:case", pk=case.pk)


@require_POST
@team(Role.AGENT)
def resolution(request: TeamRequest, pk: int) -> HttpResponse:
    """Resolve, and undo: with `undo` in the form the case is opened again."""
    case = find_case(request, pk, role=Role.AGENT)
    if "undo" in request.POST:
        reopen_case(case, by=request.access.actor, at=now())
        return redirect("inbox:case", pk=case.pk)
    resolve_case(case, by=request.access.actor, at=now())
    messages.success(request, _("The case is resolved."))
    return redirect("inbox:case", pk=case.pk)
