"""The review of a quarter: what is to be seen, and the minutes of those who saw it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Brand, Role
from parvis.brands.views.finding import brand_asked_for
from parvis.kit.clock import now
from parvis.strategy.actions.reviewing import write_minutes
from parvis.strategy.forms.living import MinutesForm
from parvis.strategy.models import Review
from parvis.strategy.quarters import Quarter
from parvis.strategy.queries.own_channels import channels_called
from parvis.strategy.queries.reviews import quarters_to_review, review_due, review_page
from parvis.strategy.views.finding import of_brand
from parvis.strategy.views.tabs import strategy_tabs

EARLIEST = 1990


@require_GET
@team(Role.VIEWER)
def page(request: TeamRequest) -> HttpResponse:
    brand = brand_asked_for(request, role=Role.VIEWER)
    today = now().astimezone(brand.zone).date()
    context = {
        "section": "strategy",
        "brand": brand,
        "brands": request.access.brands,
        "may_edit": request.access.may(brand.pk, Role.LEAD),
        "tabs": strategy_tabs(brand, current="reviews"),
        "lines": quarters_to_review(brand, today=today),
        "due": review_due(brand, today=today),
    }
    return render(request, "strategy/reviews.html", context)


@require_http_methods(["GET", "POST"])
@team(Role.VIEWER)
def review(request: TeamRequest, year: int, number: int) -> HttpResponse:
    """GET: one quarter. POST: its minutes, for leads."""
    brand, quarter = brand_asked_for(request, role=Role.VIEWER), _quarter(year, number)
    today = now().astimezone(brand.zone).date()
    if quarter.first > today:
        raise Http404
    if request.method == "GET":
        return _show(request, brand, quarter)
    request.access.require(brand.pk, Role.LEAD)
    form = MinutesForm(request.POST, earliest=quarter.first, today=today)
    if not form.is_valid():
        return _show(request, brand, quarter, form=form, status=422)
    write_minutes(brand, quarter, **form.cleaned_data, by=request.access.actor, at=now())
    messages.success(request, _("The minutes are kept."))
    return redirect(of_brand("strategy:review", brand, year, number))


def _show(
    request: TeamRequest,
    brand: Brand,
    quarter: Quarter,
    *,
    form: MinutesForm | None = None,
    status: int = 200,
) -> HttpResponse:
    at = now()
    found, today = review_page(brand, quarter, at=at), at.astimezone(brand.zone).date()
    context = {
        "section": "strategy",
        "brand": brand,
        "brands": request.access.brands,
        "may_edit": request.access.may(brand.pk, Role.LEAD),
        "tabs": strategy_tabs(brand, current="reviews"),
        "page": found,
        "called": channels_called(brand),
        "is_over": quarter.last < today,
        "form": form
        or MinutesForm(
            initial=_written(found.review, today=today), earliest=quarter.first, today=today
        ),
    }
    return render(request, "strategy/review.html", context, status=status)


def _written(review: Review | None, *, today: object) -> dict[str, object]:
    if review is None:
        return {"held_on": today}
    return {
        "held_on": review.held_on,
        "present": review.present,
        "minutes": review.minutes,
        "decisions": review.decisions,
    }


def _quarter(year: int, number: int) -> Quarter:
    if not (EARLIEST <= year <= 9998 and 1 <= number <= 4):
        raise Http404
    return Quarter(year, number)
