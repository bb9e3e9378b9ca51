"""The first start."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from parvis.brands.actions import AlreadySetUp, begin
from parvis.brands.forms import SetupForm
from parvis.brands.models import Installation
from parvis.kit.clock import now

ZONES = {"fr": "Europe/Paris", "en": "Europe/London"}
COUNTRIES = {"fr": "FR", "en": "GB"}


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def setup(request: HttpRequest) -> HttpResponse:
    """Once: afterwards there is nothing at this address."""
    if Installation.objects.exists():
        raise Http404
    form = SetupForm(request.POST or None, initial=_guessed(get_language() or ""))
    if not form.is_valid():
        return render(
            request, "brands/setup.html", {"form": form}, status=422 if form.is_bound else 200
        )
    at = now()
    try:
        owner = begin(form.beginning(at=at), at=at)
    except AlreadySetUp:
        messages.info(request, gettext("Parvis was set up a moment ago. Log in to begin."))
        return redirect("account_login")
    login(request, owner)
    return redirect("inbox:queue")


def _guessed(language: str) -> dict[str, str]:
    """What the language of the browser makes likely."""
    return {
        "language": language if language in ZONES else "en",
        "time_zone": ZONES.get(language, "UTC"),
        "holiday_country": COUNTRIES.get(language, ""),
    }
