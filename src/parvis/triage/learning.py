"""Trains linear models from labelled texts.

Here and in `calibration` scikit-learn is needed, and imported where something is trained: whoever
only asks a model pays nothing for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags, hstack

from parvis.triage.calibration import calibrated
from parvis.triage.features import read_features
from parvis.triage.kinship import Kinship
from parvis.triage.lessons import Lesson, Strings
from parvis.triage.linear import (
    Floats,
    Linear,
    Target,
    chances_from,
    choose,
    weigh,
    with_half_the_bits,
)
from parvis.triage.runs import Reading

HINT_WEIGHS = 3.0
MOST_ROUNDS = 5_000
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """A model, and by target the scores that each text got from models that had not seen it: one
    row per text, one column per label.

    `beside` weighs what was known of each text beside its words: one row per number, one column per
    label; its share comes on top of the scores of `model`.
    """

    model: Linear
    unseen: Mapping[str, Floats]
    beside: Floats


def learn(
    lesson: Lesson,
    texts: Sequence[str],
    labels: Sequence[str],
    *,
    reading: Reading,
    card: Mapping[str, str],
    kinship: Kinship | None = None,
) -> Linear:
    """Train on all texts, calibrated on what each fold said of the texts it had not seen.

    Every label needs at least as many texts as there are folds. The same input gives the same
    model, bit for bit, on the same machine with the same versions.
    """
    return learn_together(
        [lesson],
        texts,
        {lesson.target: labels},
        reading=reading,
        card=card,
        kinship=kinship,
    ).model


def learn_together(
    lessons: Sequence[Lesson],
    texts: Sequence[str],
    labels: Mapping[str, Sequence[str | None]],
    *,
    reading: Reading,
    card: Mapping[str, str],
    seen_in: int = 1,
    hints: int = 0,
    kinship: Kinship | None = None,
    beside: Floats | None = None,
) -> Learned:
    """As `learn`, for several targets in one model; `labels` has one per text by target, None where
    nothing is said of it. All lessons bring texts to one length alike. What stands in fewer than
    `seen_in` texts is not learned from. The last `hints` of the texts are no messages but phrases
    that say what they say: each counts `HINT_WEIGHS` times, and none is used to measure.
    What is learned of a word that `kinship` places holds for its kin, even where no text has them.
    `beside`: what else is known of each text, one row of numbers per text.
    """
    features = read_features(texts, reading)
    places = _places(kinship, reading)
    rarity = _rarity(features, seen_in, places[: reading.block])
    weighed = weigh(features, rarity, evened=_evened(lessons), reading=reading)
    is_hint = np.arange(len(texts)) >= len(texts) - hints
    known = np.zeros((len(texts), 0), dtype=np.float32) if beside is None else beside
    parts = [
        _learn_one(lesson, weighed, known, places, labels[lesson.target], is_hint)
        for lesson in lessons
    ]
    model = Linear(
        reading=reading,
        evened=_evened(lessons),
        rarity=rarity,
        weights=with_half_the_bits(np.hstack([part.weights for part in parts])),
        intercepts=np.concatenate([part.intercepts for part in parts]),
        targets=tuple(part.target for part in parts),
        card={
            **card,
            "texts": str(len(texts)),
            "strictness": ", ".join(f"{part.strictness:g}" for part in parts),
        },
    )
    return Learned(
        model,
        {part.target.name: part.unseen for part in parts},
        beside=with_half_the_bits(np.hstack([part.beside for part in parts])),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Examples:
    """Weighed features, one row per text; the label of each; whether it is a mere phrase.

    Behind the columns of words and letters stands where the text lies, its columns times `places`,
    and behind that what is known beside.
    """

    features: csr_matrix
    labels: Strings
    is_hint: Flags
    places: Floats

    def of(self, rows: NDArray[np.int64]) -> Examples:
        return Examples(self.features[rows], self.labels[rows], self.is_hint[rows], self.places)

    def as_columns(self, weights: Floats) -> tuple[Floats, Floats]:
        """Weights of columns alone, and of what is known beside, that give every text the same
        score."""
        columns, placed = self.places.shape
        of_columns, of_places, beside = np.split(weights, [columns, columns + placed])
        return of_columns + self.places @ of_places, beside


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """What one lesson adds to a model."""

    target: Target
    weights: Floats
    beside: Floats
    intercepts: Floats
    strictness: float
    unseen: Floats


def _learn_one(
    lesson: Lesson,
    weighed: csr_matrix,
    known: Floats,
    places: Floats,
    labels: Sequence[str | None],
    is_hint: Flags,
) -> _Part:
    told = np.array([label is not None for label in labels], dtype=bool)
    given = np.array([label for label in labels if label is not None])
    classes = (lesson.positive,) if lesson.positive else tuple(sorted(set(given.tolist())))
    places = places * np.float32(lesson.akin) if lesson.akin else places[:, :0]
    columns = weighed if told.all() else weighed[told]
    extra = np.hstack([columns @ places, known[told]])
    features = hstack([columns, csr_matrix(extra)], format="csr")
    examples = Examples(features, given, is_hint[told], places)
    strictness, unseen = _best_strictness(lesson, examples, classes)
    weights, intercepts = _fit(lesson, examples, classes, strictness)
    weights, beside = examples.as_columns(weights)
    everywhere = np.asarray(weighed @ weights + known @ beside + intercepts, dtype=np.float32)
    everywhere[told] = unseen
    measured = ~examples.is_hint
    return _Part(
        target=calibrated(lesson, classes, unseen[measured], given[measured]),
        weights=weights,
        beside=beside,
        intercepts=intercepts,
        strictness=strictness,
        unseen=everywhere,
    )


def _places(kinship: Kinship | None, reading: Reading) -> Floats:
    if kinship is None:
        return np.zeros((reading.columns, 0), dtype=np.float32)
    return kinship.of_columns(reading)


def _evened(lessons: Sequence[Lesson]) -> float:
    evened, *others = {lesson.evened for lesson in lessons}
    if others:
        raise ValueError("Lessons of one model bring texts to one length alike")
    return evened


def _rarity(features: csr_matrix, seen_in: int, places_of_words: Floats) -> Floats:
    """1 + ln of how many texts there are to each that has the column; 0 where too few have it, save
    for the words alone, the first of the columns, that have a place."""
    with_it = np.bincount(features.indices, minlength=features.shape[1])
    rarity = 1 + np.log((1 + features.shape[0]) / (1 + with_it))
    rare = with_it < seen_in
    rare[: len(places_of_words)] &= ~(places_of_words != 0).any(axis=1)
    rarity[rare] = 0
    return with_half_the_bits(rarity)


def _best_strictness(
    lesson: Lesson, examples: Examples, classes: Sequence[str]
) -> tuple[float, Floats]:
    """The candidate with the best macro-F1 on unseen texts, and their scores under it."""
    from sklearn.metrics import f1_score

    target = Target(lesson.target, tuple(classes), slope=1.0, shifts=(0.0,) * len(classes))
    measured = ~examples.is_hint
    labels = examples.labels[measured]
    best: tuple[float, float, Floats] | None = None
    for strictness in lesson.strictness:
        scores = _scores_of_unseen(lesson, examples, classes, strictness)
        seen = scores[measured]
        if len(classes) == 1:
            found = f1_score(labels == classes[0], seen[:, 0] > 0, average="macro")
        else:
            found = f1_score(labels, choose(target, chances_from(target, seen)), average="macro")
        if best is None or found > best[0]:
            best = (float(found), strictness, scores)
    if best is None:
        raise ValueError(f"The lesson {lesson.target!r} gives no strictness to try")
    return best[1], best[2]


def _scores_of_unseen(
    lesson: Lesson, examples: Examples, classes: Sequence[str], strictness: float
) -> Floats:
    """Hints are seen by every fold."""
    from sklearn.model_selection import StratifiedKFold

    scores = np.zeros((len(examples.labels), len(classes)), dtype=np.float32)
    measured, hints = np.flatnonzero(~examples.is_hint), np.flatnonzero(examples.is_hint)
    folds = StratifiedKFold(lesson.folds, shuffle=True, random_state=0)
    for seen, unseen in folds.split(measured, examples.labels[measured]):
        taught = examples.of(np.concatenate([measured[seen], hints]))
        weights, intercepts = _fit(lesson, taught, classes, strictness)
        scores[measured[unseen]] = examples.features[measured[unseen]] @ weights + intercepts
    return scores


def _fit(
    lesson: Lesson, examples: Examples, classes: Sequence[str], strictness: float
) -> tuple[Floats, Floats]:
    """Weights (features x classes) and intercepts, each class against the others."""
    weights = np.zeros((examples.features.shape[1], len(classes)), dtype=np.float32)
    intercepts = np.zeros(len(classes), dtype=np.float32)
    for place, label in enumerate(classes):
        is_it = examples.labels == label
        for view in lesson.views:
            scale = _telling(examples, is_it) if view == "telling" else None
            column, intercept = _fit_one(lesson, examples, is_it, scale, strictness)
            weights[:, place] += column / len(lesson.views)
            intercepts[place] += intercept / len(lesson.views)
    return weights, intercepts


def _fit_one(
    lesson: Lesson, examples: Examples, is_it: Flags, scale: Floats | None, strictness: float
) -> tuple[Floats, float]:
    from sklearn.linear_model import LogisticRegression
    from sklearn.svm import LinearSVC

    kind = {
        "C": strictness,
        "class_weight": "balanced" if lesson.balanced else None,
        "random_state": 0,
        "tol": 0.01,
        "max_iter": MOST_ROUNDS,
    }
    model = (
        LinearSVC(**kind)
        if lesson.loss == "hinge"
        else LogisticRegression(solver="liblinear", dual=True, **kind)
    )
    features = examples.features if scale is None else (examples.features @ diags(scale)).tocsr()
    weights = np.where(examples.is_hint, HINT_WEIGHS, 1.0) if examples.is_hint.any() else None
    model.fit(features, is_it, sample_weight=weights)
    column = model.coef_[0].astype(np.float32)
    return column if scale is None else column * scale, float(model.intercept_[0])


def _telling(examples: Examples, is_it: Flags) -> Floats:
    """How much more (or less) often a column stands with the label: |ln| of the ratio; 1 for where
    a text lies and what is known beside."""
    features, columns = examples.features, len(examples.places)
    row = np.repeat(is_it, np.diff(features.indptr))
    with_it = 1 + np.bincount(features.indices[row], minlength=columns)[:columns]
    without = 1 + np.bincount(features.indices[~row], minlength=columns)[:columns]
    ratio = np.log((with_it / with_it.sum()) / (without / without.sum()))
    telling = np.ones(features.shape[1], dtype=np.float32)
    telling[:columns] = np.abs(ratio)
    return telling
