"""The words that decided: quoted from messages as they were written, for a whole batch at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parvis.triage.characters import Numbers
from parvis.triage.features import Read
from parvis.triage.linear import Floats
from parvis.triage.verdict import About, Reason

QUOTES = 3
"""Of each thing that is said of a message, so many pieces of it are quoted."""
_LEAST_SHARE = 0.4
"""Quoted is what adds this much of what the most telling word adds."""
_LEAST = 0.15
_LONGEST = 60


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """What to explain: of each text what speaks for it (1), against it (-1), or nothing (0); and
    what every word of the batch adds to it."""

    about: About
    direction: NDArray[np.int8]
    added: Floats


def quote(read: Read, asked: list[Asked]) -> list[list[Reason]]:
    """For each text of the batch its reasons, in the order in which it is asked for them."""
    reasons: list[list[Reason]] = [[] for _ in range(read.features.shape[0])]
    for one in asked:
        _quote(read, one, reasons)
    return reasons


def _quote(read: Read, asked: Asked, reasons: list[list[Reason]]) -> None:
    first, last = _pieces(read, asked.added * asked.direction[read.words.text])
    texts, begin = read.words.text[first], read.words.first[first]
    about, written = asked.about, read.written
    for text, raises, start, end in zip(
        texts.tolist(),
        (asked.direction[texts] > 0).tolist(),
        begin.tolist(),
        np.minimum(read.words.end[last], begin + _LONGEST).tolist(),
        strict=True,
    ):
        reasons[text].append(Reason(about, "words", written[start:end], raises))


def _pieces(read: Read, weight: Floats) -> tuple[Numbers, Numbers]:
    """Telling words side by side are one piece; of each text the `QUOTES` that weigh most, in
    their order: the first words of the pieces, and their last ones."""
    places = np.flatnonzero(_telling(read, weight))
    if not len(places):
        return places, places
    joined = (np.diff(places) == 1) & (np.diff(read.words.text[places]) == 0)
    starts = np.flatnonzero(np.concatenate([[True], ~joined]))
    first, last = places[starts], places[np.append(starts[1:], len(places)) - 1]
    text = read.words.text[first]
    order = np.lexsort((-np.add.reduceat(weight[places], starts), text))
    rank = np.arange(len(order)) - np.searchsorted(text, text[order])
    kept = np.sort(order[rank < QUOTES])
    return first[kept], last[kept]


def _telling(read: Read, weight: Floats) -> NDArray[np.bool_]:
    """The words that weigh about as much as the most telling one of their text."""
    text = read.words.text
    if not len(text):
        return np.zeros(0, dtype=bool)
    starts = np.flatnonzero(np.diff(text, prepend=-1))
    most = np.zeros(read.features.shape[0], dtype=np.float32)
    most[text[starts]] = np.maximum.reduceat(weight, starts)
    telling: NDArray[np.bool_] = read.words.tells & (
        weight >= np.maximum(_LEAST_SHARE * most, _LEAST)[text]
    )
    return telling
