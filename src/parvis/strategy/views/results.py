"""What the diagnosis gives: the strategy on one page, and what is behind it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Role
from parvis.brands.views.finding import brand_asked_for
from parvis.strategy.queries.progress import progress_of
from parvis.strategy.steps import STEPS


@require_GET
@team(Role.VIEWER)
def page(request: TeamRequest) -> HttpResponse:
    brand = brand_asked_for(request, role=Role.VIEWER)
    context = {
        "section": "strategy",
        "brand": brand,
        "brands": request.access.brands,
        "may_edit": request.access.may(brand.pk, Role.LEAD),
        "progress": progress_of(brand),
        "steps": STEPS,
    }
    return render(request, "strategy/page.html", context)
