"""What of a message is read: its own words, not what a mail quotes, and no more than so many."""

import re
from itertools import islice
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
    r"^[ \t]*-{2,} ?(?:Original (?:Message|Appointment)|(?:Message|Mail) original"
    r"|Message d['’]origine|Forwarded message|Message transféré|Ursprüngliche Nachricht"
    r"|Weitergeleitete Nachricht|Mensaje (?:original|reenviado)|Messaggio (?:originale|inoltrato)"
    r"|Mensagem (?:original|encaminhada)|(?:Oorspronkelijk|Doorgestuurd) bericht)\b",
    re.MULTILINE | re.IGNORECASE,
)
_WROTE_HINTS = ("écrit", "wrote", "schrieb", "escribió", "scritto", "escreveu", "schreef")
_WROTE = re.compile(
    # mail programs break it into two lines
    r"^[ \t]*(?:Le|On|Am|El|Il|Em|A|Op) (?P<who>[^\n]{0,200}?(?:\n[^\n]{1,120}?)??)"
    r"(?:a écrit|wrote|escribió|ha scritto|escreveu|(?:schrieb|schreef)[^\n]{0,120})"
    r"[^\S\n]?:[^\S\n]*$",
    re.MULTILINE,
)
_WHEN = re.compile(r"\d{4}|\d ?[:h] ?\d|@")
_TOLD_BY_A_PERSON = re.compile(
    r"(?:\b(?:m|nous|vous|you|your|votre|notre|our|my|mi|mir|uns|ihr|mij|u)|['’])\s*\Z"
    r"|\b(?:your|votre|vos|ihre?|uw|su|vostr[oa])\b",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"^(?:[_-]{5,}[^\S\n]*\n)?[^\S\n]*\*?(?:De|From|Von|Da|Van|Expéditeur)[^\S\n]?:", re.MULTILINE
)
_SENT = re.compile(
    r"(?:^|\s)\*?(?:Envoyé|Sent|Gesendet|Enviad[oa](?: el| em)?|Inviat[oa]|Verzonden(?: op)?)\s?:"
)
_DATED = re.compile(r"@[^\n]*\n(?:[^\n]*\n){0,3}?[^\S\n]*\*?(?:Date|Datum|Fecha|Data)\s?:")
_SUBJECT = re.compile(r"(?:^|\s)\*?(?:Objet|Subject|Betreff|Asunto|Assunto|Oggetto|Onderwerp)\s?:")
_HEADERS_TAKE = 600
"""Characters in which the headers of a quoted mail stand, with many to whom it went."""
_MAILS_QUOTED = 20
"""So many beginnings of headers are looked at, so that time is bounded."""
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
    forwarded = _FORWARDED.search(text) if "--" in text else None
    own = text[: forwarded.start()] if forwarded else text
    if ">" in own:
        own = _QUOTED.sub("", own)
    if ":" in own:
        own = own[: min(_wrote_at(own), _headers_at(own))]
    return own if own.strip(_RULES) else ""


def _wrote_at(text: str) -> int:
    """Where it is said who wrote when, as mail programs say it; else the end."""
    if not any(hint in text for hint in _WROTE_HINTS):
        return len(text)
    for found in _WROTE.finditer(text):
        if _WHEN.search(found[0]) and not _TOLD_BY_A_PERSON.search(found["who"]):
            return found.start()
    return len(text)


def _headers_at(text: str) -> int:
    """Where the headers of a quoted mail begin; else the end. Who writes a letter names to whom and
    of what it is, too, but not when it was sent."""
    if not _SUBJECT.search(text):
        return len(text)
    for found in islice(_FROM.finditer(text), _MAILS_QUOTED):
        headers = text[found.start() : found.start() + _HEADERS_TAKE]
        is_sent = _SENT.search(headers) or _DATED.search(headers)
        if is_sent and _SUBJECT.search(headers):
            return found.start()
    return len(text)
