"""What somebody typed into the search field, as what they asked for.

    livraison "en retard" -cadeau from:lea tag:retour channel:mail is:open 4821
    matter:remboursement tone:negative value:difficult lang:fr is:urgent -is:complaint

Words are looked for in every case, whatever their order; what stands in quotes, one after the
other; a minus leaves cases out. The second line asks for what cases are taken for
(inbox.marks). An operator that does not exist is a word like any other.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from parvis.inbox.marks import LANGUAGES, TAKEN_FOR, TONES
from parvis.inbox.models import Task

MOST_CHARACTERS = 500
MOST_TERMS = 12
"""More is somebody's text, not a search: what comes after is not read."""

KNOWN: Mapping[str, Collection[str]] = {
    "is": TAKEN_FOR,
    "tone": TONES,
    "value": Task.values,
    "lang": LANGUAGES,
}
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
_TERM = re.compile(
    r'(-?)(?:(from|tag|channel|is|matter|tone|value|lang):)?(?:"([^"]*)"?|(\S+))', re.IGNORECASE
)
_PLAIN_TERM = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')
_NUMBER = re.compile(r"#?(\d{1,18})", re.ASCII)


class Field(StrEnum):
    """Where a word has to stand, by the weight that it bears there (inbox.models.CaseWords)."""

    ANYWHERE = ""
    PERSON = "B"
    TAG = "C"


class Standing(StrEnum):
    """What `is:` may be followed by, besides the signs of a case (inbox.marks)."""

    OPEN = "open"
    RESOLVED = "resolved"
    SNOOZED = "snoozed"
    MINE = "mine"
    UNASSIGNED = "unassigned"


@dataclass(frozen=True)
class Term:
    """Words that follow each other. The last of a search may be `unfinished`."""

    words: str
    field: Field = Field.ANYWHERE
    excluded: bool = False
    unfinished: bool = False


@dataclass(frozen=True)
class AskedMark:
    """What a case is taken for: `of` is "matter", "tone", "value", "lang" or "is"."""

    of: str
    value: str
    excluded: bool = False


@dataclass(frozen=True)
class AskedWords:
    """`number` is that of a case, when one was all that was typed."""

    terms: tuple[Term, ...] = ()
    channels: tuple[str, ...] = ()
    standings: frozenset[Standing] = field(default_factory=frozenset)
    marks: tuple[AskedMark, ...] = ()
    number: int | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.terms or self.channels or self.standings or self.marks)


def read_words(typed: str) -> AskedWords:
    """What is asked for; anything may be typed."""
    line = typed[:MOST_CHARACTERS].replace("\0", " ").translate(_QUOTES)
    terms: list[Term] = []
    channels: list[str] = []
    standings: set[Standing] = set()
    marks: list[AskedMark] = []
    for found in list(_TERM.finditer(line))[:MOST_TERMS]:
        minus, operator, quoted, word = found.groups()
        words = quoted if quoted is not None else word
        match (operator or "").lower():
            case "is" if not minus and words.lower() in set(Standing):
                standings.add(Standing(words.lower()))
            case ("is" | "tone" | "value" | "lang") as of if words.lower() in KNOWN[of]:
                marks.append(AskedMark(of, words.lower(), bool(minus)))
            case "matter" if words.strip():
                marks.append(AskedMark("matter", words.strip(), bool(minus)))
            case "channel" if not minus and words.strip():
                channels.append(words.strip())
            case "from":
                terms.append(Term(words, Field.PERSON, bool(minus)))
            case "tag":
                terms.append(Term(words, Field.TAG, bool(minus)))
            case _:
                terms.append(Term(words, excluded=bool(minus)))
    number = _NUMBER.fullmatch(line.strip())
    return AskedWords(
        terms=tuple(_with_unfinished_end(terms, line)),
        channels=tuple(channels),
        standings=frozenset(standings),
        marks=tuple(marks),
        number=int(number[1]) if number else None,
    )


def read_plain_words(typed: str) -> list[Term]:
    """The same of what is no case, where no operator means anything: words, phrases in quotes, and
    what a minus leaves out."""
    line = typed[:MOST_CHARACTERS].replace("\0", " ").translate(_QUOTES)
    found = [one.groups() for one in list(_PLAIN_TERM.finditer(line))[:MOST_TERMS]]
    return [
        Term(words, excluded=bool(minus))
        for minus, quoted, word in found
        if (words := (quoted if quoted is not None else word).strip())
    ]


def _with_unfinished_end(terms: list[Term], line: str) -> list[Term]:
    """While somebody types, the last word may be the beginning of the one they mean."""
    if terms and line and (line[-1].isalnum()) and line.endswith(terms[-1].words):
        last = terms[-1]
        terms[-1] = Term(last.words, last.field, last.excluded, unfinished=not last.excluded)
    return terms
