"""How good triage is for a brand: what it got wrong, what it has learned, what it may miss."""

from __future__ import annotations

from random import SystemRandom

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Brand, Role
from parvis.brands.queries import brands_led
from parvis.brands.views.finding import brand_asked_for, brand_called
from parvis.channels.models import Message
from parvis.inbox.actions import (
    InUseAlready,
    ModelNotKept,
    NotCorrectable,
    check_quiet,
    undo_check,
    use_model,
)
from parvis.inbox.models import BrandModel, SpotCheck
from parvis.inbox.queries.calibration import calibration_chart
from parvis.inbox.queries.checks import drawn, has_quiet
from parvis.inbox.queries.models import lessons_since, model_in_use, models_of
from parvis.inbox.queries.quality import quality
from parvis.inbox.queries.verdicts import card_lines
from parvis.inbox.views.after import elsewhere, say, say_why_not
from parvis.inbox.views.finding import as_number, number_asked
from parvis.inbox.views.quiet import find_message
from parvis.kit.clock import now
from parvis.triage import CALLS_FOR_ANSWER_FROM
from parvis.triage.card import shipped_card

MODELS_SHOWN = 12
SHIPPED = "shipped"
"""In an address, the model that comes with Parvis."""


@require_GET
@team(Role.LEAD)
def triage_page(request: TeamRequest) -> HttpResponse:
    brand = brand_asked_for(request, role=Role.LEAD)
    card = shipped_card()
    at = now()
    found = quality(brand, at=at, page=number_asked(request, "page") or 1)
    context = {
        "section": "inbox",
        "brand": brand,
        "brands": brands_led(request.access),
        "quality": found,
        "has_quiet": has_quiet(brand, at=at),
        "called_from": CALLS_FOR_ANSWER_FROM,
        "newer": _page(brand, found.page - 1) if found.page > 1 else "",
        "older": _page(brand, found.page + 1) if found.last < found.wrong else "",
        "chart": calibration_chart(found.steps),
        "card": card,
        "card_lines": card_lines(card),
        "in_use": model_in_use(brand),
        "models": models_of(brand, most=MODELS_SHOWN),
        "lessons": lessons_since(brand),
        "now": at,
    }
    return render(request, "inbox/triage.html", context)


def _page(brand: Brand, number: int) -> str:
    return f"?brand={brand.slug}&page={number}#mistakes"


@require_GET
@team(Role.AGENT)
def quiet_checks(request: TeamRequest) -> HttpResponse:
    """Quiet messages drawn by lot; each time others, after the one that is asked for as `first`."""
    brand = brand_asked_for(request, role=Role.AGENT)
    context = {
        "section": "inbox",
        "brand": brand,
        "brands": brands_led(request.access, Role.AGENT),
        "drawn": drawn(
            brand, chance=SystemRandom(), at=now(), first=number_asked(request, "first")
        ),
        "may_lead_brand": request.access.may(brand.pk, Role.LEAD),
        "now": now(),
    }
    return render(request, "inbox/quiet_checks.html", context)


@require_POST
@team(Role.AGENT)
def checked_quiet(request: TeamRequest, pk: int) -> HttpResponse:
    """Whether a message that was drawn needs an answer: `said` yes or no; `undo` takes that back.
    With htmx its line says what was said."""
    message = find_message(request, pk)
    page = f"{reverse('inbox:quiet_checks')}?{urlencode(_named(message.account.brand))}"
    if "undo" in request.POST:
        return _unchecked(request, message, f"{page}&first={message.pk}")
    said = request.POST.get("said", "")
    if said not in {"yes", "no"}:
        messages.error(request, _("Say yes or no."))
        return elsewhere(request, page)
    try:
        case = check_quiet(
            message, calls_for_answer=said == "yes", by=request.access.user, at=now()
        )
    except NotCorrectable as error:
        say_why_not(request, error)
        return elsewhere(request, page)
    told = _("It is a case now.") if case else _("It needs no answer.")
    say(request, told, undo=reverse("inbox:check_quiet", args=[pk]))
    if request.htmx:
        return render(request, "inbox/quiet_checked.html", {"message": message, "case": case})
    return redirect(page)


def _unchecked(request: TeamRequest, message: Message, page: str) -> HttpResponse:
    try:
        undo_check(message, by=request.access.user, at=now())
    except NotCorrectable as error:
        say_why_not(request, error)
        return elsewhere(request, page)
    if SpotCheck.objects.filter(judgement=message.pk, undone_at=None).exists():
        return elsewhere(request, page, _("A colleague has looked at it since: that holds."))
    return elsewhere(request, page, _("Taken back: nobody has looked at it yet."))


@require_POST
@team(Role.LEAD)
def model_used(request: TeamRequest, slug: str) -> HttpResponse:
    """Go back to a former model of the brand, or to the shipped one: `model` says which, also in
    the address by which that is taken back."""
    brand = brand_called(slug, access=request.access, role=Role.LEAD)
    asked = request.POST.get("model") or request.GET.get("model", "")
    is_undo = "undo" in request.POST
    try:
        wanted = _model_asked_for(brand, asked)
        before = use_model(brand, wanted, by=request.access.actor, at=now(), is_undo=is_undo)
    except InUseAlready:
        messages.info(request, _("It is in use already."))
    except ModelNotKept:
        messages.error(request, _("This model is not kept any more. Choose another one."))
    else:
        address = reverse("inbox:model_used", args=[brand.slug])
        undo = f"{address}?{urlencode({'model': before.pk if before else SHIPPED})}"
        say(
            request,
            _("Changed. What comes from now on is judged by it."),
            undo="" if is_undo else undo,
        )
    return redirect(f"{reverse('inbox:triage')}?{urlencode(_named(brand))}")


def _model_asked_for(brand: Brand, asked: str) -> BrandModel | None:
    """None for the shipped one. Raises `ModelNotKept`."""
    if asked == SHIPPED:
        return None
    rows = BrandModel.objects.filter(brand=brand).defer("numbers", "about")
    model = rows.filter(pk=as_number(asked) or 0).first()
    if model is None:
        raise ModelNotKept
    return model


def _named(brand: Brand) -> dict[str, str]:
    return {"brand": brand.slug}
