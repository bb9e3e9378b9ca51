"""What a stranger's page says, as words that can be kept and shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape

from parvis.kit.characters import one_line, to_text

DECLARED_WITHIN = 1024
"""Bytes at the beginning of a page, where it names its charset."""
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
OF_ANSWER = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
LOST = "\N{REPLACEMENT CHARACTER}"


def text_of(body: bytes, *, media_type: str = "") -> str:
    """In the charset that the answer's `media_type` names, else the page itself; else in UTF-8."""
    if named := OF_ANSWER.search(media_type):
        return to_text(body, named[1])
    declared = DECLARED.search(body[:DECLARED_WITHIN])
    return to_text(body, declared[1].decode("ascii", "replace") if declared else "utf-8")


def without_cdata(text: str) -> str:
    """What stands in a CDATA section, as it is written without one."""
    return "".join(_unwrapped(text))


def _unwrapped(text: str) -> Iterator[str]:
    before, *sections = text.split("<![CDATA[")
    yield before
    for section in sections:
        words, end, after = section.partition("]]>")
        yield escape(words, quote=False) + after if end else section


def words_of(text: str, *, longest: int) -> str:
    """On one line, with nothing that cannot be seen; empty where a letter of it was lost, as what
    is proposed is no guess."""
    words = one_line(text, longest)
    return "" if LOST in words else words


def without_markup(text: str) -> str:
    """The words of a piece of HTML."""
    return unescape(TAG.sub(" ", text))
