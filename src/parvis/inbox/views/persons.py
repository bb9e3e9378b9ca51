"""Who the person of a case is."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Role
from parvis.inbox.views.after import another_case
from parvis.inbox.views.finding import find_case
from parvis.kit.clock import now
from parvis.people.actions import undo_link
from parvis.people.models import Link


@require_POST
@team(Role.AGENT)
def undone_link(request: TeamRequest, pk: int, link_id: int) -> HttpResponse:
    """One of the names is somebody else's after all: what was said under it goes with it."""
    case = find_case(request, pk, role=Role.AGENT)
    link = get_object_or_404(Link, pk=link_id, identity__brand=case.brand_id)
    undo_link(link, by=request.access.actor, at=now())
    return another_case(request, case, _("They are two people again, each with their own words."))
