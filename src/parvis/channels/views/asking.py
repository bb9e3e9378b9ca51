"""The "ask us" page: the form through which anybody reaches a human being."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from parvis.brands.public import PublicRequest, public_page
from parvis.channels.actions import TooMany, ask
from parvis.channels.forms import AskForm
from parvis.channels.visitors import click_of, remember_page
from parvis.kit.clock import now
from parvis.kit.limits import address_of, may_again

MOST_AN_HOUR = 20


@require_http_methods(["GET", "POST"])
@public_page
def ask_page(request: PublicRequest) -> HttpResponse:
    """GET shows the form (with what `?text=` brings along); POST stores the question."""
    if request.method != "POST":
        return _page(request, AskForm(initial={"text": request.GET.get("text", "")}))
    form = AskForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    if form.was_filled_by_a_program:
        return redirect("knowledge:home", slug=request.brand.slug)
    # counted in the transaction that stores the words: one commit less to wait for
    with transaction.atomic():
        return _count_and_store(request, form)


def _count_and_store(request: PublicRequest, form: AskForm) -> HttpResponse:
    if not may_again("ask", who=address_of(request), most=MOST_AN_HOUR, within=timedelta(hours=1)):
        form.add_error(None, _("Too many questions came from here. Try again in an hour."))
        return _page(request, form, status=429)
    return _store(request, form)


def _store(request: PublicRequest, form: AskForm) -> HttpResponse:
    words = form.cleaned_data
    try:
        token = ask(
            request.brand,
            text=words["text"],
            name=words["name"],
            address=words["address"],
            language=get_language() or request.brand.language,
            at=now(),
            click=click_of(request, once=words["once"], text=words["text"]),
        )
    except TooMany as too_many:
        form.add_error(None, str(too_many))
        return _page(request, form, status=429)
    shown = redirect("inbox:my_case", slug=request.brand.slug, token=token)
    remember_page(request, shown, token)
    return shown


def _page(request: PublicRequest, form: AskForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "section": "ask", "brand": request.brand}
    return render(request, "channels/ask.html", context, status=status)
