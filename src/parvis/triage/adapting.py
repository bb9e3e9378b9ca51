"""A brand's own model: one that was trained before, moved by what is known of the brand's messages.

What is learned are weights beside those that are there already, and both are added up: the result
is a model of the same form, which judges as quickly and explains itself as well. Three things
hold it back: large weights cost something, so that few examples move little; the same words must
tell of many messages before much is believed of them; and messages of which nobody said anything
are to be judged as before.

The need of an answer is weighed from scores of several targets. What is learned of it has a score
of its own, `OWN`, which every place counts alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from parvis.triage.examples import ANSWERS, TONES, Example
from parvis.triage.features import read_features
from parvis.triage.judge import ASKS, OWN, SIGNALS, Judge
from parvis.triage.linear import Linear, Target, with_half_the_bits
from parvis.triage.need import Need
from parvis.triage.verdict import About, Text

LEARNED: tuple[About, ...] = ("tone", *SIGNALS, "needs_answer")
"""In this order: the need of an answer is weighed from the others."""
HELD_BACK = 1.0
"""What large weights cost, beside examples of weight 1."""
UNCHANGED_WEIGHS = 0.3

Doubles = NDArray[np.float64]


def adapt(
    judge: Judge, examples: Sequence[Example], *, unchanged: Sequence[Text] = (), version: str
) -> Judge:
    """A judge of this version that has learned from the examples.

    `unchanged` are messages of the same brand on which nobody said anything. The same input gives
    the same judge, bit for bit. What no example speaks of is left as it is.
    """
    adapted = replace(judge, version=version)
    for about in LEARNED:
        told = [one for one in examples if one.about == about]
        if told:
            spoken_of = {one.text for one in told}
            rest = [text for text in unchanged if text not in spoken_of]
            adapted = _learn(adapted, about, told, rest)
    return adapted


def _learn(judge: Judge, about: About, told: Sequence[Example], unchanged: Sequence[Text]) -> Judge:
    texts = [*(one.text for one in told), *unchanged]
    weighed = judge.linear.weigh(
        read_features([text.own.words for text in texts], judge.linear.reading)
    )
    offsets = _offsets(judge, about, weighed, texts)
    labels = TONES if about == "tone" else ANSWERS
    said = np.array([[one.said == label for label in labels] for one in told], dtype=np.float64)
    wanted = np.vstack([said, _chances(offsets[len(told) :])])
    weights = np.array([*(one.weight for one in told), *[UNCHANGED_WEIGHS] * len(unchanged)])
    columns, moved = _moves(weighed, offsets, wanted, weights)
    if about == "tone":
        return _with_more(judge, _places_of_tone(judge.linear), "tone", columns, moved)
    moved = moved[:, :1] - moved[:, 1:]
    if about == "needs_answer":
        judge = _with_own_column(judge)
        return _with_more(judge, [judge.linear.place(OWN)], OWN, columns, moved)
    return _with_more(judge, [judge.linear.place(about)], about, columns, moved)


def _offsets(judge: Judge, about: About, weighed: csr_matrix, texts: Sequence[Text]) -> Doubles:
    """What the judge believes now, as a score for each label; of yes and no, no has 0."""
    scores = judge.linear.scores_of(weighed)
    if about == "needs_answer":
        places = np.array([text.place for text in texts], dtype=np.int64)
        yes = judge.need.scores(scores[:, judge.asking], places)
        return np.column_stack([yes, np.zeros(len(texts))]).astype(np.float64)
    target = judge.linear.target(about)
    if about == "tone":
        own = scores[:, _places_of_tone(judge.linear)]
        shifts = [target.shifts[target.labels.index(label)] for label in TONES]
        return np.asarray(target.slope * own + np.array(shifts), dtype=np.float64)
    yes = target.slope * scores[:, judge.linear.place(about)] + target.shifts[0]
    return np.column_stack([yes, np.zeros(len(texts))]).astype(np.float64)


def _places_of_tone(linear: Linear) -> list[int]:
    return [linear.place("tone", label) for label in TONES]


def _moves(
    weighed: csr_matrix, offsets: Doubles, wanted: Doubles, weights: Doubles
) -> tuple[NDArray[np.int64], Doubles]:
    """The columns found in the texts, and what each adds to the score of each label: under which
    what is wanted becomes likeliest, at the least cost. Nothing is added whatever the text says:
    that would move messages in languages of which nobody said anything."""
    columns = np.unique(weighed.indices).astype(np.int64)
    found = weighed[:, columns].astype(np.float64)
    labels = offsets.shape[1]
    share = weights[:, None] * np.ones(labels)

    def cost(flat: Doubles) -> tuple[float, Doubles]:
        moved = flat.reshape(-1, labels)
        chances = _chances(offsets + found @ moved)
        unlikely = -(share * wanted * np.log(np.maximum(chances, 1e-12))).sum()
        wrong = share * (chances - wanted)
        slope = found.T @ wrong + HELD_BACK * moved
        return float(unlikely + HELD_BACK / 2 * (moved**2).sum()), slope.ravel()

    start = np.zeros(len(columns) * labels)
    best = minimize(cost, start, jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return columns, cast("Doubles", best.x).reshape(-1, labels)


def _chances(scores: Doubles) -> Doubles:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), dtype=np.float64)


def _with_more(
    judge: Judge,
    places: Sequence[int],
    target: str,
    columns: NDArray[np.int64],
    moved: Doubles,
) -> Judge:
    """What was learned of chances, said in scores: a target's slope turns these into those."""
    linear = judge.linear
    slope = linear.target(target).slope
    weights = linear.weights.copy()
    for place, more in zip(places, moved.T, strict=True):
        weights[columns, place] = with_half_the_bits(weights[columns, place] + more / slope)
    return replace(judge, linear=replace(linear, weights=weights))


def _with_own_column(judge: Judge) -> Judge:
    """With the target `OWN` behind `ASKS`: 0 for all texts, and counted as it is at every place."""
    linear, need = judge.linear, judge.need
    if any(target.name == OWN for target in linear.targets):
        return judge
    behind = linear.place(ASKS) + 1
    number = [target.name for target in linear.targets].index(ASKS) + 1
    own = Target(OWN, ("yes",), slope=1.0, shifts=(0.0,))
    return replace(
        judge,
        linear=replace(
            linear,
            weights=np.insert(linear.weights, behind, np.float32(0), axis=1),
            intercepts=np.insert(linear.intercepts, behind, np.float32(0)),
            targets=(*linear.targets[:number], own, *linear.targets[number:]),
        ),
        need=Need(
            weights=np.insert(need.weights, behind, np.float32(1), axis=1),
            intercepts=need.intercepts,
        ),
    )
