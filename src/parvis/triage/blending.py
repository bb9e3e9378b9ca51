"""Trains blended models: what a text means is learned beside what its words were found to say.

Weights are found in closed form (ridge regression), so that what a text would have got from a
model that had not seen it follows from the same sums; that is what chances are calibrated on.
Like `learning`, it imports scikit-learn only where it trains.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parvis.triage.blended import Blended, Sight, mark_of
from parvis.triage.calibration import calibrated
from parvis.triage.learning import Learned
from parvis.triage.lessons import Lesson, Strings
from parvis.triage.linear import Floats, Target, with_half_the_bits
from parvis.triage.semantic import Encoder

Exact = NDArray[np.float64]

_STRICTNESS = (0.3, 1.0, 3.0, 10.0, 30.0, 100.0)
"""Candidates for the penalty of large weights."""
_CONSTANT = 3.0
"""Beside the vector: what a label gets whatever the text says."""
_AT_ONCE = 2_000
"""Texts whose numbers are held at once: 40 MB."""


_ABROAD_COUNTS = 0.3
"""How much a text from abroad counts beside one of those that the model is for."""


@dataclass(frozen=True, slots=True, eq=False)
class Abroad:
    """Texts that are none of those the model is for, above all in other languages, labelled alike:
    the words of the linear model say nothing of them, but their meaning teaches."""

    vectors: Floats
    labels: Mapping[str, Sequence[str | None]]


@dataclass(frozen=True, slots=True, eq=False)
class LearnedBlend:
    """A model, and by target the scores that each text got from models that had not seen it: one
    row per text that is not from abroad, one column per label."""

    model: Blended
    unseen: Mapping[str, Floats]


def blend(
    lessons: Sequence[Lesson],
    vectors: Floats,
    labels: Mapping[str, Sequence[str | None]],
    *,
    beside: Learned,
    encoder: Encoder,
    card: Mapping[str, str],
    abroad: Abroad | None = None,
) -> Blended:
    """As `blend_together`, of which it gives the model alone."""
    return blend_together(
        lessons, vectors, labels, beside=beside, encoder=encoder, card=card, abroad=abroad
    ).model


def blend_together(
    lessons: Sequence[Lesson],
    vectors: Floats,
    labels: Mapping[str, Sequence[str | None]],
    *,
    beside: Learned,
    encoder: Encoder,
    card: Mapping[str, str],
    abroad: Abroad | None = None,
) -> LearnedBlend:
    """Train on the vectors of the very texts that `beside` was learned from, in their order, and
    on those from `abroad`.

    `labels` has one per text by target, None where nothing is said of it. The same input gives the
    same model, bit for bit, on the same machine with the same versions.
    """
    abroad = abroad or Abroad(vectors[:0], {lesson.target: () for lesson in lessons})
    everywhere = np.vstack([vectors, abroad.vectors])
    said = np.hstack([beside.unseen[target.name] for target in beside.model.targets])
    loud = 1 / np.maximum(said.std(axis=0), 1e-6)
    unsaid = np.zeros((len(abroad.vectors), said.shape[1]), dtype=np.float32)
    seen = _Seen(
        sight=(sight := Sight.of(everywhere)),
        vectors=everywhere,
        said=np.vstack([said * loud, unsaid]),
        here=np.arange(len(everywhere)) < len(vectors),
    )
    parts = [
        _blend_one(lesson, seen, [*labels[lesson.target], *abroad.labels[lesson.target]])
        for lesson in lessons
    ]
    weights = np.hstack([part.weights for part in parts])
    weights[-said.shape[1] :] *= loud[:, None]
    model = Blended(
        encoder=encoder.name,
        beside=mark_of(beside.model),
        sight=sight,
        weights=with_half_the_bits(weights),
        intercepts=np.concatenate([part.intercepts for part in parts]),
        targets=tuple(part.target for part in parts),
        card={
            **card,
            "texts": _how_many(len(vectors), len(abroad.vectors)),
            "strictness": ", ".join(f"{part.strictness:g}" for part in parts),
        },
    )
    here = {part.target.name: part.unseen[: len(vectors)] for part in parts}
    return LearnedBlend(model, here)


def _how_many(here: int, abroad: int) -> str:
    return f"{here}, and {abroad} from abroad" if abroad else str(here)


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """What is learned from, one row per text, laid out only as far as it is looked at."""

    sight: Sight
    vectors: Floats
    said: Floats
    here: NDArray[np.bool_]

    def of(self, rows: NDArray[np.int64]) -> _Seen:
        return _Seen(self.sight, self.vectors[rows], self.said[rows], self.here[rows])

    def blocks(self) -> Iterator[tuple[slice, Exact]]:
        for first in range(0, len(self.vectors), _AT_ONCE):
            part = slice(first, first + _AT_ONCE)
            own = self.sight.see(self.vectors[part])
            constant = np.full((len(own), 1), _CONSTANT)
            yield part, np.hstack([constant, own, self.said[part]]).astype(np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """What one lesson adds to a model."""

    target: Target
    weights: Floats
    intercepts: Floats
    strictness: float
    unseen: Floats
    """Of texts of which nothing is said, what the model gives."""


def _blend_one(lesson: Lesson, seen: _Seen, labels: Sequence[str | None]) -> _Part:
    told = np.flatnonzero([label is not None for label in labels])
    given = np.array([label for label in labels if label is not None])
    classes = (lesson.positive,) if lesson.positive else tuple(sorted(set(given.tolist())))
    wanted = np.where(given[:, None] == np.array(classes), 1.0, -1.0)
    taught = seen.of(told)
    counts = _counts(lesson, given) * np.where(taught.here, 1, _ABROAD_COUNTS)
    strictness, columns, unseen = _solve(taught, wanted, counts)
    everywhere = np.vstack([block @ columns for _, block in seen.blocks()]).astype(np.float32)
    everywhere[told] = unseen
    return _Part(
        target=calibrated(lesson, classes, unseen[taught.here], given[taught.here]),
        weights=columns[1:].astype(np.float32),
        intercepts=(columns[0] * _CONSTANT).astype(np.float32),
        strictness=strictness,
        unseen=everywhere,
    )


def _counts(lesson: Lesson, given: Strings) -> Exact:
    """How much each text counts: where labels are balanced, all labels alike."""
    own = given == lesson.positive if lesson.positive else given
    _, place, often = np.unique(own, return_inverse=True, return_counts=True)
    if not lesson.balanced:
        return np.ones(len(given))
    return np.asarray(len(given) / len(often) / often[place], dtype=np.float64)


def _solve(seen: _Seen, wanted: Exact, counts: Exact) -> tuple[float, Exact, Floats]:
    """The penalty under which unseen texts come nearest to what is wanted of them, the weights
    under it, and the scores that each text gets from a model that has not seen it.

    That model need not be made: a text's own pull on its score is known from the same sums.
    """
    squares, product = _sums(seen, wanted, counts)
    sizes, axes = np.linalg.eigh(squares)
    turned = axes.T @ product
    rows = np.vstack([block @ axes for _, block in seen.blocks()]).astype(np.float32)
    best: tuple[float, float, Floats] | None = None
    for strictness in _STRICTNESS:
        shrunk = 1 / (np.maximum(sizes, 0) + strictness)
        scores = rows @ (shrunk[:, None] * turned)
        own = np.minimum((rows * rows) @ shrunk * counts, 0.999)[:, None]
        unseen = (scores - own * wanted) / (1 - own)
        missed = float(np.mean((counts[:, None] * (unseen - wanted) ** 2)[seen.here]))
        if best is None or missed < best[0]:
            best = (missed, strictness, unseen.astype(np.float32))
    if best is None:
        raise ValueError("There is no penalty to try")
    _, strictness, unseen = best
    return strictness, axes @ (turned / (np.maximum(sizes, 0) + strictness)[:, None]), unseen


def _sums(seen: _Seen, wanted: Exact, counts: Exact) -> tuple[Exact, Exact]:
    squares: Exact | None = None
    product: Exact | None = None
    for part, block in seen.blocks():
        counted = block.T * counts[part]
        squares = counted @ block if squares is None else squares + counted @ block
        product = counted @ wanted[part] if product is None else product + counted @ wanted[part]
    if squares is None or product is None:
        raise ValueError("There are no texts to learn from")
    return squares, product
