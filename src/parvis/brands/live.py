"""The address of live news: for a member of the team, the events of their brands."""

from __future__ import annotations

from asgiref.sync import sync_to_async
from django.db import connections
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from parvis.brands.access import access_of
from parvis.kit.live import stream


@require_GET
async def live(request: HttpRequest) -> HttpResponseBase:
    """Authenticates, gives the database connection back, then streams for as long as it is open."""
    brand_ids = await _brand_ids(request)
    if not brand_ids:  # nobody reads what this line says: a form to log in would be lost on it
        return HttpResponse(status=403)
    response = StreamingHttpResponse(
        stream(brand_ids, last_mark=_last_mark(request)), content_type="text/event-stream"
    )
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"  # a proxy in front must not hold the events back
    return response


@sync_to_async
def _brand_ids(request: HttpRequest) -> frozenset[int]:
    """The brands of the user; a stranger has none."""
    try:
        if not request.user.is_authenticated:
            return frozenset()
        return frozenset(access_of(request.user).brand_ids())
    finally:
        connections.close_all()


def _last_mark(request: HttpRequest) -> int | None:
    """Where the browser was; at first, where the log was when its page was made."""
    told = request.headers.get("Last-Event-ID") or request.GET.get("since", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 20 else None
