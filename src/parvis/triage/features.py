"""What a linear model reads of a text: its runs of words and of letters, each in its column.

All texts of a batch are laid end to end and read at once by NumPy. Nothing is learned here and
nothing is stored: a run of words or letters finds its column by a hash, so that any model, and
any language, reads the same matrix.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack

from parvis.triage.characters import Characters, Flags, Kind, Numbers
from parvis.triage.runs import Occurrences, Reading, find_runs
from parvis.triage.words import READ_AT_MOST

BATCH = 1_000
"""Texts read at once: enough for NumPy to pay, few enough to stay in the processor's cache."""
CHARACTERS_A_BATCH = 150_000
"""Long texts are read in smaller batches, so that memory is bounded too."""

Keys = NDArray[np.unsignedinteger]

_TELLING_SIGNS = np.array([ord(sign) for sign in "?!؟？！"], dtype=np.uint32)
_EMOJI_FROM = 0x2190


@dataclass(frozen=True, slots=True, eq=False)
class WordsFound:
    """The words, signs and emoji of a batch, in order: to which text each belongs, from where to
    where it stands in what was `written`, and whether it tells a reader anything: a comma does not.
    """

    text: Numbers
    first: Numbers
    end: Numbers
    tells: Flags


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """What was read of a batch of texts.

    `features` has one row per text and one column per run: 1 + ln(how often it was found), or 0.
    `runs` says for every run found
    its text, its column, and the words it touches, from `first` to before `end`; `entry` which
    of the features' values it went into.
    """

    features: csr_matrix
    words: WordsFound
    runs: Occurrences
    entry: Numbers
    written: str


def read_features(texts: Sequence[str], reading: Reading) -> csr_matrix:
    """One row per text, one column per run: 1 + ln(how often it was found), or 0."""
    batches = in_batches([len(text) for text in texts])
    return vstack([_read_batch(texts[batch], reading) for batch in batches], format="csr")


def in_batches(lengths: Sequence[int]) -> list[slice]:
    """Of texts this long, in their order: at least one batch, if an empty one."""
    batches: list[slice] = []
    first = characters = 0
    for place, length in enumerate(min(length, READ_AT_MOST) for length in lengths):
        if place - first == BATCH or characters + length > CHARACTERS_A_BATCH:
            batches.append(slice(first, place))
            first, characters = place, 0
        characters += length
    return [*batches, slice(first, len(lengths))]


def read_with_places(texts: Sequence[str], reading: Reading) -> Read:
    """The same for a batch, with the words that each run was found in."""
    batch = Characters.of(texts)
    found = find_runs(batch, reading)
    keys = _keys(found, reading)
    order = np.argsort(keys)
    first, end = batch.words()
    features = _counted(keys[order], batch.texts, reading)
    return Read(
        features=features,
        entry=_entries(keys, order),
        words=WordsFound(
            text=batch.text[first],
            first=batch.place[first],
            end=batch.place[end],
            tells=_tells(batch, first, end),
        ),
        runs=replace(
            found,
            first=_how_many_up_to(end, len(batch.code))[found.first],
            end=_how_many_up_to(first, len(batch.code))[found.end - 1],
        ),
        written=batch.written,
    )


def _read_batch(texts: Sequence[str], reading: Reading) -> csr_matrix:
    batch = Characters.of(texts)
    keys: Keys = np.sort(_keys(find_runs(batch, reading), reading))
    return _counted(keys, batch.texts, reading)


def _keys(found: Occurrences, reading: Reading) -> Keys:
    """Of text and column together: numbers of 32 bits are sorted several times as fast."""
    keys = found.text * reading.columns + found.column
    narrow = BATCH * reading.columns <= 1 << 32
    return keys.astype(np.uint32) if narrow else keys.astype(np.uint64)


def _counted(keys: Keys, texts: int, reading: Reading) -> csr_matrix:
    """Of keys in order: 1 + ln(how often each stands there)."""
    starts = np.flatnonzero(_is_new(keys))
    counts = np.diff(starts, append=len(keys))
    row, column = np.divmod(keys[starts].astype(np.int64), reading.columns)
    return csr_matrix(
        (
            np.float32(1) + np.log(counts.astype(np.float32)),
            column.astype(np.int32),
            np.searchsorted(row, np.arange(texts + 1)).astype(np.int32),
        ),
        shape=(texts, reading.columns),
    )


def _entries(keys: Keys, order: Numbers) -> Numbers:
    """For each key the place of its value among the counted ones."""
    in_order = keys[order]
    entry = np.empty(len(keys), dtype=np.int64)
    entry[order] = np.cumsum(_is_new(in_order)) - 1
    return entry


def _tells(batch: Characters, first: Numbers, end: Numbers) -> Flags:
    """Words of two letters or more, marks of question and exclamation, emoji."""
    code = batch.code[first]
    is_sign = batch.kind[first] == Kind.SYMBOL
    speaks = np.isin(code, _TELLING_SIGNS) | (code >= _EMOJI_FROM)
    tells: Flags = np.where(is_sign, speaks, end - first > 1)
    return tells


def _how_many_up_to(places: Numbers, length: int) -> Numbers:
    """For each place of a text of this length, how many of these there are up to it, itself too."""
    counts: Numbers = np.cumsum(np.bincount(places, minlength=length))
    return counts


def _is_new(keys: Keys) -> Flags:
    """Of keys in order: it is not the one before it."""
    new = np.ones(len(keys), dtype=bool)
    new[1:] = keys[1:] != keys[:-1]
    return new
