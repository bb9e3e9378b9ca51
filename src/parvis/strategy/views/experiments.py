"""What is tried out: a list with a place for one more, and each with its outcome."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Brand, Role
from parvis.brands.views.finding import brand_asked_for
from parvis.kit.clock import now
from parvis.strategy.actions import AlreadyThere
from parvis.strategy.actions.experiments import (
    ConcludedAlready,
    begin_experiment,
    conclude_experiment,
)
from parvis.strategy.forms.living import ExperimentForm, OutcomeForm, experiment_of
from parvis.strategy.models import Experiment
from parvis.strategy.queries.experiments import days_left, experiments_of
from parvis.strategy.queries.lines import known_channels
from parvis.strategy.views.finding import of_brand
from parvis.strategy.views.tabs import strategy_tabs


@require_http_methods(["GET", "POST"])
@team(Role.VIEWER)
def page(request: TeamRequest) -> HttpResponse:
    """GET: all of them. POST: begins one, for leads."""
    brand = brand_asked_for(request, role=Role.VIEWER)
    if request.method == "GET":
        return _show(request, brand)
    request.access.require(brand.pk, Role.LEAD)
    form = experiment_of(brand, request.POST, today=now().astimezone(brand.zone).date())
    if not form.is_valid():
        return _show(request, brand, form=form, status=422)
    try:
        begin_experiment(form.instance, by=request.access.actor, at=now())
    except AlreadyThere:
        form.add_error("label", _("Another experiment is called that."))
        return _show(request, brand, form=form, status=422)
    messages.success(
        request,
        _("It is in the list. On the day after its last, it asks what came of it."),
    )
    return redirect(of_brand("strategy:experiments", brand))


@require_http_methods(["GET", "POST"])
@team(Role.VIEWER)
def experiment(request: TeamRequest, pk: int) -> HttpResponse:
    """GET: one of them. POST: what came of it, for leads."""
    rows = Experiment.objects.filter(brand__in=request.access.brand_ids())
    found = get_object_or_404(rows.select_related("brand"), pk=pk)
    if request.method == "GET":
        return _show_one(request, found)
    request.access.require(found.brand_id, Role.LEAD)
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        return _show_one(request, found, form=form, status=422)
    try:
        conclude_experiment(
            found,
            outcome=Experiment.Outcome(form.cleaned_data["outcome"]),
            learned=form.cleaned_data["learned"],
            by=request.access.actor,
            at=now(),
        )
    except ConcludedAlready:
        messages.error(request, _("Somebody has said already what came of it."))
    else:
        messages.success(request, _("Kept, for those who would try it again."))
    return redirect("strategy:experiment", pk=pk)


def _show(
    request: TeamRequest, brand: Brand, *, form: ExperimentForm | None = None, status: int = 200
) -> HttpResponse:
    today = now().astimezone(brand.zone).date()
    context = {
        "section": "strategy",
        "brand": brand,
        "brands": request.access.brands,
        "may_edit": request.access.may(brand.pk, Role.LEAD),
        "tabs": strategy_tabs(brand, current="experiments"),
        "experiments": experiments_of(brand, today=today),
        "channels": known_channels(brand),
        "form": form or experiment_of(brand, None, today=today),
    }
    return render(request, "strategy/experiments.html", context, status=status)


def _show_one(
    request: TeamRequest, found: Experiment, *, form: OutcomeForm | None = None, status: int = 200
) -> HttpResponse:
    today = now().astimezone(found.brand.zone).date()
    context = {
        "section": "strategy",
        "brand": found.brand,
        "may_edit": request.access.may(found.brand_id, Role.LEAD),
        "tabs": strategy_tabs(found.brand, current="experiments"),
        "experiment": found,
        "days_left": days_left(found, today=today),
        "has_begun": found.begins <= today,
        "form": form or OutcomeForm(),
    }
    return render(request, "strategy/experiment.html", context, status=status)
