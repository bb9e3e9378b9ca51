"""What of a message is read: its own words, not what a mail quotes, and no more than so many."""

from typing import NamedTuple

from parvis.kit.quoted import introduction, is_marked, is_rule, may_quote, older_mails

READ_AT_MOST = 5_000
_LOOKED_AT = 4 * READ_AT_MOST
"""Within so many characters the person's own words are looked for among what they quote."""

_RULES = "_- \t\r\n"


class Own(NamedTuple):
    """What is read of a message; not `whole` where it goes on."""

    words: str
    whole: bool


def own_words(text: str, *, title: str = "") -> Own:
    """The title, then the person's own words, `READ_AT_MOST` characters of both together."""
    seen = text[:_LOOKED_AT]
    own = _unquoted(seen)
    if not title:
        words = own or seen
    elif own or not seen.strip():
        words = f"{title}\n{own}"
    else:  # in one line, so that under its title too it is read whole
        words = " ".join([title, *(line.lstrip("> \t") for line in seen.splitlines())])
    return Own(words[:READ_AT_MOST], len(words) <= READ_AT_MOST and len(text) <= _LOOKED_AT)


def without_quotes(text: str) -> str:
    """Leave out what a mail quotes, unless nothing else is there."""
    return _unquoted(text) or text


def _unquoted(text: str) -> str:
    """Empty where nothing is left."""
    if "\n" not in text:
        return text
    own = _without_older_mails(text) if may_quote(text) else text
    return own if own.strip(_RULES) else ""


def _without_older_mails(text: str) -> str:
    """As it was where it quotes nothing."""
    lines = text.split("\n")
    older = next(older_mails(lines), None)
    own = lines[: older.line] if older else lines
    while older and own and (not own[-1].strip() or is_rule(own[-1])):
        own.pop()
    if ">" in text:
        own = _without_marked(own)
    return text if len(own) == len(lines) else "\n".join(own)


def _without_marked(lines: list[str]) -> list[str]:
    """Without the lines that are marked as quoted, and without those that introduce them."""
    own: list[str] = []
    above = 0
    for line in lines:
        if not is_marked(line):
            own.append(line)
            above = len(own) if line.strip() else above
        elif above:
            own = own[: introduction(own, above - 1)]
            above = 0
    return own
