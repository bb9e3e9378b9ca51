"""Putting a case aside until later, and bringing it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Role
from parvis.inbox.actions import snooze_case, wake_case
from parvis.inbox.forms import SnoozeForm
from parvis.inbox.models import Case
from parvis.inbox.queries.snooze import is_after_promise, snooze_times
from parvis.inbox.views.after import case_again
from parvis.inbox.views.finding import find_case
from parvis.kit.clock import now
from parvis.kit.spoken import day_and_time


@require_http_methods(["GET", "POST"])
@team(Role.AGENT)
def snooze(request: TeamRequest, pk: int) -> HttpResponse:
    """GET: until when; POST: until then; POST `undo`: it is back."""
    case = find_case(request, pk, role=Role.AGENT)
    at = now()
    if request.method == "GET":
        return _choices(request, case, SnoozeForm(case=case))
    if "undo" in request.POST:
        wake_case(case, by=request.access.actor, at=at)
        return case_again(request, case)
    form = SnoozeForm(request.POST, case=case, at=at)
    if not form.is_valid():
        messages.error(request, " ".join(str(e) for errors in form.errors.values() for e in errors))
        return case_again(request, case)
    until = form.cleaned_data["until"]
    snooze_case(case, until=until, by=request.access.actor, at=at)
    said = _("Put aside until %(until)s.") % {"until": day_and_time(until, at)}
    if is_after_promise(case, until) and case.due_at:
        said += " " + _("Its promise breaks before: %(due)s.") % {
            "due": day_and_time(case.due_at, at)
        }
    return case_again(request, case, said, undo=reverse("inbox:snooze", args=[pk]))


def _choices(request: TeamRequest, case: Case, form: SnoozeForm) -> HttpResponse:
    template = "inbox/snooze_choices.html" if request.htmx else "inbox/snooze.html"
    at = now()
    context = {
        "section": "inbox",
        "case": case,
        "form": form,
        "times": snooze_times(case, at=at),
        "soonest": at.astimezone(case.brand.zone),
        "now": at,
    }
    return render(request, template, context)
