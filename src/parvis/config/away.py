"""While the database is away: an honest answer, made without it, that gives the words back.

No session, no context processor and no user is asked, for all of them live in the database. The
form on the page carries the token of the form that was sent, so it passes the same check; one
that was forged is forged on its way back, too.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import UnreadablePostError
from django.template.loader import render_to_string
from django.views.defaults import server_error

RETRY_AFTER_SECONDS = 30
API = "/api/"
AWAY = (OperationalError, InterfaceError, psycopg.OperationalError)
SPOKEN = ("text", "note", "body")
"""The fields in which people write; one of them is shown, the others travel along unseen."""
SECRET = re.compile("password|secret")
NAMES_ITSELF = {"once", "key"}
"""Fields that name one sending of a form: sent again, it is the same one."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Kept:
    """What was sent with a form and can be sent again: everything but passwords.

    `field` and `text` are what the person wrote, `hidden` the other fields, `files` the fields
    whose files have to be chosen again. `counts_once` says that sending it twice is no harm.
    """

    field: str = ""
    text: str = ""
    hidden: tuple[tuple[str, str], ...] = ()
    files: tuple[str, ...] = ()
    counts_once: bool = False


def answer_failure(request: HttpRequest) -> HttpResponse:
    """What is said when a view or a middleware failed: 503 for the database's sake, else 500."""
    error = sys.exc_info()[1]
    if not any(isinstance(cause, AWAY) for cause in _causes(error)):
        return server_error(request)
    log.warning("%s %s waits for the database: %s", request.method, _route(request), _said(error))
    response = _in_json() if request.path.startswith(API) else _in_html(request)
    response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    response["Cache-Control"] = "no-store"
    # Django's own line would come with a traceback, for each request of a bad minute.
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def _route(request: HttpRequest) -> str:
    """The address as it is declared: itself it may hold a token, its query a person's words."""
    return request.resolver_match.route if request.resolver_match else "an address"


def _said(error: BaseException | None) -> str:
    """Its first line: the further ones may quote what was being written."""
    return str(error).strip().partition("\n")[0] or type(error).__name__


def _in_json() -> HttpResponse:
    return JsonResponse({"detail": "The database cannot be reached. Try again soon."}, status=503)


def _in_html(request: HttpRequest) -> HttpResponse:
    posted = request.method == "POST"
    context = {"address": request.get_full_path(), "kept": _kept(request) if posted else None}
    return HttpResponse(render_to_string("503.html", context), status=503)


def _kept(request: HttpRequest) -> Kept:
    try:
        given, files = request.POST, request.FILES
    except (SuspiciousOperation, BadRequest, UnreadablePostError):
        return Kept()  # whatever it was, it did not arrive whole
    fields = tuple(
        (name, value)
        for name, values in given.lists()
        if not SECRET.search(name)
        for value in values
    )
    shown = next((field for field in fields if field[0] in SPOKEN and field[1].strip()), ("", ""))
    return Kept(
        *shown,
        hidden=tuple(field for field in fields if field != shown),
        files=tuple(files),
        counts_once=not NAMES_ITSELF.isdisjoint(given),
    )
