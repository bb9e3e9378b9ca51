"""What a linear model reads of a text: its runs of words and of letters, each in its column.

All texts of a batch are laid end to end and read at once by NumPy. Nothing is learned here and
nothing is stored: a run of words or letters finds its column by a hash, so that any model, and
any language, reads the same matrix.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack

from parvis.triage.words import READ_AT_MOST, without_quotes

BATCH = 1_000
"""Texts read at once: enough for NumPy to pay, few enough to stay in the processor's cache."""
CHARACTERS_A_BATCH = 150_000
"""Long texts are read in smaller batches, so that memory is bounded too."""

Numbers = NDArray[np.int64]
Hashes = NDArray[np.uint64]
Flags = NDArray[np.bool_]
Keys = NDArray[np.unsignedinteger]


@dataclass(frozen=True, slots=True)
class Reading:
    """How texts are read. Part of every model: one trained with another reading is worthless.

    Runs of up to `words` words, and of `letters` from the least to the most, each hashed into a
    block of 2 to the power of `bits` columns: first those of words, behind them those of letters.
    `apart`: a word alone is never mistaken for a run of several, which have a block of their own.
    `signs`: whether a sign or an emoji is a word of its own; among letters it is read anyway.
    """

    words: int = 2
    letters: tuple[int, int] = (2, 5)
    bits: int = 17
    signs: bool = True
    apart: bool = False

    @property
    def columns(self) -> int:
        return self.block * (3 if self.apart else 2)

    @property
    def letters_from(self) -> int:
        """The first column of letters."""
        return self.columns - self.block

    @property
    def block(self) -> int:
        return 1 << self.bits


@dataclass(frozen=True, slots=True)
class Occurrences:
    """What was found in a batch: in which text, for which column, from where to where in it."""

    text: Numbers
    column: Numbers
    first: Numbers
    end: Numbers


class _Kind(IntEnum):
    SYMBOL = 0
    LETTER = 1
    DIGIT = 2
    SPACE = 3
    JOINT = 4
    """Between two words that are written as one: j'ai, don't."""
    BETWEEN = 5
    """Between two texts."""
    NOTHING = 6
    """Not read at all: the rest of a mail address, the colour of a hand."""


_BETWEEN, _MASK, _NOTHING = "\0", "\ue001", "\ue002"
_PRIVATE = re.compile(
    rf"(?P<host>(?:https?://|\bwww\.)[^\s/{_BETWEEN}]{{1,253}}/)[^\s{_BETWEEN}]+"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}"
    r"|__(?:email|phone)__"
)
"""Which page a link leads to, and to whom a mail address belongs, teaches nothing of others."""
_TELLING_SIGNS = np.array([ord(sign) for sign in "?!؟？！"], dtype=np.uint32)
_EMOJI_FROM = 0x2190
_TABLE = 0x20000
"""Characters from here on are rare Chinese letters."""
_TAGS = 0xE0000
"""Characters from here on are marks that no reader sees."""
_REPEATED_AT_MOST = 3
_STRIDE = np.uint64(0x9E3779B97F4A7C15)
_SPREAD = np.uint64(0xD6E8FEB86659FD93)
_PLACES = np.cumprod(np.full(64, _STRIDE, dtype=np.uint64), dtype=np.uint64)


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
    batch = _Batch.of(texts)
    found = _found(batch, reading)
    keys = _keys(found, reading)
    order = np.argsort(keys)
    first, end = _words(batch)
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


def read_text(text: str) -> str:
    """What is read of a message: its own words, up to `READ_AT_MOST` characters."""
    own = without_quotes(text[:READ_AT_MOST]).replace(_BETWEEN, " ")
    return unicodedata.normalize("NFC", own)


@dataclass(frozen=True, slots=True)
class _Batch:
    """The characters of several texts, one after the other, cleaned; `place` is where each stood.

    Every text stands between two spaces, so that its first and last words have both their ends.
    """

    code: NDArray[np.uint32]
    kind: NDArray[np.uint8]
    text: Numbers
    place: Numbers
    texts: int
    written: str

    @classmethod
    def of(cls, texts: Sequence[str]) -> _Batch:
        joined = f" {_BETWEEN} ".join(read_text(text) for text in texts)
        written = f"{_BETWEEN} {joined} {_BETWEEN}"
        masked = _PRIVATE.sub(_mask, written)
        code = _codes(masked.replace("İ", "I").lower())  # the only letter to grow
        kind = _kinds()[np.minimum(code, _TABLE - 1)]
        kind[code >= _TAGS] = _Kind.NOTHING
        code[kind == _Kind.SPACE] = ord(" ")
        code[kind == _Kind.DIGIT] = ord("0")
        place = np.flatnonzero(kind != _Kind.NOTHING)
        place = place[~_is_repeated(code[place], kind[place])]
        return cls(
            code=code[place],
            kind=kind[place],
            text=np.cumsum(kind[place] == _Kind.BETWEEN) - 1,
            place=place,
            texts=len(texts),
            written=written,
        )

    def hashes(self) -> Hashes:
        return _spread(self.code.astype(np.uint64) * _STRIDE + _SPREAD)


