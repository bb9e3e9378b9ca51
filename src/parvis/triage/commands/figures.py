"""How often what was said of messages is right: and how far its chances can be believed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parvis.triage.linear import Floats

BINS = 10
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """Of each text its label, and the chance of each of `labels`: of a yes or no that of yes
    alone."""

    labels: tuple[str, ...]
    chances: Floats
    named: Sequence[str]


@dataclass(frozen=True, slots=True)
class OfLabel:
    """`given` and `said`: how many texts have the label, and were given it. Shares between 0 and 1;
    `auc` is None where it cannot be told."""

    label: str
    given: int
    said: int
    precision: float
    recall: float
    f1: float
    auc: float | None


@dataclass(frozen=True, slots=True)
class Bin:
    """Of a tenth of the texts: the mean chance that was told, and the share that was so."""

    n: int
    told: float
    was_so: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """`error`: how far chances told and shares that were so lie apart, in the mean of the bins.
    Of several labels the chance of the likeliest is taken. `brier`: the mean squared distance
    between the chances and what was so, summed over the labels; of a yes or no that of the yes."""

    error: float
    brier: float
    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """`macro_f1` and `auc` are means over the labels that texts have, each against the rest; of a
    yes or no `auc` is that of yes. `confusion`: one row per label given, one column per label
    said, both in the order of `labels`."""

    n: int
    accuracy: float
    macro_f1: float
    auc: float | None
    labels: tuple[OfLabel, ...]
    calibration: Calibration
    confusion: tuple[tuple[int, ...], ...]


def figures_of(given: Sequence[str], said: Said) -> Figures:
    """Of one text at least."""
    names = sorted({*given, *said.named})
    counts = _confusion(given, said.named, names)
    is_it = _is_it(given, said)
    aucs = {label: _auc(is_it[:, place], said, place) for place, label in enumerate(said.labels)}
    labels = tuple(
        _of_label(name, counts, place, auc=aucs.get(name)) for place, name in enumerate(names)
    )
    there = [one.f1 for one in labels if one.given]
    told = [auc for label, auc in aucs.items() if auc is not None and label in set(given)]
    return Figures(
        n=len(given),
        accuracy=float(np.trace(counts) / len(given)),
        macro_f1=float(np.mean(there)),
        auc=float(np.mean(told)) if told else None,
        labels=labels,
        calibration=_calibration(is_it, said),
        confusion=tuple(tuple(int(count) for count in row) for row in counts),
    )


def _confusion(given: Sequence[str], said: Sequence[str], names: Sequence[str]) -> Counts:
    places = {name: place for place, name in enumerate(names)}
    counts = np.zeros((len(names), len(names)), dtype=np.int64)
    for one, other in zip(given, said, strict=True):
        counts[places[one], places[other]] += 1
    return counts


def _of_label(name: str, counts: Counts, place: int, *, auc: float | None) -> OfLabel:
    right, given, said = counts[place, place], counts[place].sum(), counts[:, place].sum()
    return OfLabel(
        label=name,
        given=int(given),
        said=int(said),
        precision=float(right / said) if said else 0.0,
        recall=float(right / given) if given else 0.0,
        f1=float(2 * right / (given + said)),
        auc=auc,
    )


def _is_it(given: Sequence[str], said: Said) -> Floats:
    """One row per text, one column per label."""
    same = np.array(given)[:, None] == np.array(said.labels)[None, :]
    return np.asarray(same, dtype=np.float32)


def _auc(is_it: Floats, said: Said, place: int) -> float | None:
    from sklearn.metrics import roc_auc_score

    if is_it.min() == is_it.max():
        return None
    return float(roc_auc_score(is_it, said.chances[:, place]))


def _calibration(is_it: Floats, said: Said) -> Calibration:
    rows = np.arange(len(is_it))
    likeliest = said.chances.argmax(axis=1)
    told = said.chances[rows, likeliest].astype(np.float64)
    was_so = is_it[rows, likeliest]
    order = np.argsort(told, kind="stable")
    bins = tuple(
        Bin(len(rows_in), float(told[rows_in].mean()), float(was_so[rows_in].mean()))
        for rows_in in np.array_split(order, min(BINS, len(order)))
    )
    error = sum(one.n * abs(one.told - one.was_so) for one in bins) / len(order)
    squares = np.square(said.chances.astype(np.float64) - is_it).sum(axis=1)
    return Calibration(error=float(error), brier=float(squares.mean()), bins=bins)
