"""Answers that are being written, and who has the case open."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Role
from parvis.inbox.actions import (
    be_present,
    discard_draft,
    leave_case,
    save_draft,
    see_mentions,
    take_over_draft,
)
from parvis.inbox.forms import DraftForm
from parvis.inbox.models import Case, Draft
from parvis.inbox.queries.attention import colleagues_at
from parvis.inbox.views.after import another_case
from parvis.inbox.views.finding import find_case
from parvis.kit.clock import now


@require_POST
@team(Role.AGENT)
def draft(request: TeamRequest, pk: int) -> HttpResponse:
    """Keep what has been typed so far; nothing typed, or `undo`, throws the draft away."""
    case = find_case(request, pk, role=Role.AGENT)
    form = DraftForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    if "undo" in request.POST:
        discard_draft(case, by=request.access.user, at=now())
        return another_case(request, case, _("The draft is thrown away."))
    save_draft(
        case,
        text=form.cleaned_data["text"].replace("\r\n", "\n"),
        question_id=form.cleaned_data["question"],
        client_key=form.cleaned_data["key"],
        by=request.access.user,
        at=now(),
    )
    return HttpResponse(status=204)


@require_POST
@team(Role.AGENT)
def taken_draft(request: TeamRequest, pk: int, draft_id: int) -> HttpResponse:
    """A colleague's draft becomes one's own."""
    case = find_case(request, pk, role=Role.AGENT)
    theirs = get_object_or_404(Draft.objects.select_related("author"), pk=draft_id, case=case)
    name = theirs.author.name
    try:
        take_over_draft(theirs, by=request.access.user, at=now())
    except Draft.DoesNotExist:
        messages.error(request, _("That draft was sent or thrown away meanwhile."))
        return another_case(request, case)
    return another_case(request, case, _("You write on what %(name)s began.") % {"name": name})


@require_POST
@team(Role.VIEWER)
def presence(request: TeamRequest, pk: int) -> HttpResponse:
    """The page is open: who else is at the case comes back. POST `left`: it was closed."""
    case = find_case(request, pk)
    if "left" in request.POST:
        leave_case(case, by=request.access.user, at=now())
        return HttpResponse(status=204)
    writing = request.POST.get("writing") == "yes"
    see_mentions(case, by=request.access.user, at=now())
    be_present(case, is_writing=writing, by=request.access.user, at=now())
    return _colleagues(request, case)


def _colleagues(request: TeamRequest, case: Case) -> HttpResponse:
    context = {
        "case": case,
        "colleagues": colleagues_at(case, user=request.access.user, at=now()),
        "may_act": request.access.may(case.brand_id, Role.AGENT),
        "now": now(),
    }
    return render(request, "inbox/colleagues.html", context)
