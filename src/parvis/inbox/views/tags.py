"""Tags of a case: added by name, taken away by their number."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Role
from parvis.inbox.actions import tag_case, untag_case
from parvis.inbox.forms import TagForm
from parvis.inbox.models import Tag
from parvis.inbox.views.after import case_again
from parvis.inbox.views.finding import find_case
from parvis.kit.clock import now


@require_POST
@team(Role.AGENT)
def tags(request: TeamRequest, pk: int) -> HttpResponse:
    case = find_case(request, pk, role=Role.AGENT)
    form = TagForm(request.POST)
    if form.is_valid():
        tag_case(case, name=form.cleaned_data["name"], by=request.access.actor, at=now())
    else:
        messages.error(request, str(form.errors["name"][0]))
    return case_again(request, case)


@require_POST
@team(Role.AGENT)
def removed_tag(request: TeamRequest, pk: int, tag_id: int) -> HttpResponse:
    case = find_case(request, pk, role=Role.AGENT)
    tag = get_object_or_404(Tag, pk=tag_id, brand=case.brand_id)
    untag_case(case, tag=tag, by=request.access.actor, at=now())
    return case_again(request, case)
