"""How French is set: curly apostrophes, guillemets, and spaces that do not break."""

from __future__ import annotations

import re

NARROW = "\N{NARROW NO-BREAK SPACE}"
WIDE = "\N{NO-BREAK SPACE}"
NO_WORDS = re.compile(r"<[^>]*>|%\(\w+\)s|\bhttps?://\S+")
FAULTS = (
    (re.compile(r"\w'\w"), "a straight apostrophe"),
    (re.compile(r'"'), "straight quotation marks"),
    (re.compile(rf"[^\s{NARROW}{WIDE}?!…][?!;](?!\w)"), "no narrow no-break space before ? ! ;"),
    (re.compile(r"[ ][?!;:»]|« "), "a space that may break before ? ! ; : or inside « »"),
    (re.compile(rf"[^\s{NARROW}{WIDE}\d:]:(?=\s|$)"), "no no-break space before :"),
    (re.compile(rf"{NARROW}:|(?<!«){WIDE}[?!;]"), "narrow space before ? ! ; and wide before :"),
    (re.compile(r"\.\.\."), "three points instead of …"),
    (re.compile(r"(?<!\?)!"), "an exclamation mark"),
)


def typing_faults(words: str) -> list[str]:
    """What a French editor would mark in these words, tags and placeholders apart."""
    plain = NO_WORDS.sub("x", words)
    return [fault for pattern, fault in FAULTS if pattern.search(plain)]
