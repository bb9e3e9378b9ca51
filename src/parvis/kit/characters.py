"""From bytes of any charset, as strangers send them, to text that a page can show and PostgreSQL
can store."""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import lru_cache

# Programs write the small name and mean the larger set.
_WIDER = {
    "iso8859-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
# What senders put under a name that does not fit.
_MISTAKEN = {
    "utf-8": ("cp1252",),
    "iso2022_jp": ("euc_jp", "cp932"),
    "cp932": ("euc_jp",),
    "euc_jp": ("cp932",),
}
# Never a text's real charset, and slow (quadratic) or not made for text.
_NOT_FOR_TEXT = {"ascii", "idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape"}

_LONE_SURROGATES = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+")
_LINE_ENDS = re.compile("\r\n?")
_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]+"
)

# What no reader sees: marks of direction, joints, blanks that count as letters or signs.
_UNSEEN = re.compile(
    "[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]+"
)
# Of use inside Persian or Indian words and with emoji, and nowhere else.
_JOINERS = re.compile(
    "(?<![\u0590-\u1dff\u2190-\U0010ffff])[\u200c\u200d\ufe00-\ufe0f]+|[\u200c\u200d]+(?=\\s|$)"
)
_UNREADABLE = "CMZ"
"""Kinds of characters (Unicode) that show nothing by themselves: controls, marks, spaces."""
_NOT_IN_A_NAME = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def to_text(data: bytes, charset: str = "") -> str:
    """`data` read as `charset`, or as the likeliest charset when that one is unknown or wrong.

    Bytes that do not fit become U+FFFD. Never fails.
    """
    codec = _codec(charset) if charset else ""
    if data.isascii() and codec in ("", "utf-8", "cp1252"):
        return data.decode("ascii")
    if codec in ("", "cp1252"):
        return whole_utf8(data) or data.decode("cp1252", "replace")
    return _declared(data, codec)


def whole_utf8(data: bytes) -> str:
    """`data` read as UTF-8; "" where it is none. Text of another charset is hardly ever valid."""
    return _if_whole(data, "utf-8")


def _declared(data: bytes, codec: str) -> str:
    read = data.decode(codec, "replace")
    if "\ufffd" not in read:
        return read
    if codec == "utf-8" and any(letter != "\ufffd" and not letter.isascii() for letter in read):
        return read  # damaged somewhere, not mistaken
    others = (_if_whole(data, other) for other in _MISTAKEN.get(codec, ()))
    return next(filter(None, others), read)


def _if_whole(data: bytes, codec: str) -> str:
    """`data` in this charset; "" where a byte does not fit."""
    try:
        return data.decode(codec)
    except ValueError:
        return ""


def storable(text: str) -> str:
    """Line ends as `\\n`; without NUL, control characters and halves of characters."""
    text = _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))
    return _LONE_SURROGATES.sub("\ufffd", text)


def one_line(text: str, limit: int) -> str:
    """For names, titles and file names: one line, and nothing that hides or turns letters around.

    Direction overrides in a sender's name can make it look like another's.
    """
    text = _LONE_SURROGATES.sub("\ufffd", _INVISIBLE.sub(" ", text))
    return " ".join(text.split())[:limit].rstrip()


def plain_name(name: str) -> str:
    """A name that somebody gave, so that two that read alike are alike: one line, composed (NFC),
    without what no reader sees. Empty where nothing is to be read."""
    seen = _JOINERS.sub("", _UNSEEN.sub("", _NOT_IN_A_NAME.sub(" ", name)))
    if all(unicodedata.category(letter)[0] in _UNREADABLE for letter in seen):
        return ""
    return unicodedata.normalize("NFC", " ".join(seen.split()))


@lru_cache(maxsize=200)
def _codec(charset: str) -> str:
    try:
        name = codecs.lookup(charset.strip()[:40]).name
        "".encode(name)  # refuses codecs that are not for text, such as zlib
    except (LookupError, ValueError):
        return ""
    return "" if name in _NOT_FOR_TEXT else _WIDER.get(name, name)
