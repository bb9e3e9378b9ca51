"""How cues are written down and found: phrases, each with what it says and how strongly.

A phrase is folded words; `#` stands for a number, `*` ends a word that may go on, and `^` before
the first word asks that it open a clause ("^is the" is no part of "this is the one"). Among the
phrases that begin at a word the longest wins, and the words it took are not read again.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from parvis.triage.words import NUMBER, WORD, Words, fold, fold_stem

_PIECE = re.compile(rf"(?:{WORD}|{NUMBER})\*?")


_OPENERS = frozenset(
    map(
        fold,
        (
            *("hi", "hello", "hey", "and", "but", "so", "ok", "okay", "well", "also", "please"),
            *("thanks", "then", "or", "bonjour", "bonsoir", "salut", "coucou", "slt", "bjr", "et"),
            *("mais", "alors", "donc", "sinon", "coup", "merci", "ou"),
        ),
    )
)
"""Words after which a clause may open as after a full stop: "hello is the ..."."""

CLAUSE_ENDS = frozenset(".,;:!?…\n()")
START = 3
"""Phrases are looked up by this many letters of their first word."""


class Signal(StrEnum):
    """What a cue can say of a message."""

    QUESTION = "question"
    COMPLAINT = "complaint"
    NEGATIVE = "negative"
    POSITIVE = "positive"
    THANKS = "thanks"
    CLOSING = "closing"
    PROMOTIONAL = "promotional"
    ABUSE = "abuse"
    CHURN = "churn"
    URGENCY = "urgency"
    AUTOMATIC = "automatic"


Weights = tuple[tuple[Signal, float], ...]
Group = tuple[Weights, str]
"""What the phrases of the group say, then the phrases, separated by commas."""


@dataclass(frozen=True, slots=True)
class Phrase:
    tokens: tuple[str, ...]
    open_ended: tuple[bool, ...]
    opens_clause: bool
    weights: Weights


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase found in a message, from word `first` to word `last`."""

    weights: Weights
    first: int
    last: int


class Lexicon:
    """Finds the phrases of its groups in the words of a message."""

    def __init__(self, groups: Iterable[Group]) -> None:
        self._by_start: dict[str, tuple[Phrase, ...]] = {}
        for phrase in sorted(_phrases(groups), key=_most_telling_first):
            start = _start(phrase.tokens[0])
            self._by_start[start] = (*self._by_start.get(start, ()), phrase)

    def cues(self, words: Words) -> Iterator[Cue]:
        """The phrases found, from left to right, without overlap."""
        tokens = [word.folded for word in words.words]
        position = 0
        while position < len(tokens):
            phrase = self._longest_at(words, tokens, position)
            if phrase is None:
                position += 1
                continue
            end = position + len(phrase.tokens)
            yield Cue(phrase.weights, position, end - 1)
            position = end

    def _longest_at(self, words: Words, tokens: list[str], position: int) -> Phrase | None:
        for phrase in self._by_start.get(tokens[position][:START], ()):
            if _matches(phrase, tokens, position) and (
                not phrase.opens_clause or _opens_clause(words, position)
            ):
                return phrase
        return None


def _matches(phrase: Phrase, tokens: list[str], position: int) -> bool:
    if position + len(phrase.tokens) > len(tokens):
        return False
    for offset, expected in enumerate(phrase.tokens):
        found = tokens[position + offset]
        if found != expected and not (phrase.open_ended[offset] and found.startswith(expected)):
            return False
    return True


def _opens_clause(words: Words, position: int) -> bool:
    if position == 0:
        return True
    before, word = words.words[position - 1], words.words[position]
    between = words.text[before.end : word.start]
    return before.folded in _OPENERS or not CLAUSE_ENDS.isdisjoint(between)


def _phrases(groups: Iterable[Group]) -> list[Phrase]:
    merged: dict[tuple[tuple[str, ...], tuple[bool, ...], bool], dict[Signal, float]] = {}
    for weights, listed in groups:
        for written in listed.split(","):
            pieces = _PIECE.findall(written)
            tokens = tuple(_token(piece) for piece in pieces)
            open_ended = tuple(piece.endswith("*") for piece in pieces)
            if open_ended[0] and len(tokens[0]) < START:
                raise ValueError(
                    f"{written.strip()!r}: a first word cut by * needs {START} letters"
                )
            merged.setdefault((tokens, open_ended, "^" in written), {}).update(weights)
    return [Phrase(*key, tuple(weights.items())) for key, weights in merged.items()]


def _most_telling_first(phrase: Phrase) -> tuple[int, int]:
    return -len(phrase.tokens), -sum(map(len, phrase.tokens))


def _token(piece: str) -> str:
    if piece == NUMBER:
        return NUMBER
    return fold_stem(piece[:-1]) if piece.endswith("*") else fold(piece)


def _start(token: str) -> str:
    return token[:START]
