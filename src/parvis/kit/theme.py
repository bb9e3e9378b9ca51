"""Light, dark, or as the system says: a choice kept in a cookie of this browser."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

COOKIE = "theme"
YEAR = 365 * 24 * 3600
CHOICES = ("", "light", "dark")


def chosen_theme(request: HttpRequest | None) -> str:
    """ "light", "dark", or "" when the system decides."""
    kept = request.COOKIES.get(COOKIE, "") if request else ""
    return kept if kept in CHOICES else ""


@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Keep `theme` and go back to `next`."""
    theme = request.POST.get("theme", "")
    target = request.POST.get("next", "/")
    own = url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
    response = redirect(target if own else "/")
    if theme in CHOICES[1:]:
        response.set_cookie(
            COOKIE, theme, YEAR, secure=request.is_secure(), httponly=True, samesite="Lax"
        )
    else:
        response.delete_cookie(COOKIE)
    return response
