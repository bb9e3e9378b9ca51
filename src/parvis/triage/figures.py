"""How often what was said of messages is right: figures that need scikit-learn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from parvis.triage.linear import Floats

BINS = 10


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
    between the chances and what was so, over all labels."""

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
    from sklearn.metrics import confusion_matrix, precision_recall_fscore_support

    names = sorted({*given, *said.named})
    counts = confusion_matrix(given, said.named, labels=names)
    precision, recall, f1, _ = precision_recall_fscore_support(
        given, said.named, labels=names, zero_division=0.0
    )
    is_it = _is_it(given, said)
    aucs = {label: _auc(is_it[:, place], said, place) for place, label in enumerate(said.labels)}
    labels = tuple(
        OfLabel(
            label=name,
            given=int(counts[place].sum()),
            said=int(counts[:, place].sum()),
            precision=float(precision[place]),
            recall=float(recall[place]),
            f1=float(f1[place]),
            auc=aucs.get(name),
        )
        for place, name in enumerate(names)
    )
    there = [one for one in labels if one.given]
    told = [auc for label, auc in aucs.items() if auc is not None and label in set(given)]
    return Figures(
        n=len(given),
        accuracy=float(np.trace(counts) / len(given)),
        macro_f1=float(np.mean([one.f1 for one in there])),
        auc=float(np.mean(told)) if told else None,
        labels=labels,
        calibration=_calibration(is_it, said),
        confusion=tuple(tuple(int(count) for count in row) for row in counts),
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
