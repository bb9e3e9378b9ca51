"""What a lead sets for a brand: its look, when it answers, and when it is closed."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from parvis.brands.accent import accent_note
from parvis.brands.access import TeamRequest, team
from parvis.brands.actions import (
    add_holiday,
    change_brand,
    remove_holiday,
    set_opening_hours,
    set_up,
)
from parvis.brands.forms import HolidayForm, LookForm, ProfileForm, RhythmForm
from parvis.brands.models import Brand, Holiday, Installation, Profile, Role
from parvis.brands.queries import brands_led, coming_holidays
from parvis.brands.tabs import settings_tabs
from parvis.brands.views.finding import brand_asked_for, brand_called
from parvis.kit.clock import now


@team(Role.LEAD)
@require_GET
def settings(request: TeamRequest) -> HttpResponse:
    return _page(request, brand_asked_for(request, role=Role.LEAD))


@team(Role.LEAD)
@require_POST
def look(request: TeamRequest, slug: str) -> HttpResponse:
    brand = brand_called(slug, access=request.access, role=Role.LEAD)
    form = LookForm(request.POST, instance=Brand.objects.get(pk=brand.pk))
    if not form.is_valid():
        return _page(request, brand, status=422, look=form)
    change_brand(brand, to=form.cleaned_data, by=request.access.actor, at=now())
    return _saved(request, brand)


@team(Role.LEAD)
@require_POST
def rhythm(request: TeamRequest, slug: str) -> HttpResponse:
    brand = brand_called(slug, access=request.access, role=Role.LEAD)
    form = RhythmForm(request.POST, initial=RhythmForm.initial_of(brand))
    if not form.is_valid():
        return _page(request, brand, status=422, rhythm=form)
    by, at = request.access.actor, now()
    starts_at = form.starts_at(otherwise=brand.starts_at)
    change_brand(brand, to={**form.brand_settings(), "starts_at": starts_at}, by=by, at=at)
    set_opening_hours(brand, week=form.week, by=by, at=at)
    return _saved(request, brand)


@team(Role.LEAD)
@require_POST
def holidays(request: TeamRequest, slug: str) -> HttpResponse:
    """A further closed day; the same day again changes nothing."""
    brand = brand_called(slug, access=request.access, role=Role.LEAD)
    form = HolidayForm(request.POST)
    if not form.is_valid():
        return _holidays(request, brand, form, status=422)
    day, name = form.cleaned_data["day"], form.cleaned_data["name"]
    add_holiday(brand, day=day, name=name, by=request.access.actor, at=now())
    return _holidays(request, brand)


@team(Role.LEAD)
@require_POST
def removed_holiday(request: TeamRequest, holiday_id: int) -> HttpResponse:
    mine = Holiday.objects.filter(brand__in=request.access.brand_ids()).select_related("brand")
    holiday = get_object_or_404(mine, pk=holiday_id)
    request.access.require(holiday.brand_id, Role.LEAD)
    remove_holiday(holiday, by=request.access.actor, at=now())
    return _holidays(request, holiday.brand)


@team(Role.OWNER)
@require_POST
def profile(request: TeamRequest) -> HttpResponse:
    """How much is shown, in the whole installation."""
    form = ProfileForm(request.POST)
    if form.is_valid():
        set_up(profile=Profile(form.cleaned_data["profile"]), at=now())
        messages.success(request, _("Saved."))
    return redirect("brands:settings")


@team(Role.LEAD)
@require_GET
def accent(request: TeamRequest) -> HttpResponse:
    """How a colour will look, while it is being chosen."""
    note = accent_note(request.GET.get("accent", ""))
    return render(request, "brands/accent_note.html", {"note": note})


def _page(
    request: TeamRequest, brand: Brand, *, status: int = 200, **bound: BaseForm
) -> HttpResponse:
    context: dict[str, Any] = {
        "section": "settings",
        "tabs": settings_tabs(request.access, current="brand"),
        "brand": brand,
        "brands": brands_led(request.access),
        "look": LookForm(instance=brand),
        "rhythm": RhythmForm(initial=RhythmForm.initial_of(brand)),
        "holiday": HolidayForm(auto_id="id_holiday_%s"),
        "holidays": coming_holidays(brand, today=timezone.localdate(now(), brand.zone)),
        "note": accent_note(brand.accent),
        "profile": ProfileForm(instance=Installation.objects.first()),
        "may_own": request.access.may(brand.pk, Role.OWNER),
        **bound,
    }
    return render(request, "brands/settings.html", context, status=status)


def _holidays(
    request: TeamRequest, brand: Brand, form: HolidayForm | None = None, *, status: int = 200
) -> HttpResponse:
    if not request.htmx:
        return (
            _page(request, brand, status=status, holiday=form) if form else _saved(request, brand)
        )
    context = {
        "brand": brand,
        "holiday": form or HolidayForm(auto_id="id_holiday_%s"),
        "holidays": coming_holidays(brand, today=timezone.localdate(now(), brand.zone)),
    }
    return render(request, "brands/settings.html#holidays", context, status=status)


def _saved(request: TeamRequest, brand: Brand) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect(f"{reverse('brands:settings')}?{urlencode({'brand': brand.slug})}")
