"""Which words are akin, so that what is learned of one is learned of the others.

A lesson of a thousand texts shows a model few of the words that it will meet. A table of words,
each with its place in a space where words of like meaning lie near each other, lends it the rest:
the model also learns which directions of that space tell of a label, and what it learned of them
is added to the weights of every column that lies there. Only training needs the table; a text is
read and weighed as ever.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags

from parvis.triage.features import read_features
from parvis.triage.runs import Reading

Floats = NDArray[np.float32]

_WEIGHT_OF_WORDS = 0.4
_WEIGHT_OF_LETTERS = 0.11
"""A text has several runs of letters to each word, and its letters count as much as its words."""
_SEEN_IN = 3
"""A run of letters of fewer words than this says nothing of others."""


@dataclass(frozen=True, slots=True, eq=False)
class Kinship:
    """`words` in falling order of how common they are; `places` has one row per word, whose
    squared length is 1 on average."""

    words: tuple[str, ...]
    places: Floats

    def of_columns(self, reading: Reading) -> Floats:
        """The place of each column: one row per column, zeros where nothing is known of it.

        A word lies where the table has it, and of words that share a column the first has it. The
        runs of letters lie so that those of a word add up to where it lies, as nearly as can be:
        they place the words that the table does not have, misspelt ones and hashtags too. Raises
        `ValueError` where words do not stand apart: runs of several would be taken for kin.
        """
        return _of_columns(self, reading)

    def save(self, path: Path) -> None:
        """Write `path` (.npz), a byte per number; the same table always gives the same bytes."""
        steps = np.abs(self.places).max(axis=0) / 127
        np.savez_compressed(
            path,
            words=np.frombuffer("\n".join(self.words).encode(), dtype=np.uint8),
            places=np.round(self.places / steps).astype(np.int8),
            steps=steps,
        )

    @classmethod
    def load(cls, path: Path) -> Self:
        with np.load(path, allow_pickle=False) as kept:
            words = kept["words"].tobytes().decode().split("\n")
            return cls(tuple(words), kept["places"] * kept["steps"])


@lru_cache(maxsize=2)
def _of_columns(kinship: Kinship, reading: Reading) -> Floats:
    if not reading.apart:
        raise ValueError("Kinship is of words alone: they need a reading that keeps them apart")
    read = read_features(kinship.words, replace(reading, words=1))
    places = np.zeros((reading.columns, kinship.places.shape[1]), dtype=np.float32)
    column, known = _columns_of_words(read[:, : reading.block].tocsr())
    places[column] = kinship.places[known] * np.float32(_WEIGHT_OF_WORDS)
    letters = _places_of_letters(read[:, -reading.block :].tocsr(), kinship.places)
    places[-reading.block :] = letters * np.float32(_WEIGHT_OF_LETTERS)
    return places


def _columns_of_words(read: csr_matrix) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """The column of each word that is read as one, and which words these are."""
    one = np.flatnonzero(np.diff(read.indptr) == 1)
    column, first = np.unique(read.indices[read.indptr[one]], return_index=True)
    return column, one[first]


def _places_of_letters(read: csr_matrix, places: Floats) -> Floats:
    from sklearn.linear_model import Ridge

    words_with = np.bincount(read.indices, minlength=read.shape[1])
    rarity = 1 + np.log((1 + read.shape[0]) / (1 + words_with))
    rarity[words_with < _SEEN_IN] = 0
    weighed = (read @ diags(rarity)).tocsr()
    lengths = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1))[:, 0])
    even = (diags(1 / np.maximum(lengths, 1)) @ weighed).astype(np.float32).tocsr()
    nearest = Ridge(alpha=1.0, solver="sparse_cg", fit_intercept=False, tol=0.01)
    nearest.fit(even, places)
    return np.asarray(nearest.coef_.T * rarity[:, None], dtype=np.float32)
