"""Whether a message calls for an answer: what its words say, weighed by where they were said.

What it says are the scores of a `Linear`: that it asks, complains, sells, insults, thanks. How much
each of them counts was learned for each place apart: a question under a post may be meant for a
friend, and after an answer "yes please" is one more wish.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parvis.triage.linear import Floats

MOST = 6.0
"""However sure a score is, it counts no more than this."""


@dataclass(frozen=True, slots=True, eq=False)
class Need:
    """`weights` has one row per place and one column per score; `intercepts` one value a place."""

    weights: Floats
    intercepts: Floats

    def chances(self, scores: Floats, places: NDArray[np.int64]) -> Floats:
        """Of messages with these scores, one row each, said at these places."""
        return np.asarray(1 / (1 + np.exp(-self.scores(scores, places))), dtype=np.float32)

    def scores(self, scores: Floats, places: NDArray[np.int64]) -> Floats:
        """The same before it is turned into chances."""
        weighed = (np.clip(scores, -MOST, MOST) * self.weights[places]).sum(axis=1)
        return np.asarray(weighed + self.intercepts[places], dtype=np.float32)

    def about(self) -> dict[str, object]:
        return {"weights": self.weights.tolist(), "intercepts": self.intercepts.tolist()}

    @classmethod
    def of(cls, about: Mapping[str, list[list[float]]]) -> Need:
        return cls(
            weights=np.array(about["weights"], dtype=np.float32),
            intercepts=np.array(about["intercepts"], dtype=np.float32),
        )
