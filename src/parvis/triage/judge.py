"""Judges messages: linear models over their words and letters, and where they were said.

The model that comes with Parvis was trained on messages written for it (`models/messages`); a
brand's own is built on top of it from what its team decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Self, cast

import numpy as np
from numpy.typing import NDArray

from parvis.triage.believed import Believed
from parvis.triage.circumstances import SAID_FROM, Circumstances, look_at
from parvis.triage.features import in_batches, read_features, read_with_places
from parvis.triage.letters import language_by_letters
from parvis.triage.linear import Floats, Linear, WrongModel, choose, read_model, write_model
from parvis.triage.need import Need
from parvis.triage.reasons import Asked, quote
from parvis.triage.verdict import (
    CALLS_FOR_ANSWER_FROM,
    About,
    Place,
    Reason,
    Task,
    Text,
    Tone,
    Verdict,
)

if TYPE_CHECKING:
    from parvis.triage.meaning import Meaning

SHIPPED = Path(__file__).with_name("trained") / "shipped.npz"
SIGNALS: tuple[About, ...] = (
    *("complaint", "question", "promotional", "abuse", "churn", "urgency"),
)
"""What is so or not of the words alone."""
ASKS = "asks"
"""The words by themselves call for an answer."""
OWN = "own"
"""What the words add to the need of an answer, besides what they say, at a brand with a model of
its own (`adapting`); right behind `ASKS`."""
LABELS: Mapping[str, tuple[str, ...]] = {
    "tone": ("negative", "neutral", "positive"),
    "task": ("difficult", "middle", "simple"),
}
"""In the order of a model's columns."""
TARGETS = ("tone", *SIGNALS, ASKS, "task", "language", "matter")
"""In the order in which a model has them; the need of an answer is weighed from those up to
`ASKS`."""
OTHER = "other"
"""The matter of what is about none of the rest."""
_SAYS_LITTLE = 26
"""Letters: of shorter texts words tell more than an encoder does."""


def judge(texts: Sequence[Text]) -> list[Verdict]:
    """By the model that comes with Parvis."""
    return shipped().judge(texts)


@lru_cache(maxsize=1)
def shipped() -> Judge:
    """The model that comes with Parvis, read when it is first needed: about 25 MB."""
    return Judge.load(SHIPPED)


