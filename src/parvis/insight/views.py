"""The page of the index, and the rows behind each of its numbers."""

from __future__ import annotations

from datetime import timedelta
from typing import TypeVar

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from parvis.brands.access import TeamRequest, team
from parvis.brands.calendar import opening_hours
from parvis.brands.models import Brand, Role
from parvis.insight.actions import Progress, catch_up
from parvis.insight.and_you import and_you
from parvis.insight.chart import chart_of
from parvis.insight.forms import DAYS, AndYouForm, PeriodForm, RowsForm, address_of
from parvis.insight.marks import marks_of
from parvis.insight.numbers import links, title_of, windows
from parvis.insight.queries.counted import Period
from parvis.insight.queries.figures import Figures
from parvis.insight.queries.index import index
from parvis.insight.queries.own import OWN_ROWS, Measured, own_rows
from parvis.insight.queries.room import room_to_sort
from parvis.insight.queries.rows import PAGE, Only, Rows, Values, rows_of, shown
from parvis.insight.queries.talk import TALK_ROWS
from parvis.insight.words import tell, worst_of
from parvis.kit.clock import now

F = TypeVar("F", bound=PeriodForm)


@require_GET
@team(Role.VIEWER)
def index_page(request: TeamRequest) -> HttpResponse:
    """How a brand answers over a period; with htmx, only the numbers."""
    form = _read(PeriodForm, request)
    progress = catch_up()
    if not progress.is_complete:
        return _counting(request, progress)
    with room_to_sort():
        return _index_page(request, form)


def _index_page(request: TeamRequest, form: PeriodForm) -> HttpResponse:
    brand, period = form.selected_brand, form.period
    counted = index(brand, period)
    here = address_of(brand, period)
    opened = links(counted, here)
    worst = worst_of(counted.stretches)
    context = {
        "section": "insight",
        "brand": brand,
        "period": period,
        "index": counted,
        "told": tell(counted),
        "worst": worst,
        "chart": chart_of(
            counted.stretches,
            worst=worst,
            marks=marks_of(
                brand, first=counted.stretches[0].first, last=counted.stretches[-1].last
            ),
        ),
        "promised": timedelta(minutes=brand.promise_minutes),
        "links": opened,
        "windows": windows(counted, opened),
        "counted_here": here,
        "counted_before": address_of(brand, period.before),
        "live": form.is_of_the_present,
        "choices": DAYS,
        "last_choice": DAYS[-1],
    }
    template = "insight/index.html#numbers" if request.htmx else "insight/index.html"
    with timezone.override(brand.zone):
        return render(request, template, context)


def _counting(request: TeamRequest, progress: Progress) -> HttpResponse:
    """Too much is new to be waited for: a worker reads it, and the page says how far it is."""
    context = {"section": "insight", "progress": progress}
    template = "insight/counting.html#numbers" if request.htmx else "insight/counting.html"
    return render(request, template, context)


@require_GET
@team(Role.VIEWER)
def and_you_page(request: TeamRequest) -> HttpResponse:
    """The figures of the sources beside the brand's own, or what is missing for each."""
    form = _read(AndYouForm, request)
    progress = catch_up()
    if not progress.is_complete:
        return _counting(request, progress)
    with room_to_sort():
        return _and_you_page(request, form)


def _and_you_page(request: TeamRequest, form: AndYouForm) -> HttpResponse:
    brand, period = form.selected_brand, form.period
    here = address_of(brand, period)
    hours = opening_hours(brand, years=range(brand.created_at.year, period.at.year + 1))
    measured = Measured(brand, period, Figures(brand, period, hours=hours))
    context = {
        "section": "insight",
        "brand": brand,
        "period": period,
        "page": and_you(measured, show=form.shown, address=here),
        "show": form.shown,
        "counted_here": here,
        "choices": DAYS,
    }
    with timezone.override(brand.zone):
        return render(request, "insight/and_you_page.html", context)


@require_GET
@team(Role.VIEWER)
def rows_page(request: TeamRequest) -> HttpResponse:
    """The messages that one number counts, as it was counted then."""
    form = _read(RowsForm, request)
    brand, period = form.selected_brand, form.period
    number = form.cleaned_data["number"]
    catch_up()
    rows = Paginator(_rows_asked_for(number, brand, period, only=form.only), PAGE)
    page: Page[Values] = rows.get_page(request.GET.get("page"))
    context = {
        "section": "insight",
        "brand": brand,
        "period": period,
        "title": title_of(number),
        "accounts": form.accounts_named(),
        "only": form.only,
        "page": page,
        "rows": shown(number, list(page), at=period.at),
        "counted_here": address_of(brand, period),
        "newer": _address_of_page(request, page.number - 1) if page.has_previous() else "",
        "older": _address_of_page(request, page.number + 1) if page.has_next() else "",
    }
    with timezone.override(brand.zone):
        return render(request, "insight/rows.html", context)


def _rows_asked_for(number: str, brand: Brand, period: Period, *, only: Only) -> Rows:
    if number in OWN_ROWS:
        return own_rows(number, brand, period)
    if number in TALK_ROWS:
        return TALK_ROWS[number](brand, period, only)
    return rows_of(number, brand, period, only=only)


def _read(form_class: type[F], request: TeamRequest) -> F:
    """The form of the address. What it asks for is not there for this user: 404."""
    form = form_class(request.GET, access=request.access, now=now())
    if not form.is_valid():
        raise Http404(form.errors.as_json())
    return form


def _address_of_page(request: TeamRequest, number: int) -> str:
    query = request.GET.copy()
    query["page"] = str(number)
    return f"?{query.urlencode()}"
