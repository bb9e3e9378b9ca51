"""Groups of messages that may be a matter which nobody has named yet, named by their words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from parvis.triage.characters import read_text
from parvis.triage.features import read_features
from parvis.triage.linear import Floats
from parvis.triage.runs import Reading
from parvis.triage.stop_words import STOP_WORDS

READING = Reading(bits=15)
MOST_TEXTS = 2_000
"""Every text is held against every other one: that many take some seconds."""
SMALLEST_GROUP = 8
_ALIKE = 0.62
"""Groups are joined while their messages are on average nearer than this (1 - cosine)."""
_DIMENSIONS = 60
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
    if len(kept) < smallest:
        return []
    places = vectors.encode(kept) if vectors else _places(kept)
    large = [group for group in _groups(places) if len(group) >= smallest]
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
    dimensions = min(_DIMENSIONS, *(size - 1 for size in telling.shape))
    if dimensions < 1:  # they have nothing in common
        return np.zeros((len(texts), 1), dtype=np.float32)
    weighed = TfidfTransformer().fit_transform(telling)
    reduced = TruncatedSVD(dimensions, random_state=0).fit_transform(weighed)
    return np.asarray(normalize(reduced), dtype=np.float32)


def _groups(places: Floats) -> list[NDArray[np.int64]]:
    """The largest first. What says nothing lies nowhere and is in none."""
    from sklearn.cluster import AgglomerativeClustering

    telling = np.flatnonzero(places.any(axis=1))
    if len(telling) < 2:
        return []
    group = AgglomerativeClustering(
        n_clusters=None, distance_threshold=_ALIKE, metric="cosine", linkage="average"
    ).fit_predict(places[telling])
    found = [telling[group == one] for one in range(group.max() + 1)]
    return sorted(found, key=len, reverse=True)


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
