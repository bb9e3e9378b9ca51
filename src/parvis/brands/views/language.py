"""The language of the pages: kept in a cookie, and with the user."""

from __future__ import annotations

from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from parvis.brands.actions import change_user
from parvis.brands.models import Language, User
from parvis.kit.clock import now

Answer = TypeVar("Answer", bound=HttpResponse)
YEAR = 365 * 24 * 3600


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep `language` and go back to `next`; a language that there is not changes nothing."""
    chosen = request.POST.get("language", "")
    target = request.POST.get("next", "/")
    own = url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
    response = redirect(target if own else "/")
    if chosen not in Language.values:
        return response
    if isinstance(request.user, User):
        user = request.user
        change_user(user, name=user.name, language=chosen, by=user.actor, at=now())
    return keep_language(response, chosen)


def keep_language(response: Answer, language: str) -> Answer:
    """Let this browser remember the language; an empty one is the browser's own."""
    name, path = settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_COOKIE_PATH
    if not language:
        response.delete_cookie(name, path, samesite="Lax")
        return response
    response.set_cookie(
        name,
        language,
        YEAR,
        path=path,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return response
