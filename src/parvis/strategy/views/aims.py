"""One aim, target against measure; and looking again before the week is over."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Brand, Role
from parvis.brands.views.finding import brand_asked_for
from parvis.kit.clock import now
from parvis.strategy.actions.assessing import look_back
from parvis.strategy.actions.measuring import NotToBeGiven, give_measure
from parvis.strategy.catalogue import unit_of_aim
from parvis.strategy.forms.living import ValueForm
from parvis.strategy.models import Objective
from parvis.strategy.queries.aims import aim_page
from parvis.strategy.views.finding import of_brand
from parvis.strategy.views.tabs import strategy_tabs


@require_GET
@team(Role.VIEWER)
def aim(request: TeamRequest, aim: str) -> HttpResponse:
    return _show(request, aim, brand_asked_for(request, role=Role.VIEWER))


@require_POST
@team(Role.LEAD)
def give(request: TeamRequest, aim: str) -> HttpResponse:
    """A figure from elsewhere, with its day and source."""
    brand, at = brand_asked_for(request, role=Role.LEAD), now()
    objective = get_object_or_404(Objective.objects.select_related("brand"), brand=brand, aim=aim)
    unit = "" if objective.measure else unit_of_aim(aim)
    form = ValueForm(request.POST, unit=unit, today=at.astimezone(brand.zone).date())
    if not form.is_valid():
        return _show(request, aim, brand, form=form, status=422)
    given = form.cleaned_data
    try:
        give_measure(
            objective,
            value=given["value"],
            day=given["day"],
            source=given["source"],
            by=request.access.actor,
            at=at,
        )
    except NotToBeGiven:
        messages.error(request, _("Parvis counts this aim by itself."))
    else:
        messages.success(request, _("Kept."))
    return redirect(of_brand("strategy:aim", brand, aim))


@require_POST
@team(Role.LEAD)
def look(request: TeamRequest) -> HttpResponse:
    """Aims and maturity as they stand now, in the place of what the week had so far. Goes back to
    the aim in `aim`, or to maturity."""
    brand = brand_asked_for(request, role=Role.LEAD)
    look_back(brand, by=request.access.actor, at=now())
    messages.success(request, _("Counted anew."))
    if aim := request.POST.get("aim", ""):
        return redirect(of_brand("strategy:aim", brand, _known(aim)))
    return redirect(of_brand("strategy:maturity", brand))


def _show(
    request: TeamRequest,
    aim: str,
    brand: Brand,
    *,
    form: ValueForm | None = None,
    status: int = 200,
) -> HttpResponse:
    at = now()
    found = aim_page(brand, aim, at=at)
    if found is None:
        raise Http404
    today = at.astimezone(brand.zone).date()
    context = {
        "section": "strategy",
        "brand": brand,
        "brands": request.access.brands,
        "may_edit": request.access.may(brand.pk, Role.LEAD),
        "tabs": strategy_tabs(brand, current=""),
        "page": found,
        "form": form or ValueForm(unit=found.aim.unit, today=today),
    }
    return render(request, "strategy/aim.html", context, status=status)


def _known(aim: str) -> str:
    if not unit_of_aim(aim):
        raise Http404
    return aim
