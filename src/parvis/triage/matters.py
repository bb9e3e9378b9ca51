"""The matters of one brand: found in what people write to it, named by their words, and learned.

Groups of messages that nobody has named yet are proposed; of those that the team has accepted a
model is trained, which says of any message to which of them it belongs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from parvis.triage.characters import read_text
from parvis.triage.features import read_features
from parvis.triage.learning import learn
from parvis.triage.lessons import Lesson
from parvis.triage.linear import Floats, Linear, choose
from parvis.triage.runs import Reading
from parvis.triage.stop_words import STOP_WORDS

TARGET = "own_matter"
NONE = "none"
"""The label of what belongs to no accepted matter."""
READING = Reading(bits=15)
MOST_TEXTS = 2_000
"""Every text is held against every other one: that many take some seconds."""
LEAST_EXAMPLES = 5
"""With fewer a matter cannot be learned."""
SMALLEST_GROUP = 8
_ALIKE = 0.62
"""Groups are joined while their messages are on average nearer than this (1 - cosine)."""
_DIMENSIONS = 60
_SURE_FROM, _SURE_ENOUGH = 0.5, 0.9
"""However few examples there are: nothing is unlikely and said, nothing is sure and left out."""
_NAMED_BY = 3
_WORD = re.compile(r"[^\W\d_]{3,30}")
_ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*")


class Vectors(Protocol):
    """What brings texts of like meaning near each other: one row of length 1 per text."""

    def encode(self, texts: Sequence[str]) -> Floats: ...


@dataclass(frozen=True, slots=True)
class Proposal:
    """A group of messages that may be one matter.

    `words` name it, as they are most often written, the most telling first; `members` are the
    places of its texts, the most typical first.
    """

    words: tuple[str, ...]
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Belongs:
    """To which accepted matter a message belongs, empty when unsure, and with what chance."""

    matter: str
    chance: float


@dataclass(frozen=True, slots=True, eq=False)
class Matcher:
    """Knows the accepted matters of one brand by the labels it was trained with."""

    linear: Linear = field(repr=False)

    def belongs(self, texts: Sequence[str]) -> list[Belongs]:
        """One for each text, in their order."""
        if not texts:
            return []
        target = self.linear.target(TARGET)
        chances = self.linear.chances(texts)[TARGET]
        return [
            Belongs("", 0.0) if label == NONE else Belongs(label, round(float(row.max()), 3))
            for label, row in zip(choose(target, chances), chances, strict=True)
        ]


def learn_matters(examples: Mapping[str, Sequence[str]], others: Sequence[str]) -> Matcher | None:
    """From messages of each accepted matter and `others` that belong to none.

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
    linear = learn(lesson, texts, labels, reading=READING, card={})
    (target,) = linear.targets
    sure_from = min(max(target.sure_from, _SURE_FROM), _SURE_ENOUGH)
    return Matcher(replace(linear, targets=(replace(target, sure_from=sure_from),)))


def propose_matters(
    texts: Sequence[str],
    *,
    vectors: Vectors | None = None,
    smallest: int = SMALLEST_GROUP,
    most: int = 8,
) -> list[Proposal]:
    """The largest groups of like texts, each with its name; of `MOST_TEXTS` texts at most.

    Likeness is that of words and runs of letters, or of meaning where `vectors` are given. The
    same texts in the same order give the same groups.
    """
    kept = texts[:MOST_TEXTS]
    if len(kept) < 2 * smallest:
        return []
    places = vectors.encode(kept) if vectors else _places(kept)
    group = _groups(places)
    found = [np.flatnonzero(group == one) for one in range(group.max() + 1)]
    large = sorted((one for one in found if len(one) >= smallest), key=len, reverse=True)
    names = _names(kept, large)
    return [
        Proposal(words, tuple(_typical_first(places, members)))
        for words, members in zip(names, large, strict=True)
        if words
    ][:most]


def _places(texts: Sequence[str]) -> Floats:
    """Texts as points of length 1 in a few dimensions, by their words and runs of letters."""
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfTransformer
    from sklearn.preprocessing import normalize

    features = read_features(texts, READING)
    heard = np.bincount(features.indices, minlength=features.shape[1])
    telling = features[:, (heard >= 2) & (heard <= max(50, len(texts) // 2))]
    weighed = TfidfTransformer().fit_transform(telling)
    dimensions = min(_DIMENSIONS, *(size - 1 for size in weighed.shape))
    reduced = TruncatedSVD(dimensions, random_state=0).fit_transform(weighed)
    return np.asarray(normalize(reduced), dtype=np.float32)


def _groups(places: Floats) -> NDArray[np.int64]:
    from sklearn.cluster import AgglomerativeClustering

    groups: NDArray[np.int64] = AgglomerativeClustering(
        n_clusters=None, distance_threshold=_ALIKE, metric="cosine", linkage="average"
    ).fit_predict(places)
    return groups


def _typical_first(places: Floats, members: NDArray[np.int64]) -> list[int]:
    centre = places[members].mean(axis=0)
    nearness = places[members] @ centre
    return [int(place) for place in members[np.argsort(-nearness, kind="stable")]]


def _names(texts: Sequence[str], groups: Sequence[NDArray[np.int64]]) -> list[tuple[str, ...]]:
    """For each group the words that stand in most of its texts and in few others."""
    written = [{word.lower(): word for word in _words(text)} for text in texts]
    everywhere = Counter(word for words in written for word in words)
    return [_name([written[place] for place in group], everywhere, len(texts)) for group in groups]


def _name(
    written: Sequence[Mapping[str, str]], everywhere: Mapping[str, int], texts: int
) -> tuple[str, ...]:
    here = Counter(word for words in written for word in words)

    def telling(word: str) -> float:
        return here[word] * float(np.log(1 + texts / everywhere[word]))

    common = [word for word, count in here.items() if count >= max(2, len(written) // 4)]
    best = sorted(common, key=lambda word: (-telling(word), word))
    chosen: list[str] = []
    for word in best:
        if len(chosen) < _NAMED_BY and not any(_same_stem(word, other) for other in chosen):
            chosen.append(word)
    return tuple(_as_written(word, written) for word in chosen)


def _as_written(word: str, written: Sequence[Mapping[str, str]]) -> str:
    """As it stands most often; a shout is written small."""
    forms = Counter(words[word] for words in written if word in words)
    form = min(forms, key=lambda one: (-forms[one], one))
    return word if form.isupper() and len(form) > 4 else form


def _same_stem(one: str, other: str) -> bool:
    """Near enough for a name: "colis" and "colissimo" say it twice."""
    length = min(len(one), len(other), 5)
    return one[:length] == other[:length]


def _words(text: str) -> list[str]:
    own = _ADDRESS.sub(" ", read_text(text))
    return [word for word in _WORD.findall(own) if word.lower() not in STOP_WORDS]
