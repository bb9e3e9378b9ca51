"""Bytes that a mail carries as letters."""

from __future__ import annotations

import binascii
import re

_WORDS = re.compile(rb"[^A-Za-z0-9+/=\s]")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")


def from_base64(data: bytes) -> bytes:
    """What `data` encodes. Letters that do not belong are skipped, missing ends are supplied; what
    a mailing list has put below, in plain words, is left out."""
    encoded, _, below = data.lstrip().partition(b"\n\r\n" if b"\n\r\n" in data else b"\n\n")
    if encoded and _WORDS.search(below):
        data = encoded
    try:
        return binascii.a2b_base64(data)
    except binascii.Error:
        letters = _NOT_BASE64.sub(b"", data)
        if len(letters) % 4 == 1:
            letters = letters[:-1]
        return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))
