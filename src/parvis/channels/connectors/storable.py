"""Text that PostgreSQL can hold: no NUL, no half of a surrogate pair."""

from __future__ import annotations

import re

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """`text` with U+FFFD for each character that no UTF-8 database column can hold."""
    if is_storable(text):
        return text
    return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def is_storable(text: str) -> bool:
    if text.isascii():  # known of every text, and most are
        return "\0" not in text
    return _UNSTORABLE.search(text) is None
