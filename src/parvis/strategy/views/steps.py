"""The six steps of the form: each is a short page, saved when one goes on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Brand, Role
from parvis.brands.views.finding import brand_asked_for
from parvis.kit.clock import now
from parvis.strategy.actions import (
    answer_questions,
    ask_to_look,
    fill_sheet,
    pass_step,
    paste_places,
)
from parvis.strategy.asked.lists import KINDS, Kind
from parvis.strategy.asked.steps import STEPS, Step
from parvis.strategy.catalogue import language, questions_of
from parvis.strategy.diagnosis.diagnose import diagnose
from parvis.strategy.forms import (
    AnswersForm,
    ExistsForm,
    IdentityForm,
    MeansForm,
    PasteForm,
    RowForm,
    SheetForm,
)
from parvis.strategy.forms.why import said_why
from parvis.strategy.models import Answer, Sheet
from parvis.strategy.queries.form import form_of
from parvis.strategy.queries.lines import known_channels, lines_of
from parvis.strategy.queries.notes import Notes, notes_on
from parvis.strategy.queries.progress import progress_of
from parvis.strategy.views.finding import find_step, of_brand
from parvis.strategy.views.lines import begun_form, new_form, write_typed


@require_GET
@team(Role.LEAD)
def begin(request: TeamRequest) -> HttpResponse:
    """Where one left off."""
    brand = brand_asked_for(request, role=Role.LEAD)
    return redirect(of_brand("strategy:step", brand, progress_of(brand).next.slug))


@require_http_methods(["GET", "POST"])
@team(Role.LEAD)
def step_page(request: TeamRequest, slug: str) -> HttpResponse:
    """GET: the step. POST: keeps what stands in it and goes on; `then=stay` stays."""
    step, brand = find_step(slug), brand_asked_for(request, role=Role.LEAD)
    asked = forms_of(step, brand, request)
    if request.method == "GET":
        return show_step(request, step, brand, asked=asked)
    begun, pasted = _begun(step, brand, request.POST), _pasted(request.POST)
    said = [form for form in (*asked.values(), *begun, pasted) if form]
    found_right = [form.is_valid() for form in said]
    if not all(found_right) or not _keep(step, brand, request, asked, begun, pasted):
        return show_step(request, step, brand, asked=asked, adding=begun, paste=pasted, status=422)
    if request.POST.get("then") == "stay":
        messages.success(request, _("Kept."))
        return redirect(of_brand("strategy:step", brand, step.slug))
    if step.number == len(STEPS):
        messages.success(request, _("That is all. Here is what it gives."))
        return redirect(of_brand("strategy:page", brand))
    return redirect(of_brand("strategy:step", brand, STEPS[step.number].slug))


@require_POST
@team(Role.LEAD)
def paste(request: TeamRequest) -> HttpResponse:
    """Many places at once, each to be corrected afterwards."""
    brand = brand_asked_for(request, role=Role.LEAD)
    form = PasteForm(request.POST)
    if not form.is_valid():
        return show_step(request, STEPS[0], brand, paste=form, status=422)
    _put_in_list(form, brand, request)
    return redirect(of_brand("strategy:step", brand, STEPS[0].slug))


def _begun(step: Step, brand: Brand, data: QueryDict) -> Sequence[RowForm[Any]]:
    """Lines that were typed beside the step and not written down."""
    lines = [begun_form(KINDS[slug], above=brand, data=data) for slug in step.kinds]
    return [form for form in lines if form]


def _pasted(data: QueryDict) -> PasteForm | None:
    return PasteForm(data) if data.get("pasted", "").strip() else None


def _put_in_list(form: PasteForm, brand: Brand, request: TeamRequest) -> None:
    pasted = paste_places(brand, form.cleaned_data["pasted"], by=request.access.actor, at=now())
    if pasted.added and settings.LOOK_UP:
        ask_to_look(brand)
        messages.info(request, _("Parvis looks at these pages now: come back in a minute."))
    if pasted.known:
        messages.info(
            request,
            _("Already in the list: %(names)s.") % {"names": ", ".join(pasted.known[:5])},
        )


@transaction.atomic
def _keep(
    step: Step,
    brand: Brand,
    request: TeamRequest,
    asked: Mapping[str, Any],
    begun: Sequence[RowForm[Any]],
    pasted: PasteForm | None,
) -> bool:
    """All that stands on the page; or nothing, where a line that was begun cannot be written."""
    by, at = request.access.actor, now()
    if not all(write_typed(form, request) for form in begun):
        transaction.set_rollback(True)
        return False
    if pasted:
        _put_in_list(pasted, brand, request)
    if sheet := asked["sheet"]:
        fill_sheet(brand, to=sheet.facts(), by=by, at=at, why=said_why(sheet))
    if answers := asked["answers"]:
        answer_questions(brand, told=answers.told(), by=by, at=at)
    pass_step(brand, step=step.number, by=by, at=at)
    return True


def forms_of(
    step: Step, brand: Brand, request: TeamRequest | None = None
) -> dict[str, SheetForm | AnswersForm | None]:
    data = request.POST if request and request.method == "POST" else None
    questions = questions_of(step.slug)
    known = {row.question: row.told for row in Answer.objects.filter(brand=brand)}
    return {
        "sheet": _sheet_form(step, brand, data),
        "answers": AnswersForm(
            data,
            questions=questions,
            known=known,
            today=now().astimezone(brand.zone).date(),
        )
        if questions
        else None,
    }


def _sheet_form(step: Step, brand: Brand, data: QueryDict | None) -> SheetForm | None:
    sheet = Sheet.objects.filter(brand=brand).first() or Sheet(brand=brand)
    match step.slug:
        case "exists":
            return ExistsForm(data, instance=sheet)
        case "identity":
            return IdentityForm(data, instance=sheet)
        case "means":
            return MeansForm(data, instance=sheet, brand=brand)
    return None


def show_step(
    request: TeamRequest,
    step: Step,
    brand: Brand,
    *,
    asked: Mapping[str, Any] | None = None,
    paste: PasteForm | None = None,
    adding: Sequence[RowForm[Any]] = (),
    status: int = 200,
) -> HttpResponse:
    """The whole step; `adding` are lines that were refused."""
    form = replace(form_of(brand, at=now()), language=language())
    notes = notes_on(form)
    context = {
        "section": "strategy",
        "brand": brand,
        "brands": [one for one in request.access.brands if request.access.may(one.pk, Role.LEAD)],
        "step": step,
        "steps": STEPS,
        "progress": progress_of(brand),
        "lists": [_list(KINDS[slug], brand, adding, notes) for slug in step.kinds],
        "seen": diagnose(form),
        "notes": notes.of_steps.get(step.slug, ()),
        "paste": paste or PasteForm(),
        "channels": known_channels(brand),
        "before": STEPS[step.number - 2] if step.number > 1 else None,
        "is_last": step.number == len(STEPS),
        **(asked or forms_of(step, brand)),
    }
    return render(request, "strategy/step.html", context, status=status)


def _list(
    kind: Kind, brand: Brand, adding: Sequence[RowForm[Any]], notes: Notes
) -> dict[str, object]:
    refused = next((form for form in adding if isinstance(form, kind.form)), None)
    return {
        "kind": kind,
        "lines": lines_of(kind, above=brand, notes=notes),
        "form": refused or new_form(kind, kind.model(brand=brand)),
    }
