"""The runs of words and of letters in texts, each with the column that a hash gives it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from parvis.triage.characters import Characters, Kind, Numbers

Hashes = NDArray[np.uint64]

_STRIDE = np.uint64(0x9E3779B97F4A7C15)
_SPREAD = np.uint64(0xD6E8FEB86659FD93)
_BEGINNING = 4
"""Letters of a word that are read in a pair: what is sent or sending is one, however it ends."""
_PLACES = np.cumprod(np.full(64, _STRIDE, dtype=np.uint64), dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class Reading:
    """How texts are read. Part of every model: one trained with another reading is worthless.

    Runs of up to `words` words, and of `letters` from the least to the most, each hashed into a
    block of 2 to the power of `bits` columns: first those of words, behind them those of letters.
    `apart`: a word alone is never mistaken for a run of several, which have a block of their own.
    `signs`: whether a sign or an emoji is a word of its own; among letters it is read anyway.
    `pairs`: the beginnings of two words at most so many apart are read together too, whichever
    comes first and whatever stands between; 0 for none. They have a block of their own, behind
    those of words.
    """

    words: int = 2
    letters: tuple[int, int] = (2, 5)
    bits: int = 17
    signs: bool = True
    apart: bool = False
    pairs: int = 0

    @property
    def columns(self) -> int:
        return self.block * (2 + self.apart + (self.pairs > 0))

    @property
    def letters_from(self) -> int:
        """The first column of letters."""
        return self.columns - self.block

    @property
    def pairs_from(self) -> int:
        """The first column of pairs; that of letters where there are none."""
        return self.letters_from - (self.block if self.pairs else 0)

    @property
    def block(self) -> int:
        return 1 << self.bits

    def about(self) -> dict[str, object]:
        """For a model's card. Pairs are named only where they are read: the cards of models that
        read none stay as they were."""
        said = asdict(self)
        return said if self.pairs else {name: said[name] for name in said if name != "pairs"}


@dataclass(frozen=True, slots=True)
class Occurrences:
    """What was found in a batch: in which text, for which column, from where to where in it."""

    text: Numbers
    column: Numbers
    first: Numbers
    end: Numbers


def find_runs(batch: Characters, reading: Reading) -> Occurrences:
    """All runs of a batch: those of words, those of letters, pairs of words."""
    first, end = batch.words()
    if not reading.signs:
        is_word = batch.kind[first] != Kind.SYMBOL
        first, end = first[is_word], end[is_word]
    runs = [_runs_of_words(batch, reading, first, end), _runs_of_letters(batch, reading)]
    if reading.pairs:
        runs.append(_pairs_of_words(batch, reading, first, end))
    return _all_of(runs)


def _runs_of_words(
    batch: Characters, reading: Reading, first: Numbers, end: Numbers
) -> Occurrences:
    words = _hash_words(batch, first, end)
    text = batch.text[first]
    runs: list[Occurrences] = []
    run = words
    for length in range(1, reading.words + 1):
        if length > 1:
            run = run[:-1] * _STRIDE + words[length - 1 :]
        within = np.flatnonzero(text[: len(run)] == text[length - 1 :])
        shift = reading.block if reading.apart and length > 1 else 0
        runs.append(
            Occurrences(
                text=text[within],
                column=_columns(run[within], length, reading) + shift,
                first=first[within],
                end=end[within + length - 1],
            )
        )
    return _all_of(runs)


def _pairs_of_words(
    batch: Characters, reading: Reading, first: Numbers, end: Numbers
) -> Occurrences:
    beginnings = _spread(_hash_words(batch, first, np.minimum(end, first + _BEGINNING)))
    text = batch.text[first]
    pairs: list[Occurrences] = []
    for distance in range(1, reading.pairs + 1):
        within = np.flatnonzero(text[:-distance] == text[distance:])
        pairs.append(
            Occurrences(
                text=text[within],
                column=_columns(beginnings[within] + beginnings[within + distance], 2, reading)
                + reading.pairs_from,
                first=first[within],
                end=end[within + distance],
            )
        )
    return _all_of(pairs)


def _hash_words(batch: Characters, first: Numbers, end: Numbers) -> Hashes:
    """Each letter weighed by its place in the word, then added up."""
    lengths = end - first
    starts = np.cumsum(lengths) - lengths
    in_word = np.arange(lengths.sum()) - np.repeat(starts, lengths)
    codes = _hashes(batch)[in_word + np.repeat(first, lengths)]
    weighed = codes * _PLACES[np.minimum(in_word, len(_PLACES) - 1)]
    return np.add.reduceat(weighed, starts) if len(starts) else weighed


def _runs_of_letters(batch: Characters, reading: Reading) -> Occurrences:
    """Runs of letters, with the spaces at the two ends of a word but never across one."""
    least, most = reading.letters
    space = batch.kind == Kind.SPACE
    unbroken = batch.kind != Kind.BETWEEN
    runs: list[Occurrences] = []
    run = letters = _hashes(batch)
    for length in range(1, most + 1):
        if length > 1:
            run = run[:-1] * _STRIDE + letters[length - 1 :]
            unbroken = unbroken[:-1] & (batch.kind[length - 1 :] != Kind.BETWEEN)
        if length > 2:
            unbroken &= ~space[length - 2 : len(space) - 1]
        if length < least:
            continue
        within = np.flatnonzero(unbroken)
        runs.append(
            Occurrences(
                text=batch.text[within],
                column=_columns(run[within], length, reading) + reading.letters_from,
                first=within,
                end=within + length,
            )
        )
    return _all_of(runs)


def _columns(runs: Hashes, length: int, reading: Reading) -> Numbers:
    spread = _spread(runs + np.uint64(length))
    return (spread >> np.uint64(64 - reading.bits)).astype(np.int64)


def _all_of(runs: Sequence[Occurrences]) -> Occurrences:
    return Occurrences(
        *(np.concatenate([getattr(run, name) for run in runs]) for name in Occurrences.__slots__)
    )


def _hashes(batch: Characters) -> Hashes:
    """One per character."""
    return _spread(batch.code.astype(np.uint64) * _STRIDE + _SPREAD)


def _spread(hashes: Hashes) -> Hashes:
    """Every bit of a hash moves its highest bits, which choose the column."""
    spread: Hashes = (hashes ^ (hashes >> np.uint64(32))) * _SPREAD
    return spread ^ (spread >> np.uint64(29))
