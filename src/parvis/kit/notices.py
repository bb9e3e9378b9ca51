"""What is said to somebody after they did something, with the way back where there is one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest


def offer_undo(
    request: HttpRequest, text: str, *, address: str, level: int = messages.SUCCESS
) -> None:
    """Say that it is done; a button takes it back: a POST to `address` with `undo` in it. With
    another `level`, say why that did not work, and offer it again."""
    messages.add_message(request, level, text, extra_tags=address)
