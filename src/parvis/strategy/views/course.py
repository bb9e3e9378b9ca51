"""The course on one page: what was decided, why it changed, and what waits for a word."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Brand, Role
from parvis.brands.views.finding import brand_asked_for
from parvis.kit.clock import now
from parvis.strategy.actions.course import (
    WhyMissing,
    decide_channel,
    explain_changes,
    set_course,
)
from parvis.strategy.catalogue import language
from parvis.strategy.diagnosis.result import Verdict
from parvis.strategy.forms.living import DecisionForm, WhyForm
from parvis.strategy.forms.why import SAY_WHY, advice
from parvis.strategy.models import Course
from parvis.strategy.models.course import VERDICTS
from parvis.strategy.queries.aims import standing_of
from parvis.strategy.queries.course import (
    changes_made,
    decisions_of,
    last_turn,
    unexplained,
)
from parvis.strategy.queries.own_channels import channels_called
from parvis.strategy.queries.reviews import review_due
from parvis.strategy.queries.standing import diagnosis_of, surest_first
from parvis.strategy.views.finding import of_brand
from parvis.strategy.views.tabs import strategy_tabs


@require_GET
@team(Role.VIEWER)
def page(request: TeamRequest) -> HttpResponse:
    brand, at = brand_asked_for(request, role=Role.VIEWER), now()
    diagnosis = diagnosis_of(brand, at=at, language=language())
    course, decisions = Course.objects.filter(brand=brand).first(), decisions_of(brand)
    turned_at = last_turn(brand)
    context = {
        "section": "strategy",
        "brand": brand,
        "brands": request.access.brands,
        "may_edit": request.access.may(brand.pk, Role.LEAD),
        "tabs": strategy_tabs(brand, current="course"),
        "course": course,
        "promise_hours": diagnosis.form.promise_hours,
        "aims": standing_of(brand, diagnosis.aims, until=at.astimezone(brand.zone).date()),
        "channels": [(one, decisions.get(one.channel)) for one in surest_first(diagnosis)],
        "verdicts": VERDICTS,
        "changes": changes_made(brand),
        "called": channels_called(brand),
        "unexplained": unexplained(course) if course else [],
        "advice": advice(at - turned_at if turned_at else None),
        "due": review_due(brand, today=at.astimezone(brand.zone).date()),
    }
    return render(request, "strategy/course.html", context)


@require_POST
@team(Role.LEAD)
def step(request: TeamRequest) -> HttpResponse:
    """What is done stands in `step`: `set` the course, `explain` (`why`) what changed elsewhere,
    `decide` (`channel`, `verdict`, `why`) of a channel."""
    brand, at = brand_asked_for(request, role=Role.LEAD), now()
    try:
        messages.success(request, _step(request, brand, at=at))
    except WhyMissing:
        messages.error(request, SAY_WHY)
    except ValueError:
        messages.error(request, _("Something is missing, or too long. Nothing was changed."))
    return redirect(of_brand("strategy:course", brand))


def _step(request: TeamRequest, brand: Brand, *, at: datetime) -> str:
    """What was done, in words. Raises as its actions do, and `ValueError` for no step."""
    by = request.access.actor
    match request.POST.get("step"):
        case "set":
            set_course(brand, by=by, at=at)
            return _("The course is set. From now on, a change of it asks why.")
        case "explain":
            form = WhyForm(request.POST)
            if not form.is_valid():
                raise WhyMissing
            course = get_object_or_404(Course, brand=brand)
            explain_changes(course, why=form.cleaned_data["why"], by=by, at=at)
            return _("Kept, with its reason.")
        case "decide":
            return _decide(request, brand, at=at)
    raise ValueError(request.POST.get("step"))


def _decide(request: TeamRequest, brand: Brand, *, at: datetime) -> str:
    advised = {one.channel: one.verdict for one in diagnosis_of(brand, at=at).channels}
    form = DecisionForm(request.POST, advised=advised)
    if not form.is_valid():
        raise ValueError(form.errors.as_json())
    given = form.cleaned_data
    decide_channel(
        brand,
        channel=given["channel"],
        verdict=Verdict(given["verdict"]),
        advised=advised[given["channel"]],
        why=given["why"],
        by=request.access.actor,
        at=at,
    )
    return _("Decided.")
