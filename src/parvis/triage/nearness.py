"""Judges a text by those that lie near it: what is meant and written alike is labelled alike.

Where `blended` learns what the numbers of a vector say, this model keeps the texts themselves, as
vectors and as words, and what each of them pulls its neighbours towards. That is better for many
labels with a hundred texts or so each, and larger. Weights are found in closed form (kernel ridge
regression), so that what a text would have got from a model that had not seen it is known too. In
lessons of `hinge` loss those that lie at the border of a label pull once more (support vectors).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from parvis.triage.calibration import calibrated
from parvis.triage.features import read_features
from parvis.triage.learning import Flags, Learned
from parvis.triage.lessons import Lesson, Strings
from parvis.triage.linear import Floats, Linear, Target, WrongModel, chances_from
from parvis.triage.semantic import Encoder

_STRICTNESS = (0.3, 1.0)
"""Candidates for how little a text is believed against its neighbours."""
_STRICTNESS_AT_BORDERS = 0.3
_FIRST_AT_BORDERS = 1_000
"""The nearest of the other labels, of which it is asked first whether they lie at the border."""
_ROUNDS_AT_BORDERS = 8
"""Five rounds or so are enough: a last text or two may go in and out for ever."""
_NARROW = 2.0
"""How quickly nearness in meaning falls with distance."""
_SAID = 0.3
"""How loud the scores of the words are beside the words themselves and the meaning; of many labels
they say no more than the words, and are not heard."""
_ANYWHERE = 1.0
"""How near any two texts are: what a label gets whatever the text says."""
_AT_ONCE = 1_000
"""Texts compared with all others at once: 40 MB with 10,000 of them."""


@dataclass(frozen=True, slots=True, eq=False)
class Lying:
    """Where texts lie, one row per text: by meaning, by words, and by what their words say."""

    meaning: Floats
    words: csr_matrix
    said: Floats

    def near(self, others: Lying) -> Floats:
        """One row per text, one column per other; about 3 where they are the same."""
        near = np.full((len(self.meaning), len(others.meaning)), _ANYWHERE, dtype=np.float32)
        for first in range(0, len(near), _AT_ONCE):
            part = slice(first, first + _AT_ONCE)
            near[part] += np.exp(_NARROW * (self.meaning[part] @ others.meaning.T - 1))
            near[part] += (self.words[part] @ others.words.T).toarray()
            near[part] += self.said[part] @ others.said.T
        return near


@dataclass(frozen=True, slots=True, eq=False)
class Map:
    """Makes vectors and words comparable: every number as large as the others, lengths about 1;
    what the words say is as long as it is `loud`."""

    centre: Floats
    spread: Floats
    usual: float
    said_centre: Floats
    said_spread: Floats
    loud: float

    @classmethod
    def of(cls, vectors: Floats, weighed: csr_matrix, said: Floats, *, loud: float) -> Map:
        """From the texts that are learned from."""
        squares = float(weighed.multiply(weighed).sum() / max(weighed.shape[0], 1))
        return cls(
            centre=vectors.mean(axis=0),
            spread=vectors.std(axis=0) + np.float32(1e-6),
            usual=max(squares, 1e-6) ** 0.5,
            said_centre=said.mean(axis=0),
            said_spread=said.std(axis=0) + np.float32(1e-6),
            loud=loud,
        )

    def place(self, vectors: Floats, weighed: csr_matrix, said: Floats) -> Lying:
        even = (vectors - self.centre) / self.spread
        lengths = np.maximum(np.linalg.norm(even, axis=1, keepdims=True), 1e-6)
        even_said = (said - self.said_centre) / self.said_spread
        as_loud = even_said * np.float32((self.loud / said.shape[1]) ** 0.5)
        return Lying(even / lengths, weighed / np.float32(self.usual), as_loud)


@dataclass(frozen=True, slots=True, eq=False)
class Near:
    """`pulls`: one row per text learned from, one column per label of the target."""

    encoder: str
    words: Linear
    drawn: Map
    texts: Lying
    pulls: Floats
    target: Target

    def chances(self, texts: Sequence[str], *, encoder: Encoder) -> Floats:
        """One row per text, one column per label. Raises `WrongModel` where the encoder is not that
        of the training."""
        if encoder.name != self.encoder:
            raise WrongModel(
                f"This model was trained on vectors of {self.encoder}, not of {encoder.name}: "
                "choose that encoder, or train it anew with this one"
            )
        weighed = self.words.weigh(read_features(texts, self.words.reading))
        said = _said(self.words, self.words.scores_of(weighed), self.target.name)
        here = self.drawn.place(encoder.encode(texts), weighed, said)
        return chances_from(self.target, here.near(self.texts) @ self.pulls)


def learn_near(
    lesson: Lesson,
    texts: Sequence[str],
    labels: Sequence[str],
    *,
    vectors: Floats,
    beside: Learned,
    encoder: Encoder,
) -> Near:
    """From texts, their labels and their vectors, beside what was learned of the words of these
    very texts. Takes memory and time that grow with the square and the cube of their number:
    1.6 GB for 10,000."""
    given = np.array(labels)
    classes = (lesson.positive,) if lesson.positive else tuple(sorted(set(labels)))
    words, unseen_words = beside.model, beside.unseen[lesson.target]
    weighed = words.weigh(read_features(texts, words.reading))
    at_borders = lesson.loss == "hinge"
    drawn = Map.of(vectors, weighed, unseen_words, loud=0.0 if at_borders else _SAID)
    lying = drawn.place(vectors, weighed, unseen_words)
    wanted = np.where(given[:, None] == np.array(classes), 1.0, -1.0).astype(np.float32)
    solve = _solve_both_ways if at_borders else _solve
    pulls, unseen = solve(lying.near(lying), wanted, _counts(lesson, given))
    target = calibrated(lesson, classes, unseen, given)
    return Near(encoder.name, words, drawn, lying, pulls, target)


def _solve(near: Floats, wanted: Floats, counts: Floats) -> tuple[Floats, Floats]:
    """The pulls under which unseen texts come nearest to what is wanted of them, and the scores
    that each text gets from the others alone."""
    own = np.diag_indices(len(near))
    best: tuple[float, Floats, Floats] | None = None
    for strictness in _STRICTNESS:
        doubted = near.copy()
        doubted[own] += strictness / counts
        inverse: Floats = np.linalg.inv(doubted)
        pulls: Floats = inverse @ wanted
        missing: Floats = pulls / inverse[own][:, None]
        missed = float(np.mean(counts[:, None] * missing**2))
        if best is None or missed < best[0]:
            best = (missed, pulls, wanted - missing)
    if best is None:
        raise ValueError("There is no strictness to try")
    return best[1], best[2]


def _solve_both_ways(near: Floats, wanted: Floats, counts: Floats) -> tuple[Floats, Floats]:
    """By all texts and by those at borders, each as loud: they are wrong of different texts."""
    solved = [solve(near, wanted, counts) for solve in (_solve, _solve_at_borders)]
    pulls, unseen = (np.add(*(way[part] / way[1].std() for way in solved)) for part in (0, 1))
    return pulls, unseen


def _solve_at_borders(near: Floats, wanted: Floats, counts: Floats) -> tuple[Floats, Floats]:
    """As `_solve`, where only texts short of what is wanted of them pull, each label by itself."""
    pulls, unseen = np.zeros_like(wanted), np.zeros_like(wanted)
    kin = near @ (wanted > 0).astype(np.float32)
    for label in range(wanted.shape[1]):
        is_it = wanted[:, label] > 0
        others = np.flatnonzero(~is_it)
        short = is_it.copy()
        short[others[np.argsort(-kin[others, label], kind="stable")[:_FIRST_AT_BORDERS]]] = True
        solved = _solve_at_border(near, wanted[:, label], counts, short)
        pulls[:, label], unseen[:, label] = solved
    return pulls, unseen


def _solve_at_border(
    near: Floats, wanted: Floats, counts: Floats, short: Flags
) -> tuple[Floats, Floats]:
    """By Newton's method, from the texts taken to be `short`."""
    from scipy.linalg import solve

    for _ in range(_ROUNDS_AT_BORDERS):
        rows = np.flatnonzero(short)
        doubted = near[np.ix_(rows, rows)]
        doubted[np.diag_indices(len(rows))] += _STRICTNESS_AT_BORDERS / counts[rows]
        pull: Floats = solve(doubted, wanted[rows], assume_a="pos", check_finite=False)
        scores: Floats = pull @ near[rows]
        is_short = wanted * scores < 1
        if np.array_equal(is_short, short):
            break
        short = is_short
    pulls = np.zeros_like(wanted)
    pulls[rows] = pull
    scores[rows] = wanted[rows] - pull / np.linalg.inv(doubted).diagonal()
    return pulls, scores


def _counts(lesson: Lesson, given: Strings) -> NDArray[np.float32]:
    """How much each text counts: where labels are balanced, all labels alike."""
    own = given == lesson.positive if lesson.positive else given
    _, place, often = np.unique(own, return_inverse=True, return_counts=True)
    if not lesson.balanced:
        return np.ones(len(given), dtype=np.float32)
    return np.asarray(len(given) / len(often) / often[place], dtype=np.float32)


def _said(words: Linear, scores: Floats, target_name: str) -> Floats:
    first = words.place(target_name)
    return scores[:, first : first + len(words.target(target_name).labels)]
