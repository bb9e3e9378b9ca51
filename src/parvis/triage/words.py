"""The words of a message: what was quoted is left out, spelling is smoothed, places are kept."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

READ_AT_MOST = 5_000
LONGEST_WORD = 40
NUMBER = "#"

_QUOTED_LINE = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
_QUOTE_BEGINS = re.compile(
    r"^(?:-{3,} ?(?:Original Message|Message d'origine|Forwarded message|Message transféré)\b"
    r"|(?:Le|On) .{0,200}(?:a écrit|wrote) ?:[ \t]*$"
    r"|-- ?$)",
    re.MULTILINE,
)
_ADDRESS = re.compile(r"https?://\S{1,2000}|www\.\S{1,2000}|[\w.+-]{1,64}@[\w.-]{1,255}|@[\w.]+")
WORD = r"\w+(?:'(?:t|s|m|d|re|ve|ll)\b)?"
"""A word; English contractions are one, so that "don't" and "dont" are the same."""

_WORD = re.compile(WORD)
_LONG_RUN = re.compile(r"([^\W\d_])\1{2,}")
_DOUBLE_CONSONANT = re.compile(r"([bcdfghjklmnpqrstvwxz])\1")


class Word(NamedTuple):
    """A folded word and where it stands in `Words.text`."""

    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Words:
    """`text` is what was read; `whole` is False when the message went on."""

    text: str
    words: tuple[Word, ...]
    has_link: bool
    whole: bool

    def quote(self, first: int, last: int) -> str:
        """The message's own characters from word `first` to word `last`, both included."""
        return self.text[self.words[first].start : self.words[last].end]


def read_words(text: str, *, title: str = "") -> Words:
    """Read the first `READ_AT_MOST` characters of what the person wrote, the title before it."""
    whole = len(text) <= READ_AT_MOST and len(title) <= READ_AT_MOST
    own = without_quotes(text[:READ_AT_MOST])
    if title:
        own = f"{title[:READ_AT_MOST]}\n{own}"
    own = own.replace("’", "'")
    bare = _ADDRESS.sub(lambda found: " " * len(found.group()), own) if _may_hold(own) else own
    words = tuple(
        Word(fold(found.group()[:LONGEST_WORD]), *found.span()) for found in _WORD.finditer(bare)
    )
    return Words(text=bare, words=words, has_link="://" in own or "www." in own, whole=whole)


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """One spelling for many: case, accents, stretched letters, double consonants, a final s.

    >>> fold("Commandes"), fold("comande"), fold("merciiii"), fold("2024")
    ('comande', 'comande', 'merci', '#')
    """
    if word.isdigit():
        return NUMBER
    folded = fold_stem(word)
    return folded[:-1] if len(folded) > 4 and folded[-1] == "s" else folded


def fold_stem(word: str) -> str:
    """Fold the beginning of a word: as `fold`, but what it ends with is kept."""
    plain = word.lower().replace("'", "").replace("œ", "oe").replace("æ", "ae")
    if not plain.isascii():
        marked = unicodedata.normalize("NFKD", plain)
        plain = "".join(sign for sign in marked if not unicodedata.combining(sign))
    plain = _LONG_RUN.sub(r"\1", plain)
    return _DOUBLE_CONSONANT.sub(r"\1", plain) if len(plain) > 3 else plain


def without_quotes(text: str) -> str:
    """Leave out what a mail quotes, unless nothing else is there."""
    if "\n" not in text:
        return text
    begins = _QUOTE_BEGINS.search(text)
    own = text[: begins.start()] if begins else text
    if ">" in own:
        own = _QUOTED_LINE.sub("", own)
    return own if own.strip() else text


def _may_hold(text: str) -> bool:
    return "@" in text or "://" in text or "www." in text
