"""One line of a list: added, changed, struck out."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Brand, Role
from parvis.brands.views.finding import brand_asked_for
from parvis.strategy.actions.rows import Above, Row, above_of, brand_of
from parvis.strategy.asked.lists import Kind
from parvis.strategy.asked.steps import step_called
from parvis.strategy.forms import RowForm
from parvis.strategy.models import Rival, Segment
from parvis.strategy.queries.lines import below_of, known_channels, lines_of
from parvis.strategy.views.finding import find_above, find_kind, find_row, find_step, list_of
from parvis.strategy.views.lines import begun_form, new_form, write_typed
from parvis.strategy.views.steps import show_step


@require_POST
@team(Role.LEAD)
def new_line(request: TeamRequest, slug: str) -> HttpResponse:
    """A line of the brand, or below the line in `?of=`."""
    kind = find_kind(slug)
    above = _above(kind, request)
    form = new_form(kind, kind.model(**{kind.of or "brand": above}), request.POST)
    if write_typed(form, request):
        return redirect(list_of(kind, above))
    return show_unwritten(request, kind, above, form)


def show_unwritten(
    request: TeamRequest, kind: Kind, above: Above, form: RowForm[Any]
) -> HttpResponse:
    """The new line with what is wrong with it, where one would add it."""
    if isinstance(above, Brand):
        return show_step(request, find_step(kind.step), above, adding=[form], status=422)
    return _show(request, find_kind(kind.of), above, adding=form, status=422)


@require_http_methods(["GET", "POST"])
@team(Role.LEAD)
def line(request: TeamRequest, slug: str, pk: int) -> HttpResponse:
    kind = find_kind(slug)
    row = find_row(kind, pk, access=request.access)
    if request.method == "GET":
        return _show(request, kind, row)
    form, below = kind.form(request.POST, instance=row), below_of(kind)
    begun = (
        begun_form(below, above=row, data=request.POST)
        if below and isinstance(row, Segment | Rival)
        else None
    )
    if _write_both(form, begun, request):
        return redirect(list_of(kind, above_of(row)))
    return _show(request, kind, row, form=form, adding=begun, status=422)


def _above(kind: Kind, request: TeamRequest) -> Above:
    if kind.of:
        return find_above(kind, request.GET.get("of", ""), access=request.access)
    return brand_asked_for(request, role=Role.LEAD)


def _write_both(form: RowForm[Any], begun: RowForm[Any] | None, request: TeamRequest) -> bool:
    """The line and what was begun below it, or neither."""
    if begun and not begun.is_valid():
        return False
    with transaction.atomic():
        written = all(write_typed(one, request) for one in (form, begun) if one)
        transaction.set_rollback(not written)
    return written


def _show(
    request: TeamRequest,
    kind: Kind,
    row: Row,
    *,
    form: RowForm[Any] | None = None,
    adding: RowForm[Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    below, brand = below_of(kind), brand_of(row)
    context = {
        "section": "strategy",
        "brand": brand,
        "kind": kind,
        "row": row,
        "line": kind.tell(kind.model._default_manager.get(pk=row.pk)),
        "form": form or kind.form(instance=row),
        "step": step_called(kind.step),
        "back": list_of(kind, above_of(row)),
        "channels": known_channels(brand),
        "below": _below(row, below, adding) if below else None,
    }
    return render(request, "strategy/line.html", context, status=status)


def _below(row: Row, kind: Kind, adding: RowForm[Any] | None) -> dict[str, object]:
    """The list that hangs on this line."""
    assert isinstance(row, Segment | Rival)  # nothing hangs on other kinds
    return {
        "kind": kind,
        "of": row.pk,
        "lines": lines_of(kind, above=row),
        "form": adding or new_form(kind, kind.model(**{kind.of: row})),
    }
