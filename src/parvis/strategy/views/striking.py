"""A line is struck out, and comes back when somebody thinks again.

What it said waits in the session, in the words of its form; the database keeps nothing of it.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Role
from parvis.brands.views.finding import brand_asked_for
from parvis.kit.clock import now
from parvis.kit.notices import offer_undo
from parvis.strategy.actions import strike_out
from parvis.strategy.actions.course import WhyMissing
from parvis.strategy.actions.rows import Above, Row, above_of, brand_of
from parvis.strategy.asked.lists import KINDS, Kind
from parvis.strategy.forms import RowForm
from parvis.strategy.forms.why import SAY_WHY
from parvis.strategy.models import Rival, Segment
from parvis.strategy.queries.lines import below_of
from parvis.strategy.views.finding import find_above, find_kind, find_row, list_of, of_brand
from parvis.strategy.views.lines import typed_form, write_typed
from parvis.strategy.views.rows import show_unwritten

STRUCK = "diagnosis.struck"
"""The session's key of the line that was struck out last."""


@require_POST
@team(Role.LEAD)
def struck_out(request: TeamRequest, slug: str, pk: int) -> HttpResponse:
    kind = find_kind(slug)
    row = find_row(kind, pk, access=request.access)
    above, name = above_of(row), kind.tell(row).name
    kept, why = _kept(kind, row), request.POST.get("why", "")
    again = of_brand("strategy:restore", brand_of(row), slug)
    try:
        strike_out(row, by=request.access.actor, at=now(), why=why)
    except WhyMissing:
        messages.error(request, SAY_WHY)
        return redirect(of_brand("strategy:line", brand_of(row), slug, pk))
    request.session[STRUCK] = {**kept, "values": kept["values"] | ({"why": why} if why else {})}
    offer_undo(request, _("%(name)s is struck out.") % {"name": name}, address=again)
    return redirect(list_of(kind, above))


@require_POST
@team(Role.LEAD)
def restored(request: TeamRequest, slug: str) -> HttpResponse:
    """The line that was struck out last, if it is of this list; at its end. Its words wait until
    they are written down: while they cannot be, it is said why."""
    kind = find_kind(slug)
    brand = brand_asked_for(request, role=Role.LEAD)
    kept = request.session.get(STRUCK)
    if not kept or kept["kind"] != slug:
        messages.error(request, _("Nothing of it is left: write it down again."))
        return redirect(of_brand("strategy:step", brand, kind.step))
    above: Above = find_above(kind, kept["above"], access=request.access) if kind.of else brand
    with transaction.atomic():
        wrong = _write_again(kept, above, request)
        transaction.set_rollback(wrong is not None)
    if wrong is None:
        request.session.pop(STRUCK)
    elif not kept["below"]:
        return show_unwritten(request, kind, above, wrong)
    else:
        again = of_brand("strategy:restore", brand, slug)
        offer_undo(request, _told(wrong), address=again, level=messages.ERROR)
    return redirect(list_of(kind, above))


def _kept(kind: Kind, row: Row) -> dict[str, Any]:
    """The line as one would type it, with those that hang on it."""
    below = below_of(kind)
    rows = below.model._default_manager.filter(**{below.of: row}) if below else ()
    return {
        "kind": kind.slug,
        "above": str(above_of(row).pk),
        "values": {bound.name: _typed(bound.value()) for bound in kind.form(instance=row)},
        "below": [_kept(below, one) for one in rows] if below else [],
    }


def _typed(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def _write_again(kept: dict[str, Any], above: Above, request: TeamRequest) -> RowForm[Any] | None:
    """The first form that says why it cannot be; None when all of it is written."""
    form = typed_form(KINDS[kept["kind"]], above=above, words=kept["values"])
    if not write_typed(form, request):
        return form
    row = form.instance
    if not isinstance(row, Segment | Rival):
        return None
    return next(
        (wrong for one in kept["below"] if (wrong := _write_again(one, row, request))), None
    )


def _told(form: RowForm[Any]) -> str:
    return " ".join(
        f"{form.fields[name].label}: {error}" if name in form.fields else str(error)
        for name, errors in form.errors.items()
        for error in errors
    )