@dataclass(frozen=True, slots=True, eq=False)
class Judge:
    """One verdict per text, in the same order; the same text always gets the same verdict.

    At most `words.READ_AT_MOST` characters of a text are read, so that time is bounded. Where its
    words leave a verdict in the balance, `meaning` is asked, if there is one.
    """

    linear: Linear
    need: Need
    version: str
    meaning: Meaning | None = None

    def judge(self, texts: Sequence[Text], *, explained: bool = True) -> list[Verdict]:
        """Not explained, verdicts give no reasons and take half the time."""
        seen = [look_at(text) for text in texts]
        return [
            verdict
            for batch in in_batches([len(one.own.words) for one in seen])
            for verdict in self._judge_batch(seen[batch], explained=explained)
        ]

    def believed(self, texts: Sequence[Text]) -> Believed:
        """What verdicts are made of, before machines and what was not read are thought of."""
        words = [text.own.words for text in texts]
        scores = self.linear.scores(read_features(words, self.linear.reading))
        return self._believed(words, scores, _places(texts))

    def asking_for(self, meaning: Meaning, *, version: str) -> Judge:
        return replace(self, meaning=meaning, version=version)

    def save(self, path: Path) -> None:
        """Write `path` (.npz) and its card (.json); the same model always gives the same bytes."""
        write_model(path, self.linear.numbers(), self.about())

    @classmethod
    def load(cls, path: Path) -> Self:
        """Raises `WrongModel` where the card is of another format."""
        return cls.of(*read_model(path))

    def about(self) -> dict[str, object]:
        return {**self.linear.about(), "need": self.need.about(), "version": self.version}

    @classmethod
    def of(cls, numbers: bytes, about: Mapping[str, object]) -> Self:
        """From what `linear.numbers()` and `about()` gave. Raises `WrongModel`."""
        linear = Linear.of(numbers, about)
        need = Need.of(cast("Mapping[str, list[list[float]]]", about["need"]))
        labels = {target.name: target.labels for target in linear.targets}
        shipped_have = tuple(name for name in labels if name != OWN)
        asking = linear.place(OWN if OWN in labels else ASKS) + 1
        fits = need.weights.shape == (len(Place), asking)
        if shipped_have != TARGETS or {**labels, **LABELS} != labels or not fits:
            raise WrongModel("This model does not tell what a verdict holds: train it anew")
        return cls(linear, need, str(about["version"]))

    @property
    def asking(self) -> slice:
        """The scores that the need of an answer is weighed from: those up to `ASKS`, and behind it
        what a brand's own words add (`adapting`)."""
        return slice(0, self.need.weights.shape[1])

    def _judge_batch(self, seen: Sequence[Circumstances], *, explained: bool) -> list[Verdict]:
        words = [one.own.words for one in seen]
        read = read_with_places(words, self.linear.reading) if explained else None
        features = read.features if read else read_features(words, self.linear.reading)
        places = _places([one.text for one in seen])
        weighed = self.linear.weigh(features)
        believed = self._believed(words, self.linear.scores_of(weighed), places)
        chances = believed.chances
        signals = np.hstack([believed.need[:, None], *(chances[name] for name in SIGNALS)])
        said = [
            [one.need(*row), *row[1:]] for one, row in zip(seen, _rounded(signals), strict=True)
        ]
        reasons: Sequence[tuple[Reason, ...]] = [()] * len(seen)
        if read:
            added = self.linear.added_by_words(read, weighed, self.asking)
            calls = np.array([row[0] >= CALLS_FOR_ANSWER_FROM for row in said])
            quoted = quote(read, self._asked(added, places[read.words.text], chances, calls))
            reasons = [(*one.context(), *of) for one, of in zip(seen, quoted, strict=True)]
        columns = zip(
            seen,
            choose(self.linear.target("language"), chances["language"]),
            believed.matters,
            _rounded(chances["tone"]),
            _rounded(chances["task"]),
            said,
            reasons,
            strict=True,
        )
        return [self._verdict(*column) for column in columns]

    def _believed(
        self, words: Sequence[str], scores: Floats, places: NDArray[np.int64]
    ) -> Believed:
        chances = self.linear.chances_from_scores(scores)
        believed = Believed(
            need=self.need.chances(scores[:, self.asking], places),
            chances=chances,
            matters=choose(self.linear.target("matter"), chances["matter"]),
        )
        if self.meaning is None:
            return believed
        told = np.array([len(text) >= _SAYS_LITTLE for text in words], dtype=bool)
        unsettled = believed.unsettled(SIGNALS)
        if not len(unsettled := unsettled[told[unsettled]]):
            return believed
        meant = self.meaning.believed(
            [words[row] for row in unsettled],
            places[unsettled],
            by=self.linear,
            scores=scores[unsettled],
        )
        return believed.corrected(unsettled, meant)

    def _asked(
        self,
        added: Floats,
        places: NDArray[np.int64],
        chances: Mapping[str, Floats],
        calls: NDArray[np.bool_],
    ) -> list[Asked]:
        """What to explain: why it needs an answer or not, its tone where it has one, and whatever
        else is said of it. `added` is what each word adds to the scores, `places` where its message
        was said."""
        weighed = (added * self.need.weights[places]).sum(axis=1)
        tone, none = chances["tone"], np.zeros(len(calls), dtype=np.int8)
        place = self.linear.place
        feels = np.choose(tone.argmax(axis=1), [none - 1, none, none + 1])
        warmth = added[:, place("tone", "positive")] - added[:, place("tone", "negative")]
        return [
            Asked("needs_answer", np.where(calls, none + 1, none - 1), weighed),
            Asked("tone", feels, warmth),
            *(
                Asked(name, (chances[name][:, 0] >= SAID_FROM) + none, added[:, place(name)])
                for name in SIGNALS
            ),
        ]

    def _verdict(
        self,
        seen: Circumstances,
        language: str,
        matter: str,
        tone: list[float],
        task: list[float],
        chances: list[float],
        reasons: tuple[Reason, ...],
    ) -> Verdict:
        needs_answer, complaint, question, promotional, abuse, churn, urgency = chances
        difficult, middle, simple = task
        return Verdict(
            version=self.version,
            language=language_by_letters(seen.own.words, language),
            tone=Tone(tone[0], round(1 - tone[0] - tone[2], 3), tone[2]),
            complaint=complaint,
            question=question,
            needs_answer=needs_answer,
            promotional=promotional,
            abuse=abuse,
            churn=churn,
            urgency=urgency,
            task=Task(p_simple=simple, p_middle=middle, p_difficult=difficult),
            matter="" if matter == OTHER else matter,
            reasons=reasons,
        )


def _places(texts: Sequence[Text]) -> NDArray[np.int64]:
    return np.array([text.place for text in texts], dtype=np.int64)


def _rounded(chances: NDArray[np.floating]) -> list[list[float]]:
    rows: list[list[float]] = np.round(chances.astype(np.float64), 3).tolist()
    return rows
