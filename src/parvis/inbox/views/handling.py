"""Whose case it is, what colleagues should know, and that it is over. POST `undo` takes it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Role
from parvis.inbox.actions import (
    add_note,
    assign_case,
    follow_case,
    reopen_case,
    resolve_case,
    unassign_case,
    unfollow_case,
)
from parvis.inbox.forms import AssignForm, NoteForm
from parvis.inbox.views.after import case_again
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
    return case_again(request, case)


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
    return case_again(request, case)


@require_POST
@team(Role.AGENT)
def resolution(request: TeamRequest, pk: int) -> HttpResponse:
    case = find_case(request, pk, role=Role.AGENT)
    if "undo" in request.POST:
        reopen_case(case, by=request.access.actor, at=now())
        return case_again(request, case)
    resolve_case(case, by=request.access.actor, at=now())
    return case_again(
        request, case, _("The case is resolved."), undo=reverse("inbox:resolution", args=[pk])
    )


@require_POST
@team(Role.AGENT)
def follow(request: TeamRequest, pk: int) -> HttpResponse:
    case = find_case(request, pk, role=Role.AGENT)
    if "undo" in request.POST:
        unfollow_case(case, by=request.access.user, at=now())
    else:
        follow_case(case, by=request.access.user, at=now())
    return case_again(request, case)
