"""How good a judge is on messages of which the truth is known, and whether another is better."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, log

import numpy as np
from numpy.typing import NDArray

from parvis.triage.examples import TONES, Example, Said
from parvis.triage.judge import Judge
from parvis.triage.verdict import About, Text, Verdict

UNCHANGED_WEIGHS = 0.25
"""That nobody spoke against a verdict says less than a word for another."""
UNCHANGED_EACH = 4
"""Beside each example there are so many of them at most: together they weigh no more."""
SURE_FROM = 0.99
"""Of the drawn samples, so many must show the gain."""
LEAST_TELLING = 7
"""Of fewer messages that are decided otherwise, chance alone turns all to one side more often than
once in a hundred times (2^-7)."""
_DRAWN = 2_000
_SAID_FROM = 0.5
_LEAST = 1e-3
_NO_WORD = re.compile(r"[\W\d_]+")


@dataclass(frozen=True, slots=True)
class Marks:
    """Of one judge, over examples that count by their weights: `right` is the share it decided
    rightly, `loss` the mean of -ln(the chance it gave to what is so)."""

    examples: int
    right: float
    loss: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """`sure` is the share of drawn samples in which the candidate decides better."""

    candidate: Marks
    in_use: Marks
    sure: float

    @property
    def is_better(self) -> bool:
        """It decides better, hardly by chance, and its chances are no worse."""
        return self.sure >= SURE_FROM and self.candidate.loss < self.in_use.loss


def compare(
    candidate: Judge,
    in_use: Judge,
    examples: Sequence[Example],
    *,
    unchanged: Sequence[Text] = (),
) -> Comparison:
    """On examples that neither has learned from. `unchanged` are messages of the same time on which
    nobody said anything: what the judge in use says of them counts as so, with little weight.
    The samples are drawn with a fixed seed."""
    asked = [*examples, *_as_in_use(in_use, unchanged, examples)]
    weights = np.array([one.weight for one in asked])
    ours, theirs = _outcomes(candidate, asked), _outcomes(in_use, asked)
    return Comparison(
        candidate=_marks(ours, weights),
        in_use=_marks(theirs, weights),
        sure=_sure(_alike_together(asked, (ours.right.astype(float) - theirs.right) * weights)),
    )


def decided(verdict: Verdict, about: About) -> Said:
    """What the verdict says of it, as somebody would say it."""
    if about == "tone":
        return max(TONES, key=lambda tone: chance_of(verdict, about, tone))
    if about == "needs_answer":
        return "yes" if verdict.calls_for_answer else "no"
    return "yes" if chance_of(verdict, about, "yes") >= _SAID_FROM else "no"


def chance_of(verdict: Verdict, about: About, said: Said) -> float:
    if about == "tone":
        return float(getattr(verdict.tone, f"p_{said}"))
    yes = float(getattr(verdict, about))
    return yes if said == "yes" else 1 - yes


@dataclass(frozen=True, slots=True, eq=False)
class _Outcomes:
    right: NDArray[np.bool_]
    loss: NDArray[np.float64]


def _outcomes(judge: Judge, asked: Sequence[Example]) -> _Outcomes:
    verdicts = judge.judge([one.text for one in asked], explained=False)
    pairs = list(zip(asked, verdicts, strict=True))
    return _Outcomes(
        right=np.array([decided(verdict, one.about) == one.said for one, verdict in pairs]),
        loss=np.array(
            [-log(max(chance_of(verdict, one.about, one.said), _LEAST)) for one, verdict in pairs]
        ),
    )


def _as_in_use(judge: Judge, texts: Sequence[Text], examples: Sequence[Example]) -> list[Example]:
    """Of each thing that the examples speak of, unless they speak of it for that very text; where
    there are too many, one of every few."""
    spoken_of = {(one.about, one.text) for one in examples}
    verdicts = judge.judge(texts, explained=False)
    found = []
    for about, examples_of_it in sorted(Counter(one.about for one in examples).items()):
        silent = [
            Example(text, about, decided(verdict, about), UNCHANGED_WEIGHS)
            for text, verdict in zip(texts, verdicts, strict=True)
            if (about, text) not in spoken_of
        ]
        found += silent[:: ceil(len(silent) / (UNCHANGED_EACH * examples_of_it)) or 1]
    return found


def _marks(outcomes: _Outcomes, weights: NDArray[np.float64]) -> Marks:
    if not len(weights):
        return Marks(0, 0.0, 0.0)
    return Marks(
        examples=len(weights),
        right=float(np.average(outcomes.right, weights=weights)),
        loss=float(np.average(outcomes.loss, weights=weights)),
    )


def _alike_together(asked: Sequence[Example], gains: NDArray[np.float64]) -> NDArray[np.float64]:
    """The gains of messages, one for those of the very same words, whatever their numbers: a text
    that is sent to many says no more than one."""
    places: dict[str, int] = {}
    place = [places.setdefault(_words_of(one), len(places)) for one in asked]
    count = np.bincount(place, minlength=len(places))
    return np.bincount(place, weights=gains, minlength=len(places)) / np.maximum(count, 1)


def _words_of(one: Example) -> str:
    return " ".join((one.about, *_NO_WORD.split(one.text.text.casefold())))


def _sure(gains: NDArray[np.float64]) -> float:
    """The share of samples, drawn with replacement, whose sum is above 0; none where too few
    messages tell the judges apart."""
    telling = gains[gains != 0]
    if len(telling) < LEAST_TELLING:
        return 0.0
    drawn = np.random.default_rng(0)
    kept = drawn.multinomial(len(gains), _shares(len(telling), len(gains)), size=_DRAWN)
    return float((kept[:, :-1] @ telling > 0).mean())


def _shares(telling: int, of: int) -> list[float]:
    """Each telling row apart; all others, which add nothing, together."""
    return [*[1 / of] * telling, (of - telling) / of]
