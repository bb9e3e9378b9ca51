"""The characters of many texts, laid end to end and cleaned, as NumPy reads them at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from parvis.triage.words import READ_AT_MOST, without_quotes

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Kind(IntEnum):
    SYMBOL = 0
    LETTER = 1
    DIGIT = 2
    SPACE = 3
    JOINT = 4
    """Between two words that are written as one: j'ai, don't."""
    BETWEEN = 5
    """Between two texts."""
    NOTHING = 6
    """Not read at all: the rest of a mail address, the colour of a hand."""


_BETWEEN, _MASK, _NOTHING = "\0", "\ue001", "\ue002"
_PRIVATE = re.compile(
    rf"(?P<host>(?:https?://|\bwww\.)[^\s/{_BETWEEN}]{{1,253}}/)[^\s{_BETWEEN}]+"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}"
    r"|__(?:email|phone)__"
)
"""Which page a link leads to, and to whom a mail address belongs, teaches nothing of others."""
_HINTS = ("://", "www.", "__")
_BEFORE_AT = re.compile(r"[\w.+-]@")
"""Without one of these a text has nothing private, and need not be searched letter by letter."""
_TABLE = 0x20000
"""Characters from here on are rare Chinese letters."""
_TAGS = 0xE0000
"""Characters from here on are marks that no reader sees."""
_REPEATED_AT_MOST = 3


def read_text(text: str) -> str:
    """What is read of a message: its own words, up to `READ_AT_MOST` characters."""
    own = without_quotes(text[:READ_AT_MOST]).replace(_BETWEEN, " ")
    return unicodedata.normalize("NFC", own)


@dataclass(frozen=True, slots=True)
class Characters:
    """The characters of several texts, one after the other, cleaned; `place` is where each stood.

    Every text stands between two spaces, so that its first and last words have both their ends.
    """

    code: NDArray[np.uint32]
    kind: NDArray[np.uint8]
    text: Numbers
    place: Numbers
    texts: int
    written: str

    @classmethod
    def of(cls, texts: Sequence[str]) -> Characters:
        own = [read_text(text) for text in texts]
        written, masked = _end_to_end(own), _end_to_end([_masked(text) for text in own])
        code = _codes(masked.replace("İ", "I").lower())  # the only letter to grow
        kind = _kinds()[np.minimum(code, _TABLE - 1)]
        kind[code >= _TAGS] = Kind.NOTHING
        code[kind == Kind.SPACE] = ord(" ")
        code[kind == Kind.DIGIT] = ord("0")
        place = np.flatnonzero(kind != Kind.NOTHING)
        place = place[~_is_repeated(code[place], kind[place])]
        return cls(
            code=code[place],
            kind=kind[place],
            text=np.cumsum(kind[place] == Kind.BETWEEN) - 1,
            place=place,
            texts=len(texts),
            written=written,
        )

    def words(self) -> tuple[Numbers, Numbers]:
        """Where words begin and end; a sign or an emoji is a word of its own."""
        inside = (self.kind == Kind.LETTER) | (self.kind == Kind.DIGIT)
        sign = self.kind == Kind.SYMBOL
        begins, ends = inside.copy(), inside.copy()
        begins[1:] &= ~inside[:-1]
        ends[:-1] &= ~inside[1:]
        return np.flatnonzero(begins | sign), np.flatnonzero(ends | sign) + 1


def _end_to_end(texts: Sequence[str]) -> str:
    joined = f" {_BETWEEN} ".join(texts)
    return f"{_BETWEEN} {joined} {_BETWEEN}"


def _masked(text: str) -> str:
    """As long as it was, without what is private."""
    is_suspect = any(hint in text for hint in _HINTS) or ("@" in text and _BEFORE_AT.search(text))
    return _PRIVATE.sub(_mask, text) if is_suspect else text


def _mask(found: re.Match[str]) -> str:
    """The host, then one sign, and as long as it was, so that all places stay."""
    host = found["host"] or ""
    return host + _MASK + _NOTHING * (len(found.group()) - len(host) - 1)


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).copy()


@lru_cache(maxsize=1)
def _kinds() -> NDArray[np.uint8]:
    """The kind of every character below `_TABLE`."""
    return np.array([_kind(chr(code)) for code in range(_TABLE)], dtype=np.uint8)


def _kind(sign: str) -> Kind:
    category = unicodedata.category(sign)
    if sign == _BETWEEN:
        return Kind.BETWEEN
    if sign in "'’":
        return Kind.JOINT
    if sign == _NOTHING or category == "Cf" or sign in "\ufe0e\ufe0f🏻🏼🏽🏾🏿":
        return Kind.NOTHING
    if sign.isspace() or category == "Cc":
        return Kind.SPACE
    if category[0] in "LM" or sign == "_":
        return Kind.LETTER
    return Kind.DIGIT if category == "Nd" else Kind.SYMBOL


def _is_repeated(code: NDArray[np.uint32], kind: NDArray[np.uint8]) -> Flags:
    """A space after a space, and the fourth of the same letter in a row and those behind it."""
    same = np.zeros(len(code), dtype=bool)
    same[1:] = code[1:] == code[:-1]
    often = same.copy()
    for before in range(1, _REPEATED_AT_MOST):
        often[before:] &= same[:-before]
    repeated: Flags = (same & (kind == Kind.SPACE)) | (often & (kind == Kind.LETTER))
    return repeated
