"""What of a message is read: its own words, not what a mail quotes, and no more than so many."""

import re

READ_AT_MOST = 5_000

_QUOTED_LINE = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
_QUOTE_BEGINS = re.compile(
    r"^(?:-{3,} ?(?:Original Message|Message d'origine|Forwarded message|Message transféré)\b"
    r"|(?:Le|On) .{0,200}(?:a écrit|wrote) ?:[ \t]*$"
    r"|-- ?$)",
    re.MULTILINE,
)


def without_quotes(text: str) -> str:
    """Leave out what a mail quotes, unless nothing else is there."""
    if "\n" not in text:
        return text
    begins = _QUOTE_BEGINS.search(text)
    own = text[: begins.start()] if begins else text
    if ">" in own:
        own = _QUOTED_LINE.sub("", own)
    return own if own.strip() else text
