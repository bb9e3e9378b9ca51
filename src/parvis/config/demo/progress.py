"""How far the demo's story has been told, for the page that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from parvis.config.demo.logins import LOGINS

KEY = "demo:progress"
STOP_POLLING = 286


@dataclass(frozen=True)
class Progress:
    done: int
    total: int


@require_GET
def progress_line(request: HttpRequest) -> HttpResponse:
    """The line that says how far it is; htmx stops asking when it is done."""
    progress: Progress | None = cache.get(KEY)
    context = {"demo_progress": progress}
    status = 200 if progress else STOP_POLLING
    return render(request, "config/demo_progress.html", context, status=status)


def demo_context(request: HttpRequest) -> dict[str, Any]:
    """For every page of the demo: who may log in, and how far the story is."""
    if not settings.DEMO:
        return {}
    progress: Progress | None = cache.get(KEY)
    anonymous = not getattr(request, "user", None) or not request.user.is_authenticated
    return {
        "demo": True,
        "demo_progress": progress,
        "page_lines": ("config/demo_progress.html",),
        "demo_logins": LOGINS if anonymous else (),
    }
