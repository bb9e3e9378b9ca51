"""A text as an encoder of meaning is given it: without what changes its vector and says nothing of
what is meant.

An encoder hears joy in marks of exclamation and advertising in links. Words and letters are read
with all of it, and weighed beside.
"""

from __future__ import annotations

import re

_LINK = re.compile(r"\s*(?:https?://|\bwww\.)\S+")
_LOUD = re.compile(r"(?:\s{0,3}!|[?؟])(?:\s{0,3}[!?؟])*")
_TAG = re.compile(r"#+(?=[^\W\d_])")


def plainly(text: str) -> str:
    """Without links, shouting and the marks of hashtags; as it is where nothing else is there."""
    said = _LINK.sub("", text) if "://" in text or "www." in text else text
    said = _TAG.sub("", _LOUD.sub(_said_once, said))
    return said if said.strip(" .?؟") else text


def _said_once(marks: re.Match[str]) -> str:
    """A question stays one; what is called out is said."""
    return next((mark for mark in marks[0] if mark in "?؟"), ".")
