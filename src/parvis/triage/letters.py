"""What the letters alone say of the language: more than the words, where no language that is told
is written in them, or one only."""

from __future__ import annotations

import re
from typing import cast

from parvis.triage.verdict import Language

_LETTERS_COUNTED = 400
_LETTER = re.compile(r"[^\W\d_]")
_TWO_LETTERS = re.compile(r"[^\W\d_].*?[^\W\d_]", re.DOTALL)
_ADDRESSES = ("://", "www.", "@")
_ARABIC = re.compile(r"[\u0620-\u064a]")
_DIGIT = re.compile(r"\d")
_OTHER_SCRIPT = re.compile(
    "[\u0370-\u05ff\u0700-\u074f\u0780-\u07bf\u0900-\u1cff\u2d00-\u2ddf\u3040-\u30ff"
    "\u3100-\u9fff\ua000-\ua4cf\ua800-\uab2f\uabc0-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Letters in which none of the languages that are told is written."""


def has_letters(words: str) -> bool:
    return _LETTER.search(words) is not None


def language_by_letters(words: str, likeliest: str) -> Language:
    """`likeliest` is what the words say. Fewer than two letters are of none, nor are addresses, nor
    codes; one language is told by its letters alone, and so are those that Parvis does not know."""
    written = _written_out(words)
    if not _TWO_LETTERS.search(_without_codes(written)):
        return "unknown"
    if written.isascii():
        return cast("Language", likeliest)
    letters = len(_LETTER.findall(written))
    if 2 * len(_OTHER_SCRIPT.findall(written)) > letters:
        return "unknown"
    if 2 * len(_ARABIC.findall(written)) > letters:
        return "ar"
    return cast("Language", likeliest)


def _written_out(words: str) -> str:
    """The first letters of what is in a language: no address is, however long, and no handle."""
    if not any(mark in words for mark in _ADDRESSES):
        return words[:_LETTERS_COUNTED]
    kept, length = [], 0
    for word in words.split():
        if any(mark in word for mark in _ADDRESSES):
            continue
        kept.append(word)
        length += len(word) + 1
        if length > _LETTERS_COUNTED:
            break
    return " ".join(kept)[:_LETTERS_COUNTED]


def _without_codes(written: str) -> str:
    """Whatever holds a digit is a number or a code."""
    if not _DIGIT.search(written):
        return written
    return " ".join(word for word in written.split() if not _DIGIT.search(word))
