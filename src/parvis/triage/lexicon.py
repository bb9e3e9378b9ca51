"""How cues are written down and found: phrases, each with what it says and how strongly.

A phrase is folded words; `#` stands for a number, `*` ends a word that may go on, and `^` before
the first word asks that it open a clause ("^is the" is no part of "this is the one"). Among the
phrases that begin at a word the longest wins, and the words it took are not read again.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest
from typing import NamedTuple

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
"""Phrases whose first word may go on are looked up by this many letters of it."""


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


class Cue(NamedTuple):
    """A phrase found in a message, from word `first` to word `last`."""

    weights: Weights
    first: int
    last: int


class Lexicon:
    """Finds the phrases of its groups in the words of a message."""

    def __init__(self, groups: Iterable[Group]) -> None:
        by_start: dict[str, list[Phrase]] = defaultdict(list)
        for phrase in sorted(_phrases(groups), key=_most_telling_first):
            by_start[phrase.tokens[0][:START]].append(phrase)
        self._by_word = {
            phrase.tokens[0]: _by_following(
                [other for other in phrases if _begins(other, phrase.tokens[0])]
            )
            for phrases in by_start.values()
            for phrase in phrases
        }
        self._by_start = {
            start: _by_following([phrase for phrase in phrases if phrase.open_ended[0]])
            for start, phrases in by_start.items()
        }

    def cues(self, words: Words) -> Iterator[Cue]:
        """The phrases found, from left to right, without overlap."""
        tokens = [word.folded for word in words.words]
        read_up_to = 0
        for position, (token, following) in enumerate(zip_longest(tokens, tokens[1:])):
            if position < read_up_to:
                continue
            found = self._by_word.get(token) or self._by_start.get(token[:START])
            if not found:
                continue
            phrases = found.get(following[0] if following else "") or found[""]
            if phrase := _longest_at(phrases, words, tokens, position):
                read_up_to = position + len(phrase.tokens)
                yield Cue(phrase.weights, position, read_up_to - 1)


def _by_following(phrases: list[Phrase]) -> dict[str, tuple[Phrase, ...]]:
    """By the first letter of their second word; those of one word are under each, and under ""."""
    letters = {"", *(phrase.tokens[1][0] for phrase in phrases if len(phrase.tokens) > 1)}
    return {
        letter: tuple(
            phrase for phrase in phrases if len(phrase.tokens) == 1 or phrase.tokens[1][0] == letter
        )
        for letter in letters
    }


def _begins(phrase: Phrase, word: str) -> bool:
    """A message's `word` may be the phrase's first."""
    first = phrase.tokens[0]
    return word == first or (phrase.open_ended[0] and word.startswith(first))


def _longest_at(
    phrases: Iterable[Phrase], words: Words, tokens: list[str], position: int
) -> Phrase | None:
    for phrase in phrases:
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
