"""How often something may be done: a counter per key and window, in the shared cache."""

from __future__ import annotations

from datetime import timedelta

from django.core.cache import cache
from django.http import HttpRequest


def may_again(what: str, *, who: str, most: int, within: timedelta) -> bool:
    """Count one more `what` by `who`; False from the one after `most` in this window on."""
    key = f"limit:{what}:{who}"
    if cache.add(key, 1, within.total_seconds()):
        return True
    try:
        return int(cache.incr(key)) <= most
    except ValueError:  # the window ended between the two calls
        return True


def address_of(request: HttpRequest) -> str:
    """The network address of whoever asks (behind a proxy: as PARVIS_PROXY lets it be told)."""
    return str(request.META.get("REMOTE_ADDR", "")) or "unknown"
