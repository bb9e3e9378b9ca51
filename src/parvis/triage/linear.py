"""Linear models over `features`: chances for each label of each target, and which words decided.

A model is one matrix for all its targets, so that a text is read once and weighed once. It is
kept as two files: the numbers (`.npz`), and beside them its card (`.json`), which says what the
model is for, what it was trained on and how good it was found to be.
"""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_matrix, csr_matrix

from parvis.triage.features import Read, read_features
from parvis.triage.runs import Reading

Floats = NDArray[np.float32]

FORMAT = 2
_NUMBERS = "numbers"
"""In a card: the mark of the numbers that it was written for."""
_USUAL_SQUARES = np.array([200.0, 1500.0, 2500.0])
"""Of a message of usual length, for words, letters and pairs: weighed, it has length 1 in each."""


@dataclass(frozen=True, slots=True)
class Target:
    """What is told of a text.

    With one label it is so or not, and said to be so from the chance `sure_from`; with several it
    is one of them. `slope` and `shifts`, one for each label, turn scores into chances. `other` is
    the label of what belongs to none of the rest; it also stands where no chance of the others
    reaches `sure_from`.
    """

    name: str
    labels: tuple[str, ...]
    slope: float
    shifts: tuple[float, ...]
    other: str = ""
    sure_from: float = 0.0

    @classmethod
    def of(cls, about: Mapping[str, Any]) -> Self:
        """From what `asdict` made of it."""
        return cls(**{**about, "labels": tuple(about["labels"]), "shifts": tuple(about["shifts"])})


class WrongModel(ValueError):
    """The files hold no model that this version can read."""


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """`rarity` and `weights` have one row per column of the reading.

    `evened` says how far texts are brought to one length, from 0, not at all, to 0.5, wholly.
    `weights` has one column per label of every target, in their order; `card` is free text by
    heading: data, licences, figures, limits.
    """

    reading: Reading
    evened: float
    rarity: Floats
    weights: Floats
    intercepts: Floats
    targets: tuple[Target, ...]
    card: Mapping[str, str]

    def chances(self, texts: Sequence[str]) -> dict[str, Floats]:
        """By target: one row per text, one column per label."""
        return self.chances_of(read_features(texts, self.reading))

    def chances_of(self, features: csr_matrix) -> dict[str, Floats]:
        """The same of what was read before, with the same reading; `features` are left alone."""
        return self.chances_from_scores(self.scores(features))

    def chances_from_scores(self, scores: Floats) -> dict[str, Floats]:
        return chances_by_target(self.targets, scores)

    def scores(self, features: csr_matrix) -> Floats:
        """One row per text, one column per label of every target, in their order."""
        return self.scores_of(self.weigh(features))

    def weigh(self, features: csr_matrix) -> csr_matrix:
        """As this model weighs them; `features` are left alone."""
        return weigh(features, self.rarity, evened=self.evened, reading=self.reading)

    def scores_of(self, weighed: csr_matrix) -> Floats:
        """As `scores`, of what `weigh` gave."""
        scores: Floats = weighed @ self.weights
        return scores + self.intercepts

    def labels(self, texts: Sequence[str], target_name: str) -> list[str]:
        """The label of each text; of a target with one label, that label or nothing."""
        target = self.target(target_name)
        return choose(target, self.chances(texts)[target_name])

    def target(self, name: str) -> Target:
        return next(target for target in self.targets if target.name == name)

    def added_by_words(self, read: Read, weighed: csr_matrix, labels: slice) -> Floats:
        """What each word of `read.words` added to the scores of these labels: one row per word, one
        column per label. `weighed` are the read features as `weigh` gives them.

        A run of words or letters is shared out evenly among the words that it touches.
        """
        runs = read.runs
        touched = runs.end - runs.first
        each = (weighed.data / np.exp(read.features.data - 1))[read.entry]
        known = np.flatnonzero((each > 0) & (touched > 0))
        touched = touched[known]
        words_of_runs = csc_matrix(
            (
                np.repeat(each[known] / touched, touched),
                np.repeat(runs.first[known], touched) + _counted_up(touched),
                np.concatenate([[0], np.cumsum(touched)]),
            ),
            shape=(len(read.words.text), len(known)),
        )
        added: Floats = words_of_runs @ self.weights[runs.column[known], labels]
        return added

    def save(self, path: Path) -> None:
        """Write `path` (.npz) and its card; the same model always gives the same bytes."""
        write_model(path, self.numbers(), self.about())

    @classmethod
    def load(cls, path: Path) -> Self:
        """Raises `WrongModel` where the card is of another format."""
        return cls.of(*read_model(path))

    def numbers(self) -> bytes:
        """Half as many bits as they are reckoned with: `learning` leaves no more in them."""
        used = np.flatnonzero(self.weights.any(axis=1)).astype(np.int32)
        written = BytesIO()
        np.savez_compressed(
            written,
            used=used,
            weights=self.weights[used].astype(np.float16),
            intercepts=self.intercepts,
            rarity=self.rarity.astype(np.float16),
        )
        return written.getvalue()

    def about(self) -> dict[str, object]:
        return {
            "format": FORMAT,
            "card": dict(self.card),
            "reading": self.reading.about(),
            "evened": self.evened,
            "targets": [asdict(target) for target in self.targets],
        }

    @classmethod
    def of(cls, numbers: bytes, about: Mapping[str, Any]) -> Self:
        """From what `numbers()` and `about()` gave. Raises `WrongModel`."""
        if about.get("format") != FORMAT:
            raise WrongModel(
                "This model was written by another version of Parvis: train it anew with this one"
            )
        least, most = about["reading"]["letters"]
        reading = Reading(**{**about["reading"], "letters": (least, most)})
        targets = tuple(Target.of(target) for target in about["targets"])
        with np.load(BytesIO(numbers), allow_pickle=False) as kept:
            weights = np.zeros((reading.columns, len(kept["intercepts"])), dtype=np.float32)
            weights[kept["used"]] = kept["weights"]
            return cls(
                reading=reading,
                evened=about["evened"],
                rarity=kept["rarity"].astype(np.float32),
                weights=weights,
                intercepts=kept["intercepts"],
                targets=targets,
                card=about["card"],
            )

    def place(self, target_name: str, label: str = "") -> int:
        """The column of a label; of a target with one label, without naming it."""
        before = 0
        for target in self.targets:
            if target.name == target_name:
                return before + (target.labels.index(label) if label else 0)
            before += len(target.labels)
        raise KeyError(target_name)

    def columns(self, target_name: str) -> slice:
        """Those of all its labels."""
        first = self.place(target_name)
        return slice(first, first + len(self.target(target_name).labels))


