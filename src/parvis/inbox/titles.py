"""What a case is called: the first words of its customer. Pure."""

from __future__ import annotations

MOST = 120


def title_of(title: str, text: str) -> str:
    """The subject of the message, or the beginning of its text, in one line."""
    words = " ".join((title or text).split())
    return words if len(words) <= MOST else words[: MOST - 1].rstrip() + "…"