def _mask(found: re.Match[str]) -> str:
    """The host, then one sign, and as long as it was, so that all places stay."""
    host = found["host"] or ""
    return host + _MASK + _NOTHING * (len(found.group()) - len(host) - 1)


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).copy()


@lru_cache(maxsize=1)
def _kinds() -> NDArray[np.uint8]:
    """The kind of every character below `_TABLE`."""
    return np.array([_kind(chr(code)) for code in range(_TABLE)], dtype=np.uint8)


def _kind(sign: str) -> _Kind:
    category = unicodedata.category(sign)
    if sign == _BETWEEN:
        return _Kind.BETWEEN
    if sign in "'’":
        return _Kind.JOINT
    if sign == _NOTHING or category == "Cf" or sign in "\ufe0e\ufe0f🏻🏼🏽🏾🏿":
        return _Kind.NOTHING
    if sign.isspace() or category == "Cc":
        return _Kind.SPACE
    if category[0] in "LM" or sign == "_":
        return _Kind.LETTER
    return _Kind.DIGIT if category == "Nd" else _Kind.SYMBOL


def _is_repeated(code: NDArray[np.uint32], kind: NDArray[np.uint8]) -> Flags:
    """A space after a space, and the fourth of the same letter in a row and those behind it."""
    same = np.zeros(len(code), dtype=bool)
    same[1:] = code[1:] == code[:-1]
    often = same.copy()
    for before in range(1, _REPEATED_AT_MOST):
        often[before:] &= same[:-before]
    repeated: Flags = (same & (kind == _Kind.SPACE)) | (often & (kind == _Kind.LETTER))
    return repeated


def _spread(hashes: Hashes) -> Hashes:
    """Every bit of a hash moves its highest bits, which choose the column."""
    spread: Hashes = (hashes ^ (hashes >> np.uint64(32))) * _SPREAD
    return spread ^ (spread >> np.uint64(29))


def _read_batch(texts: Sequence[str], reading: Reading) -> csr_matrix:
    batch = _Batch.of(texts)
    keys: Keys = np.sort(_keys(_found(batch, reading), reading))
    return _counted(keys, batch.texts, reading)


def _found(batch: _Batch, reading: Reading) -> Occurrences:
    return _all_of([_runs_of_words(batch, reading), _runs_of_letters(batch, reading)])


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


def _tells(batch: _Batch, first: Numbers, end: Numbers) -> Flags:
    """Words of two letters or more, marks of question and exclamation, emoji."""
    code = batch.code[first]
    is_sign = batch.kind[first] == _Kind.SYMBOL
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


def _runs_of_words(batch: _Batch, reading: Reading) -> Occurrences:
    first, end = _words(batch)
    if not reading.signs:
        is_word = batch.kind[first] != _Kind.SYMBOL
        first, end = first[is_word], end[is_word]
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


def _words(batch: _Batch) -> tuple[Numbers, Numbers]:
    """Where words begin and end; a sign or an emoji is a word of its own."""
    inside = (batch.kind == _Kind.LETTER) | (batch.kind == _Kind.DIGIT)
    sign = batch.kind == _Kind.SYMBOL
    begins, ends = inside.copy(), inside.copy()
    begins[1:] &= ~inside[:-1]
    ends[:-1] &= ~inside[1:]
    return np.flatnonzero(begins | sign), np.flatnonzero(ends | sign) + 1


def _hash_words(batch: _Batch, first: Numbers, end: Numbers) -> Hashes:
    """Each letter weighed by its place in the word, then added up."""
    lengths = end - first
    starts = np.cumsum(lengths) - lengths
    in_word = np.arange(lengths.sum()) - np.repeat(starts, lengths)
    codes = batch.hashes()[in_word + np.repeat(first, lengths)]
    weighed = codes * _PLACES[np.minimum(in_word, len(_PLACES) - 1)]
    return np.add.reduceat(weighed, starts) if len(starts) else weighed


def _runs_of_letters(batch: _Batch, reading: Reading) -> Occurrences:
    """Runs of letters, with the spaces at the two ends of a word but never across one."""
    least, most = reading.letters
    space = batch.kind == _Kind.SPACE
    unbroken = batch.kind != _Kind.BETWEEN
    runs: list[Occurrences] = []
    run = letters = batch.hashes()
    for length in range(1, most + 1):
        if length > 1:
            run = run[:-1] * _STRIDE + letters[length - 1 :]
            unbroken = unbroken[:-1] & (batch.kind[length - 1 :] != _Kind.BETWEEN)
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
