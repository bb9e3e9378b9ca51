"""What texts mean, weighed together with their words: the tier for where the fast one is unsure.

A `Linear` model reads words and letters; this one adds the vector of the text (`semantic`) to what
that one said. Both are weighed in one sum per label, so the better of the two is heard more. Kept
like a linear model: the numbers, and beside them a card.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Self
from zlib import crc32

import numpy as np

from parvis.triage.features import read_features
from parvis.triage.linear import (
    Floats,
    Linear,
    Target,
    WrongModel,
    chances_by_target,
    choose,
    read_model,
    write_model,
)
from parvis.triage.semantic import Encoder

FORMAT = 1
_MAIN_DIRECTIONS = 64
"""Of which all products are seen: what two together say, no sum of both does."""
_OWN, _PRODUCTS = 3.0, 2.0
"""How loud a vector's own numbers and their products are beside the scores of the words."""
_AT_ONCE = 2_000
"""Texts whose products are held at once: 16 MB."""


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """How a vector is seen: every number about as large as the others, and the products of the
    main `directions` along which texts differ."""

    centre: Floats
    spread: Floats
    directions: Floats

    @classmethod
    def of(cls, vectors: Floats) -> Sight:
        """From the vectors of the texts that are learned from."""
        exact = vectors.astype(np.float64)
        centre, spread = exact.mean(axis=0), exact.std(axis=0) + 1e-6
        variances, along = np.linalg.eigh(np.cov(exact, rowvar=False))
        main = slice(None, -1 - min(_MAIN_DIRECTIONS, len(exact) - 1, len(centre)), -1)
        return cls(
            centre.astype(np.float32),
            spread.astype(np.float32),
            (along[:, main] / np.sqrt(variances[main] + 1e-9)).astype(np.float32),
        )

    def see(self, vectors: Floats) -> Floats:
        own = (vectors - self.centre) / self.spread * (_OWN / np.sqrt(len(self.centre)))
        main = (vectors - self.centre) @ self.directions
        one, other = np.triu_indices(main.shape[1])
        products = main[:, one] * main[:, other] * (_PRODUCTS / np.sqrt(len(one)))
        return np.hstack([own, products]).astype(np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Blended:
    """`weights` has one row per number that is seen of a vector, then one per score of the linear
    model that it was trained beside, and one column per label of every target, in their order.

    `encoder` is the name of the encoder, `beside` the mark of the linear model (`mark_of`).
    """

    encoder: str
    beside: int
    sight: Sight
    weights: Floats
    intercepts: Floats
    targets: tuple[Target, ...]
    card: Mapping[str, str]

    def chances(
        self, texts: Sequence[str], *, words: Linear, encoder: Encoder
    ) -> dict[str, Floats]:
        """By target: one row per text, one column per label. Raises `WrongModel` where the linear
        model or the encoder is not that of the training."""
        self._require(words, encoder)
        return self.chances_of(
            encoder.encode(texts), words.scores(read_features(texts, words.reading))
        )

    def chances_of(self, vectors: Floats, scores: Floats) -> dict[str, Floats]:
        """The same of vectors and of the scores that the linear model gave."""
        return self.chances_from_scores(self.scores(vectors, scores))

    def scores(self, vectors: Floats, scores: Floats) -> Floats:
        """Of the same: one row per text, one column per label of every target, in their order."""
        seen = len(self.weights) - scores.shape[1]
        summed = scores @ self.weights[seen:] + self.intercepts
        for first in range(0, len(vectors), _AT_ONCE):
            part = slice(first, first + _AT_ONCE)
            summed[part] += self.sight.see(vectors[part]) @ self.weights[:seen]
        return np.asarray(summed, dtype=np.float32)

    def chances_from_scores(self, scores: Floats) -> dict[str, Floats]:
        return chances_by_target(self.targets, scores)

    def labels(
        self, texts: Sequence[str], target_name: str, *, words: Linear, encoder: Encoder
    ) -> list[str]:
        """The label of each text; of a target with one label, that label or nothing."""
        chances = self.chances(texts, words=words, encoder=encoder)
        return choose(self.target(target_name), chances[target_name])

    def target(self, name: str) -> Target:
        return next(target for target in self.targets if target.name == name)

    def save(self, path: Path) -> None:
        """Write `path` (.npz) and its card (.json); the same model always gives the same bytes."""
        write_model(path, self.numbers(), self.about())

    @classmethod
    def load(cls, path: Path) -> Self:
        """Raises `WrongModel` where the card is of another format."""
        return cls.of(*read_model(path))

    def numbers(self) -> bytes:
        """Weights with half the bits that they are reckoned with: `blending` leaves no more."""
        written = BytesIO()
        np.savez_compressed(
            written,
            weights=self.weights.astype(np.float16),
            intercepts=self.intercepts,
            **asdict(self.sight),
        )
        return written.getvalue()

    def about(self) -> dict[str, object]:
        return {
            "format": FORMAT,
            "card": dict(self.card),
            "encoder": self.encoder,
            "beside": self.beside,
            "targets": [asdict(target) for target in self.targets],
        }

    @classmethod
    def of(cls, numbers: bytes, about: Mapping[str, Any]) -> Self:
        """From what `numbers()` and `about()` gave. Raises `WrongModel`."""
        if about.get("format") != FORMAT:
            raise WrongModel(
                "This model was written by another version of Parvis: train it anew with this one"
            )
        with np.load(BytesIO(numbers), allow_pickle=False) as kept:
            return cls(
                encoder=about["encoder"],
                beside=about["beside"],
                sight=Sight(kept["centre"], kept["spread"], kept["directions"]),
                weights=kept["weights"].astype(np.float32),
                intercepts=kept["intercepts"],
                targets=tuple(Target.of(target) for target in about["targets"]),
                card=about["card"],
            )

    def _require(self, words: Linear, encoder: Encoder) -> None:
        if encoder.name != self.encoder:
            raise WrongModel(
                f"This model was trained on vectors of {self.encoder}, not of {encoder.name}: "
                "choose that encoder, or train it anew with this one"
            )
        if mark_of(words) != self.beside:
            raise WrongModel(
                "This model was trained beside another model of words: train it anew beside this"
            )


def mark_of(words: Linear) -> int:
    """Tells linear models apart: by their weights and what they read."""
    return crc32(words.intercepts.tobytes(), crc32(words.weights.tobytes()))
