"""What of a message is read: its own words, not what a mail quotes, and no more than so many."""

import re
from typing import NamedTuple

READ_AT_MOST = 5_000
_LOOKED_AT = 4 * READ_AT_MOST
"""Within so many characters the person's own words are looked for among what they quote."""

_QUOTED = re.compile(
    # who wrote when, if lines that are quoted follow: else it may be the person's own story
    r"^(?:Le|On) [^\n]{0,200}?[\d@][^\n]{0,200}(?:a écrit|wrote) ?:[ \t\r]*\n"
    r"(?:[ \t\r]*\n)*(?=[ \t]*>)"
    r"|^[ \t]*>[^\n]*(?:\n|\Z)",
    re.MULTILINE,
)
_FORWARDED = re.compile(
    r"^-{3,} ?(?:Original Message|Message d'origine|Forwarded message|Message transféré)\b",
    re.MULTILINE,
)


class Own(NamedTuple):
    """What is read of a message; not `whole` where it goes on."""

    words: str
    whole: bool


def own_words(text: str, *, title: str = "") -> Own:
    """The title, then the person's own words, `READ_AT_MOST` characters of both together."""
    own = without_quotes(text[:_LOOKED_AT])
    words = f"{title}\n{own}" if title else own
    return Own(words[:READ_AT_MOST], len(words) <= READ_AT_MOST and len(text) <= _LOOKED_AT)


def without_quotes(text: str) -> str:
    """Leave out what a mail quotes, unless nothing else is there."""
    if "\n" not in text:
        return text
    forwarded = _FORWARDED.search(text)
    own = text[: forwarded.start()] if forwarded else text
    if ">" in own:
        own = _QUOTED.sub("", own)
    return own if own.strip() else text
