"""The matters of one brand, told apart: of those that its team has accepted a model is trained,
which says of any message to which of them it belongs.

Examples are few, and people speak of one matter in many words. So what the model that comes with
Parvis finds in a text, its gist, is weighed beside the words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

import numpy as np

from parvis.triage.features import read_features
from parvis.triage.learning import learn_together
from parvis.triage.lessons import Lesson
from parvis.triage.linear import Floats, Linear, WrongModel, choose
from parvis.triage.runs import Reading

TARGET = "own_matter"
NONE = "none"
"""The label of what belongs to no accepted matter."""
READING = Reading(bits=15)
LEAST_EXAMPLES = 5
"""With fewer a matter cannot be learned."""
_SURE_FROM, _SURE_ENOUGH = 0.5, 0.9
"""However few examples there are: nothing is unlikely and said, nothing is sure and left out."""
_GIST = 0.6
"""How loud a text's gist is beside its words."""
_OTHERS_FOR_GIST = 20
"""Messages that belong to no matter. With fewer nobody knows what is none, and whatever a text is
about in general would fit one matter better than the rest; its words do not."""


@dataclass(frozen=True, slots=True)
class Belongs:
    """To which accepted matter a message belongs, empty when unsure, and with what chance."""

    matter: str
    chance: float


@dataclass(frozen=True, slots=True, eq=False)
class Matcher:
    """Knows the accepted matters of one brand by the labels it was trained with.

    `linear` weighs words; `gist` has one row per score of the `general` model, one column per
    label.
    """

    linear: Linear = field(repr=False)
    gist: Floats = field(repr=False)
    general: Linear = field(repr=False)

    def belongs(self, texts: Sequence[str]) -> list[Belongs]:
        """One for each text, in their order."""
        if not texts:
            return []
        target = self.linear.target(TARGET)
        by_words = self.linear.scores(read_features(texts, self.linear.reading))
        scores = by_words + gist_of(texts, self.general) @ self.gist
        chances = self.linear.chances_from_scores(scores)[TARGET]
        return [
            Belongs("", 0.0) if label == NONE else Belongs(label, round(float(row.max()), 3))
            for label, row in zip(choose(target, chances), chances, strict=True)
        ]

    def numbers(self) -> bytes:
        return self.linear.numbers()

    def about(self) -> dict[str, object]:
        return {**self.linear.about(), "gist": self.gist.tolist()}

    @classmethod
    def of(cls, numbers: bytes, about: Mapping[str, Any], *, general: Linear) -> Self:
        """From what `numbers()` and `about()` gave. Raises `WrongModel` where the general model was
        another kind of one."""
        linear = Linear.of(numbers, about)
        gist = np.array(about.get("gist", ()), dtype=np.float32)
        if gist.shape != (len(general.intercepts), len(linear.intercepts)):
            raise WrongModel("These matters were learned by another version of Parvis")
        return cls(linear, gist, general)


def learn_matters(
    examples: Mapping[str, Sequence[str]], others: Sequence[str], *, general: Linear
) -> Matcher | None:
    """From messages of each accepted matter and `others` that belong to none; `general` is the
    model that tells their gist.

    Matters with fewer than `LEAST_EXAMPLES` are left out; None when nothing is left to tell apart.
    The same input gives the same matcher.
    """
    known = {label: texts for label, texts in examples.items() if len(texts) >= LEAST_EXAMPLES}
    if len(others) >= LEAST_EXAMPLES:
        known[NONE] = others
    if len(known) < 2 or set(known) == {NONE}:
        return None
    lesson = Lesson(
        TARGET,
        strictness=(3.0,),
        loss="hinge",
        folds=LEAST_EXAMPLES,
        evened=0.5,
        other=NONE,
        turned_away=0.1,
    )
    texts = [text for label in sorted(known) for text in known[label]]
    labels = [label for label in sorted(known) for _ in known[label]]
    gist = gist_of(texts, general)
    learned = learn_together(
        [lesson],
        texts,
        {TARGET: labels},
        reading=READING,
        card={},
        beside=gist if len(others) >= _OTHERS_FOR_GIST else 0 * gist,
    )
    (target,) = learned.model.targets
    sure_from = min(max(target.sure_from, _SURE_FROM), _SURE_ENOUGH)
    linear = replace(learned.model, targets=(replace(target, sure_from=sure_from),))
    return Matcher(linear, learned.beside, general)


def gist_of(texts: Sequence[str], general: Linear) -> Floats:
    """One row per text, one column per score of the general model: none so large that it alone
    decides."""
    scores = general.scores(read_features(texts, general.reading))
    return np.asarray(_GIST * np.tanh(scores), dtype=np.float32)
