"""The script that a browser keeps for this site, so that it can be installed and called.

It lies beside the other built files, but a browser lets it look after the whole site only when
its own address is at the root. The database has no part in it.
"""

from __future__ import annotations

from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

BUILT = Path(__file__).parent / "static" / "kit" / "build" / "service-worker.js"


@require_GET
def service_worker(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - the same for all
    try:
        script = BUILT.read_bytes()
    except FileNotFoundError as error:
        raise Http404("The front end is not built.") from error
    return HttpResponse(
        script, content_type="text/javascript", headers={"Cache-Control": "no-cache"}
    )


@require_GET
def offline(request: HttpRequest) -> HttpResponse:
    """The page that a browser keeps, to be shown when it reaches nobody."""
    return render(request, "kit/offline.html")
