"""Learns what each thing that is said of a message counts for its need of an answer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from parvis.triage.linear import Floats
from parvis.triage.need import MOST, Need
from parvis.triage.verdict import Place

_APART = 0.7
"""How readily a place is given weights of its own, beside those that all places share."""


def learn_need(
    scores: Floats,
    places: Sequence[int],
    needed: Sequence[bool],
    *,
    counts: Sequence[float] | None = None,
    strictness: float = 0.1,
) -> Need:
    """From what messages were found to say (by models that had not seen them), where they were
    said, and whether they needed an answer.

    `counts`: how much each of them counts; all alike where it is not told. Scores that lie closer
    together want more of `strictness` (scikit-learn's C).
    """
    from sklearn.linear_model import LogisticRegression

    clipped = np.clip(scores, -MOST, MOST)
    here = np.eye(len(Place), dtype=np.float32)[np.array(places)]
    columns = clipped.shape[1]
    apart = (here[:, :, None] * clipped[:, None, :]).reshape(len(clipped), -1) * _APART
    model = LogisticRegression(C=strictness, max_iter=5000)
    model.fit(np.hstack([clipped, here, apart]), needed, sample_weight=counts)
    learned = model.coef_[0]
    own = learned[columns + len(Place) :].reshape(len(Place), columns)
    return Need(
        weights=np.asarray(learned[:columns] + _APART * own, dtype=np.float32),
        intercepts=np.asarray(
            learned[columns : columns + len(Place)] + model.intercept_[0], dtype=np.float32
        ),
    )
