"""Turns scores into chances, and says from which chance on a label is told.

All of it is found on texts that the model had not seen: of those that it learned from it would be
surer than it ought to be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from parvis.triage.lessons import Lesson, Strings
from parvis.triage.linear import Floats, Target, chances_from, choose


def calibrated(lesson: Lesson, classes: Sequence[str], scores: Floats, labels: Strings) -> Target:
    """From the scores that texts with these labels got from models that had not seen them."""
    from sklearn.linear_model import LogisticRegression

    if len(classes) == 1:
        curve = LogisticRegression(C=1e6).fit(scores, labels == classes[0])
        target = Target(
            lesson.target,
            tuple(classes),
            slope=float(curve.coef_[0, 0]),
            shifts=(float(curve.intercept_[0]),),
        )
        line = _undecided(target) if lesson.as_trained else _fairest(target, scores, labels)
        return replace(target, sure_from=line)
    places = np.searchsorted(np.array(classes), labels)
    if lesson.raised:
        slope, shifts = _slope_and_shifts(scores, places)
    else:
        slope, shifts = _slope(scores, places), (0.0,) * len(classes)
    target = Target(lesson.target, tuple(classes), slope, shifts, lesson.other)
    return target if not lesson.turned_away else _turning_away(target, lesson, scores, labels)


def _slope(scores: Floats, places: NDArray[np.int64]) -> float:
    """The slope under which the given labels are likeliest."""

    def unlikeliness(slope: float) -> float:
        raised = slope * (scores - scores.max(axis=1, keepdims=True))
        own = np.take_along_axis(raised, places[:, None], axis=1)[:, 0]
        return float(np.mean(np.log(np.exp(raised).sum(axis=1)) - own))

    return float(min(np.geomspace(0.25, 64, 97), key=unlikeliness))


def _slope_and_shifts(scores: Floats, places: NDArray[np.int64]) -> tuple[float, tuple[float, ...]]:
    """Under which the given labels are likeliest, when a label counts by the root of how many
    examples it has: between what was gathered and all labels alike."""
    from scipy.optimize import minimize

    counts = np.bincount(places)
    weights = counts[places] ** -0.5
    rows = np.arange(len(places))

    def unlikeliness(found: NDArray[np.float64]) -> float:
        raised = np.exp(found[0]) * scores + found[1:]
        raised -= raised.max(axis=1, keepdims=True)
        own = raised[rows, places]
        return float(np.average(np.log(np.exp(raised).sum(axis=1)) - own, weights=weights))

    found = minimize(unlikeliness, np.zeros(1 + len(counts)), method="L-BFGS-B").x
    shifts = found[1:] - found[1:].mean()
    return float(np.exp(found[0])), tuple(float(shift) for shift in shifts)


def _undecided(target: Target) -> float:
    """The chance of a text whose score says neither yes nor no."""
    return float(chances_from(target, np.zeros((1, 1), dtype=np.float32))[0, 0])


def _fairest(target: Target, scores: Floats, labels: Strings) -> float:
    """The chance from which saying yes is best for both: the highest macro-F1 on unseen texts."""
    from sklearn.metrics import f1_score

    chances = chances_from(target, scores)[:, 0]
    is_it = labels == target.labels[0]
    candidates = np.arange(0.2, 0.81, 0.02)
    found = [f1_score(is_it, chances >= candidate, average="macro") for candidate in candidates]
    # The middle of those that are nearly as good: the very best of them is one by luck.
    good = candidates[np.array(found) >= max(found) - 0.003]
    return float(good.mean())


def _turning_away(target: Target, lesson: Lesson, scores: Floats, labels: Strings) -> Target:
    """Sure from where no more than the lesson's share of those rightly named would be lost. Where
    none was, as with a few examples among many others, nobody can say from where."""
    chances = chances_from(target, scores)
    right = (np.array(choose(target, chances)) == labels) & (labels != lesson.other)
    if not right.any():
        return target
    likeliest = chances[right].max(axis=1)
    return replace(target, sure_from=float(np.quantile(likeliest, lesson.turned_away)))
