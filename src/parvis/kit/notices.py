"""What is said to somebody after they did something, with the way back where there is one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest


def offer_undo(request: HttpRequest, text: str, *, address: str) -> None:
    """Say that it is done; a button takes it back: a POST to `address` with `undo` in it."""
    messages.success(request, text, extra_tags=address)
