"""Exports of messages on the page of the sixth step: brought, counted by a worker, taken or not."""

from __future__ import annotations

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from parvis.brands.access import Access, TeamRequest, team
from parvis.brands.models import Brand, Role
from parvis.brands.views.finding import brand_asked_for
from parvis.kit.clock import now
from parvis.strategy.actions.exports import (
    NotCounted,
    bring_export,
    set_export_aside,
    take_figures,
)
from parvis.strategy.asked.steps import STEPS
from parvis.strategy.catalogue import channel_named
from parvis.strategy.forms import ExportForm
from parvis.strategy.models import ExportCount
from parvis.strategy.queries.exports import exports_of
from parvis.strategy.queries.lines import known_channels
from parvis.strategy.views.finding import of_brand

PIECE = 1_000_000
WAITING_MAX = 5
"""Exports of a brand whose bytes wait in the database at once."""


@require_http_methods(["GET", "POST"])
@team(Role.LEAD)
def page(request: TeamRequest) -> HttpResponse:
    """GET: what was brought and what it holds. POST: another `file` of a `channel`."""
    brand = brand_asked_for(request, role=Role.LEAD)
    if request.method == "GET":
        return _show(request, brand, ExportForm(initial={"channel": request.GET.get("channel")}))
    form = ExportForm(request.POST, request.FILES)
    if ExportCount.objects.filter(brand=brand, counted_at=None).count() >= WAITING_MAX:
        form.add_error(None, _("Five exports are being counted: wait for one of them."))
    if not form.is_valid():
        return _show(request, brand, form, status=422)
    file: UploadedFile[bytes] = form.cleaned_data["file"]
    bring_export(
        brand,
        form.export(),
        channel=form.cleaned_data["channel"],
        pieces=file.chunks(PIECE),
        by=request.access.actor,
        at=now(),
    )
    return redirect(of_brand("strategy:exports", brand))


@require_POST
@team(Role.LEAD)
def take(request: TeamRequest, pk: int) -> HttpResponse:
    """The figures go into the form, with their source."""
    count = _find(pk, access=request.access)
    try:
        row = take_figures(count, by=request.access.actor, at=now())
    except ExportCount.DoesNotExist as error:
        raise Http404 from error
    except NotCounted:
        messages.error(request, _("It has no figures to take."))
        return redirect(of_brand("strategy:exports", count.brand))
    name = row.name or channel_named(row.key)
    messages.success(request, _("Taken into the form: %(name)s.") % {"name": name})
    return redirect(f"{of_brand('strategy:step', count.brand, 'means')}#channel")


@require_POST
@team(Role.LEAD)
def set_aside(request: TeamRequest, pk: int) -> HttpResponse:
    count = _find(pk, access=request.access)
    try:
        set_export_aside(count, by=request.access.actor, at=now())
    except ExportCount.DoesNotExist as error:
        raise Http404 from error
    messages.success(request, _("Set aside: %(file)s.") % {"file": count.file})
    return redirect(of_brand("strategy:exports", count.brand))


def _find(pk: int, *, access: Access) -> ExportCount:
    """Raises `Http404` for a stranger, `PermissionDenied` when their role is too low."""
    counts = ExportCount.objects.filter(brand__in=access.brand_ids()).select_related("brand")
    count = get_object_or_404(counts, pk=pk)
    access.require(count.brand_id, Role.LEAD)
    return count


def _show(
    request: TeamRequest, brand: Brand, form: ExportForm, *, status: int = 200
) -> HttpResponse:
    exports = exports_of(brand)
    context = {
        "section": "strategy",
        "brand": brand,
        "exports": exports,
        "waiting": [one.count.pk for one in exports if one.count.counted_at is None],
        "channels": known_channels(brand),
        "step": STEPS[-1],
        "form": form,
    }
    return render(request, "strategy/exports.html", context, status=status)
