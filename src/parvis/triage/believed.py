"""What a judge believes of messages, before it is put into verdicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parvis.triage.linear import Floats

_NEED_UNSETTLED = (0.1, 0.7)
"""Around the chance from which a message calls for an answer."""
_SIGNAL_UNSETTLED = (0.2, 0.8)
_TONE_UNSETTLED = 0.5
"""So far the likeliest tone is ahead of the next where it is settled.

These are bounds of chances and not a share of the messages: the same one is always settled or not,
whatever its company."""


@dataclass(frozen=True, slots=True, eq=False)
class Believed:
    """One row per text: the chance that it needs an answer; by target the chance of each label; and
    the matter that it is about."""

    need: Floats
    chances: Mapping[str, Floats]
    matters: Sequence[str]

    def unsettled(self, signals: Sequence[str]) -> NDArray[np.int64]:
        """The rows that hang in the balance: by their need of an answer, by their tone, or by any
        of these signals."""
        found = _between(self.need, _NEED_UNSETTLED)
        found |= _ahead(self.chances["tone"]) < _TONE_UNSETTLED
        for name in signals:
            found |= _between(self.chances[name][:, 0], _SIGNAL_UNSETTLED)
        return np.flatnonzero(found)

    def corrected(self, rows: NDArray[np.int64], better: Believed) -> Believed:
        """With what `better` says of these rows, which may know fewer targets."""
        matters = list(self.matters)
        for row, matter in zip(rows.tolist(), better.matters, strict=True):
            matters[row] = matter
        chances = {
            name: _with_rows(known, rows, better.chances[name]) if name in better.chances else known
            for name, known in self.chances.items()
        }
        return Believed(_with_rows(self.need, rows, better.need), chances, matters)


def _with_rows(known: Floats, rows: NDArray[np.int64], better: Floats) -> Floats:
    corrected = known.copy()
    corrected[rows] = better
    return corrected


def _between(chances: Floats, bounds: tuple[float, float]) -> NDArray[np.bool_]:
    least, most = bounds
    return (chances > least) & (chances < most)


def _ahead(chances: Floats) -> Floats:
    """How far the likeliest label is ahead of the next: 0 is a toss-up, 1 is certain."""
    two = np.partition(chances, -2, axis=1)[:, -2:]
    return np.asarray(two[:, 1] - two[:, 0], dtype=np.float32)
