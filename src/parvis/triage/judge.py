"""Judges messages: linear models over their words and letters, and where they were said.

The model that comes with Parvis was trained on messages written for it (`models/messages`); a
brand's own is built on top of it from what its team decides.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Self, cast

import numpy as np
from numpy.typing import NDArray

from parvis.triage.features import BATCH, read_features, read_with_places
from parvis.triage.linear import Floats, Linear, choose
from parvis.triage.machines import says_that_a_machine_sent_it
from parvis.triage.need import Need
from parvis.triage.reasons import Asked, quote
from parvis.triage.verdict import (
    CALLS_FOR_ANSWER_FROM,
    About,
    Language,
    Place,
    Reason,
    Task,
    Text,
    Tone,
    Verdict,
)
from parvis.triage.words import READ_AT_MOST

SHIPPED = Path(__file__).with_name("trained") / "shipped.npz"
SIGNALS: tuple[About, ...] = (
    *("complaint", "question", "promotional", "abuse", "churn", "urgency"),
)
"""What is so or not of the words alone."""
ASKS = "asks"
"""The words by themselves call for an answer."""
TARGETS = ("tone", *SIGNALS, ASKS, "task", "language", "matter")
"""In the order in which a model has them; the need of an answer is weighed from those up to
`ASKS`."""
OTHER = "other"
"""The matter of what is about none of the rest."""
_SAID_FROM = 0.5
_MACHINES_NEED = 0.02
_UNREAD_NEED = 0.6
_WORD = re.compile(r"[^\W\d_]")
_ARABIC = re.compile(r"[\u0620-\u064a]")
_PLACE_SIGNS: dict[Place, tuple[str, bool]] = {
    Place.PRIVATE: ("private", True),
    Place.ADDRESSED: ("addressed", True),
    Place.UNDER_POST: ("not_addressed", False),
    Place.AFTER_ANSWER: ("after_answer", False),
    Place.REVIEW: ("review", True),
    Place.OVERHEARD: ("not_addressed", False),
}


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

    At most `words.READ_AT_MOST` characters of a text are read, so that time is bounded.
    """

    linear: Linear
    need: Need
    version: str

    def judge(self, texts: Sequence[Text], *, explained: bool = True) -> list[Verdict]:
        """Not explained, verdicts give no reasons and take half the time."""
        return [
            verdict
            for start in range(0, len(texts), BATCH)
            for verdict in self._judge_batch(texts[start : start + BATCH], explained=explained)
        ]

    def save(self, path: Path) -> None:
        """Write `path` (.npz) and its card (.json); the same model always gives the same bytes."""
        path.write_bytes(self.linear.numbers())
        written = json.dumps(self.about(), ensure_ascii=False, indent=1, sort_keys=True)
        path.with_suffix(".json").write_text(f"{written}\n", encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Self:
        """Raises `WrongModel` where the card is of another format."""
        about = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        return cls.of(path.read_bytes(), about)

    def about(self) -> dict[str, object]:
        return {**self.linear.about(), "need": self.need.about(), "version": self.version}

    @classmethod
    def of(cls, numbers: bytes, about: Mapping[str, object]) -> Self:
        """From what `linear.numbers()` and `about()` gave. Raises `WrongModel`."""
        need = cast("Mapping[str, list[list[float]]]", about["need"])
        return cls(Linear.of(numbers, about), Need.of(need), str(about["version"]))

    @property
    def asking(self) -> slice:
        """The scores that the need of an answer is weighed from: those up to `ASKS`, and behind it
        what a brand's own words add (`adapting`)."""
        return slice(0, self.need.weights.shape[1])

    def _judge_batch(self, texts: Sequence[Text], *, explained: bool) -> list[Verdict]:
        words = [text.words for text in texts]
        read = read_with_places(words, self.linear.reading) if explained else None
        features = read.features if read else read_features(words, self.linear.reading)
        places = np.array([text.place for text in texts], dtype=np.int64)
        weighed = self.linear.weigh(features)
        scores = self.linear.scores_of(weighed)
        chances = self.linear.chances_from_scores(scores)
        known = self.need.chances(scores[:, self.asking], places)
        need = np.array([*map(_with_what_is_known, texts, known, chances["promotional"][:, 0])])
        reasons: Sequence[tuple[Reason, ...]] = [()] * len(texts)
        if read:
            added = self.linear.added_by_words(read, weighed, self.asking)
            asked = self._asked(added, places[read.words.text], chances, need)
            quoted = quote(read, asked)
            reasons = [(*_context(text), *of) for text, of in zip(texts, quoted, strict=True)]
        columns = zip(
            texts,
            choose(self.linear.target("language"), chances["language"]),
            choose(self.linear.target("matter"), chances["matter"]),
            _rounded(chances["tone"]),
            _rounded(chances["task"]),
            _rounded(np.hstack([need[:, None], *(chances[name] for name in SIGNALS)])),
            reasons,
            strict=True,
        )
        return [self._verdict(*column) for column in columns]

    def _asked(
        self,
        added: Floats,
        places: NDArray[np.int64],
        chances: Mapping[str, Floats],
        need: Floats,
    ) -> list[Asked]:
        """What to explain: why it needs an answer or not, its tone where it has one, and whatever
        else is said of it. `added` is what each word adds to the scores, `places` where its message
        was said."""
        weighed = (added * self.need.weights[places]).sum(axis=1)
        tone, none = chances["tone"], np.zeros(len(need), dtype=np.int8)
        place = self.linear.place
        feels = np.choose(tone.argmax(axis=1), [none - 1, none, none + 1])
        warmth = added[:, place("tone", "positive")] - added[:, place("tone", "negative")]
        return [
            Asked("needs_answer", np.where(need >= CALLS_FOR_ANSWER_FROM, none + 1, -1), weighed),
            Asked("tone", feels, warmth),
            *(
                Asked(name, (chances[name][:, 0] >= _SAID_FROM) + none, added[:, place(name)])
                for name in SIGNALS
            ),
        ]

    def _verdict(
        self,
        text: Text,
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
            language=_language(text.text, language),
            tone=Tone(*tone),
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


def _language(text: str, likeliest: str) -> Language:
    """Without a letter there is none; one language is told by its letters alone."""
    if not _WORD.search(text):
        return "unknown"
    return "ar" if _ARABIC.search(text, 0, 400) else cast("Language", likeliest)


def _with_what_is_known(text: Text, need: float, promotional: float) -> float:
    """Machines expect no answer; of what was not read to its end nobody can say that it asks for
    nothing."""
    if _is_by_machine(text):
        return _MACHINES_NEED
    if _is_read_in_part(text) and promotional < _SAID_FROM:
        return max(need, _UNREAD_NEED)
    return need


def _is_by_machine(text: Text) -> bool:
    return text.automatic or (
        text.visibility == "private" and says_that_a_machine_sent_it(text.words)
    )


def _is_read_in_part(text: Text) -> bool:
    is_to_brand = text.addressed or text.visibility == "private"
    return is_to_brand and max(len(text.text), len(text.title)) > READ_AT_MOST


def _context(text: Text) -> list[Reason]:
    """What speaks for an answer, or against it, besides the words."""
    if _is_by_machine(text):
        return [Reason("needs_answer", "sign", "automatic", raises=False)]
    sign, raises = ("was_asked", True) if text.was_asked else _PLACE_SIGNS[text.place]
    found = [Reason("needs_answer", "sign", sign, raises)]
    if not _WORD.search(text.text) and not text.title:
        found.append(Reason("needs_answer", "sign", "no_words", raises=False))
    if _is_read_in_part(text):
        found.append(Reason("needs_answer", "sign", "long_text", raises=True))
    return found


def _rounded(chances: NDArray[np.floating]) -> list[list[float]]:
    rows: list[list[float]] = np.round(chances.astype(np.float64), 3).tolist()
    return rows