def write_model(path: Path, numbers: bytes, about: Mapping[str, object]) -> None:
    """The two files of a model: `path` (.npz), and beside it what is said about it (.json). What
    was there stays as it was until both are written whole."""
    told = {**about, _NUMBERS: _mark(numbers)}
    written = json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True)
    new = {path: numbers, path.with_suffix(".json"): f"{written}\n".encode()}
    begun = {there: there.with_name(f".{there.name}.{os.getpid()}") for there in new}
    try:
        for there, contents in new.items():
            begun[there].write_bytes(contents)
        for there, whole in begun.items():
            whole.replace(there)
    finally:
        for left in begun.values():
            left.unlink(missing_ok=True)


def read_model(path: Path) -> tuple[bytes, dict[str, Any]]:
    """What `write_model` wrote there. Raises `WrongModel` where one of the two files is of another
    model; cards of before that could be seen say nothing of it."""
    about = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    numbers = path.read_bytes()
    if isinstance(about, dict) and about.pop(_NUMBERS, None) not in {None, _mark(numbers)}:
        raise WrongModel(
            f"{path.name} and its card are not of the same model: bring both files back together, "
            "or train it anew"
        )
    return numbers, about


def _mark(numbers: bytes) -> str:
    return hashlib.sha256(numbers).hexdigest()


def weigh(features: csr_matrix, rarity: Floats, *, evened: float, reading: Reading) -> csr_matrix:
    """Rare columns weigh more; long texts are brought closer to short ones, by their words, their
    letters and their pairs of words, each apart."""
    if features.shape[0] == 0:
        return features
    parts = 3 if reading.pairs else 2
    row = np.repeat(np.arange(features.shape[0]), np.diff(features.indptr))
    part = row * parts + (features.indices >= reading.letters_from)
    if reading.pairs:
        is_pair = (features.indices >= reading.pairs_from) & (
            features.indices < reading.letters_from
        )
        part += 2 * is_pair
    data = features.data * rarity[features.indices]
    squares = np.bincount(part, weights=data * data, minlength=features.shape[0] * parts)
    usual = np.tile(_USUAL_SQUARES[:parts], features.shape[0])
    scale = (np.maximum(squares, 1) / usual) ** -evened / np.sqrt(usual)
    return csr_matrix(
        ((data * scale[part]).astype(np.float32), features.indices, features.indptr),
        shape=features.shape,
    )


def chances_by_target(targets: Sequence[Target], scores: Floats) -> dict[str, Floats]:
    """Of scores for every label of every target, in their order."""
    chances: dict[str, Floats] = {}
    first = 0
    for target in targets:
        end = first + len(target.labels)
        chances[target.name] = chances_from(target, scores[:, first:end])
        first = end
    return chances


def chances_from(target: Target, scores: Floats) -> Floats:
    """Of the target's own scores: one row per text, one column per label."""
    shifted = target.slope * scores + np.array(target.shifts, dtype=np.float32)
    if len(target.labels) == 1:
        return np.asarray(1 / (1 + np.exp(-shifted)), dtype=np.float32)
    raised = np.exp(shifted - shifted.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), dtype=np.float32)


def choose(target: Target, chances: Floats) -> list[str]:
    """The likeliest label of each row; see `Target` for what stands where none is likely."""
    if len(target.labels) == 1:
        return [target.labels[0] if chance >= target.sure_from else "" for chance in chances[:, 0]]
    best = chances.argmax(axis=1)
    sure = chances.max(axis=1) >= target.sure_from
    return [
        target.labels[label] if certain else target.other
        for label, certain in zip(best, sure, strict=True)
    ]


def _counted_up(lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """0, 1, 2 ... for each length, one after the other."""
    return np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)


def with_half_the_bits(numbers: NDArray[np.floating]) -> Floats:
    """So that a model says the same before it is kept and after."""
    return np.asarray(numbers, dtype=np.float16).astype(np.float32)
