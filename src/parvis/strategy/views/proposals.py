"""What a look at a page found, to take or to leave."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Role
from parvis.kit.clock import now
from parvis.strategy.actions import AlreadyThere
from parvis.strategy.actions.proposals import leave_proposal, take_proposal
from parvis.strategy.models import Proposal
from parvis.strategy.views.finding import of_brand


@require_POST
@team(Role.LEAD)
def proposal(request: TeamRequest, pk: int) -> HttpResponse:
    """`then=take` takes it into the form; anything else leaves it. Of two who decide at once, the
    second finds it gone."""
    brands = request.access.brand_ids()
    proposals = Proposal.objects.filter(place__brand__in=brands).select_related("place__brand")
    found = get_object_or_404(proposals, pk=pk)
    request.access.require(found.place.brand_id, Role.LEAD)
    try:
        if request.POST.get("then") == "take":
            take_proposal(found, by=request.access.actor, at=now())
            messages.success(request, _("Taken."))
        else:
            leave_proposal(found, by=request.access.actor, at=now())
    except Proposal.DoesNotExist as error:
        raise Http404 from error
    except AlreadyThere:
        messages.error(request, _("Another line is called that: change that one."))
    return redirect(of_brand("strategy:line", found.place.brand, "place", found.place_id))
