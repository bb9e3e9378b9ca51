"""What the diagnosis gives: the strategy on one page, and what is behind it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Brand, Role
from parvis.brands.views.finding import brand_asked_for
from parvis.kit.clock import now
from parvis.strategy.asked.steps import STEPS
from parvis.strategy.catalogue import language
from parvis.strategy.diagnosis.contradictions import contradictions
from parvis.strategy.diagnosis.result import Diagnosis
from parvis.strategy.diagnosis.rules import rules, verdict_words
from parvis.strategy.queries.assessing import measured_since
from parvis.strategy.queries.course import decisions_of
from parvis.strategy.queries.maturity_history import maturity_history
from parvis.strategy.queries.progress import progress_of
from parvis.strategy.queries.reviews import review_due
from parvis.strategy.queries.standing import (
    by_verdict,
    decided_otherwise,
    diagnosis_of,
    dialogue_of,
    is_blank,
    surest_first,
)
from parvis.strategy.views.tabs import strategy_tabs


@require_GET
@team(Role.VIEWER)
def page(request: TeamRequest) -> HttpResponse:
    """The strategy of a brand, on one screen."""
    brand = brand_asked_for(request, role=Role.VIEWER)
    diagnosis = diagnosis_of(brand, at=now(), language=language())
    chosen = [aim for aim in diagnosis.aims if aim.chosen]
    decided = decisions_of(brand)
    context = {
        "aims": chosen,
        "voices": [one for one in diagnosis.form.identity.voices if one.willing is not False],
        "verdicts": by_verdict(diagnosis, decided),
        "otherwise": decided_otherwise(diagnosis, decided),
        "dialogue": dialogue_of(diagnosis.form.channels),
        "next": diagnosis.steps[0] if diagnosis.steps else None,
        "blank": is_blank(diagnosis),
        "due": review_due(brand, today=diagnosis.form.on),
        "progress": progress_of(brand),
        "steps": STEPS,
        "clashes": len(list(contradictions(diagnosis.form))),
        **_shared(request, brand, diagnosis, current="page"),
    }
    return render(request, "strategy/page.html", context)


@require_GET
@team(Role.VIEWER)
def channels_page(request: TeamRequest) -> HttpResponse:
    """A verdict for each channel, argued."""
    brand = brand_asked_for(request, role=Role.VIEWER)
    diagnosis = diagnosis_of(brand, at=now(), language=language())
    decided = decided_otherwise(diagnosis, decisions_of(brand))
    otherwise = {one.channel: decision for one, decision in decided}
    context = {
        "argued": [(one, otherwise.get(one.channel)) for one in surest_first(diagnosis)],
        **_shared(request, brand, diagnosis, current="channels"),
    }
    return render(request, "strategy/channels.html", context)


@require_GET
@team(Role.VIEWER)
def maturity_page(request: TeamRequest) -> HttpResponse:
    """Each criterion with what shows it, or that nothing does."""
    brand = brand_asked_for(request, role=Role.VIEWER)
    diagnosis = diagnosis_of(brand, at=now(), language=language())
    context = {
        "history": maturity_history(brand),
        "measured_since": measured_since(brand),
        **_shared(request, brand, diagnosis, current="maturity"),
    }
    return render(request, "strategy/maturity.html", context)


@require_GET
@team(Role.VIEWER)
def rules_page(request: TeamRequest) -> HttpResponse:
    """By which rules a verdict is found; the same for everybody."""
    brand = brand_asked_for(request, role=Role.VIEWER)
    context = {
        "section": "strategy",
        "brand": brand,
        "tabs": strategy_tabs(brand, current="rules"),
        "rules": rules(),
        "verdicts": verdict_words().items(),
    }
    return render(request, "strategy/rules.html", context)


def _shared(
    request: TeamRequest, brand: Brand, diagnosis: Diagnosis, *, current: str
) -> dict[str, object]:
    return {
        "section": "strategy",
        "brand": brand,
        "brands": request.access.brands,
        "may_edit": request.access.may(brand.pk, Role.LEAD),
        "tabs": strategy_tabs(brand, current=current),
        "diagnosis": diagnosis,
    }
