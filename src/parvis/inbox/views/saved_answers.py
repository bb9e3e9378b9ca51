"""Answers written once for many: found beside a case, and kept in order on a page of their own."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Role
from parvis.inbox.actions import (
    TitleTaken,
    archive_saved_answer,
    change_saved_answer,
    save_answer,
    words_for,
)
from parvis.inbox.forms import SavedAnswerForm
from parvis.inbox.models import SavedAnswer
from parvis.inbox.queries.saved_answers import saved_answers
from parvis.inbox.views.finding import find_case
from parvis.kit.clock import now


@require_GET
@team(Role.AGENT)
def answers_for_case(request: TeamRequest, pk: int) -> HttpResponse:
    """Those of the brand, their blanks filled in for the case; by words."""
    case = find_case(request, pk, role=Role.AGENT)
    words = request.GET.get("q", "")
    found = saved_answers([case.brand_id], words=words)
    agent = request.access.user
    context = {
        "section": "inbox",
        "case": case,
        "words": words,
        "found": [(saved, words_for(saved, case=case, agent=agent)) for saved in found],
    }
    parts = {"answers-found": "inbox/answers_found.html"}
    part = parts.get(request.htmx.target or "", "inbox/answers_choices.html")
    return render(request, part if request.htmx else "inbox/answers_for_case.html", context)


@require_GET
@team(Role.AGENT)
def answers_page(request: TeamRequest) -> HttpResponse:
    words = request.GET.get("q", "")
    brand_ids = request.access.brand_ids(Role.AGENT)
    context = {
        "section": "inbox",
        "words": words,
        "found": saved_answers(brand_ids, words=words),
        "has_brands": len(brand_ids) > 1,
    }
    return render(request, "inbox/saved_answers.html", context)


@require_http_methods(["GET", "POST"])
@team(Role.AGENT)
def new_answer(request: TeamRequest) -> HttpResponse:
    brand_ids = request.access.brand_ids(Role.AGENT)
    first = {"language": request.access.brands[0].language, "text": request.GET.get("text", "")}
    form = SavedAnswerForm(request.POST or None, brand_ids=brand_ids, initial=first)
    if form.is_valid():
        words = form.cleaned_data
        try:
            save_answer(**words, by=request.access.user, at=now())
        except TitleTaken:
            form.add_error("title", _taken())
        else:
            messages.success(request, _("The answer is saved."))
            return redirect("inbox:saved_answers")
    return _form(request, form)


@require_http_methods(["GET", "POST"])
@team(Role.AGENT)
def saved_answer(request: TeamRequest, pk: int) -> HttpResponse:
    saved = _find(request, pk)
    kept = {
        "title": saved.title,
        "text": saved.text,
        "language": saved.language,
        "brand": saved.brand.slug,
    }
    form = SavedAnswerForm(request.POST or None, brand_ids=[saved.brand_id], initial=kept)
    if form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("title", "text", "language")}
        try:
            change_saved_answer(saved, **words, by=request.access.user, at=now())
        except TitleTaken:
            form.add_error("title", _taken())
        else:
            messages.success(request, _("The answer is changed."))
            return redirect("inbox:saved_answers")
    return _form(request, form, saved)


@require_POST
@team(Role.AGENT)
def archived_answer(request: TeamRequest, pk: int) -> HttpResponse:
    archive_saved_answer(_find(request, pk), by=request.access.user, at=now())
    messages.success(request, _("The answer is not offered any more."))
    return redirect("inbox:saved_answers")


def _find(request: TeamRequest, pk: int) -> SavedAnswer:
    saved = get_object_or_404(
        SavedAnswer.objects.select_related("brand"),
        pk=pk,
        brand__in=request.access.brand_ids(),
        archived_at=None,
    )
    request.access.require(saved.brand_id, Role.AGENT)
    return saved


def _form(
    request: TeamRequest, form: SavedAnswerForm, saved: SavedAnswer | None = None
) -> HttpResponse:
    context = {"section": "inbox", "form": form, "saved": saved}
    return render(request, "inbox/saved_answer.html", context, status=422 if form.errors else 200)


def _taken() -> str:
    return _("Another saved answer has this title in this language.")
