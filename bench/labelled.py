"""Labelled texts that triage is measured on: where they lie, and what is to be learned from them.

A folder of data is laid out as the shared one: one folder per set, whose file of test texts is
called `test` where that of training texts is called `train`. A model trained here is for
measuring only: not every set may be used for what is shipped.
"""

from __future__ import annotations

import csv
import gzip
from dataclasses import dataclass
from pathlib import Path

from parvis.triage.features import Reading
from parvis.triage.learning import Lesson, View

_USUAL = Reading()


@dataclass(frozen=True)
class Labelled:
    texts: list[str]
    labels: list[str]


@dataclass(frozen=True)
class Task:
    """`only` keeps the rows with this value in this column."""

    data: str
    folder: str
    train: str
    test: tuple[str, ...]
    label: str
    lesson: Lesson
    only: tuple[str, str] | None = None
    reading: Reading = _USUAL

    def read_train(self, folder: Path) -> Labelled | None:
        return self._read(folder / self.folder / self.train)

    def read_test(self, folder: Path) -> Labelled | None:
        found = (self._read(folder / self.folder / name) for name in self.test)
        return next((labelled for labelled in found if labelled), None)

    def _read(self, path: Path) -> Labelled | None:
        """Nothing where there is no such file."""
        if not path.exists():
            return None
        delimiter = "," if ".csv" in path.suffixes else "\t"
        with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
            rows = [
                row
                for row in csv.DictReader(lines, delimiter=delimiter)
                if self.only is None or row[self.only[0]] == self.only[1]
            ]
        return Labelled([row["text"] for row in rows], [row[self.label] for row in rows])


_TSV = ("test.tsv.gz", "test_val.tsv.gz")
_FEW: tuple[View, ...] = ("plain", "telling")
"""For sets in which a label has a thousand examples or two."""
_INTENTS = Reading(letters=(2, 4))

TASKS = (
    Task(
        "umsab_fr",
        "umsab_sentiment",
        "train_val.tsv.gz",
        _TSV,
        "label",
        Lesson("tone", views=_FEW, strictness=(0.5, 1.0, 2.0)),
        only=("lang", "fr"),
    ),
    Task(
        "umsab_en",
        "umsab_sentiment",
        "train_val.tsv.gz",
        _TSV,
        "label",
        Lesson("tone", views=("telling",), strictness=(0.3, 1.0, 2.0)),
        only=("lang", "en"),
    ),
    Task(
        "umsab_language",
        "umsab_sentiment",
        "train_val.tsv.gz",
        _TSV,
        "lang",
        Lesson("language", strictness=(4.0,), folds=2),
    ),
    Task(
        "complaints_twitter",
        "complaints_twitter",
        "train.tsv.gz",
        ("test.tsv.gz",),
        "complaint",
        Lesson("complaint", strictness=(1.0, 2.0, 4.0), positive="1"),
    ),
    Task(
        "youtube_spam",
        "youtube_spam",
        "train.tsv.gz",
        ("test.tsv.gz",),
        "spam",
        Lesson("promotional", strictness=(2.0,), positive="1"),
    ),
    Task(
        "sms_spam",
        "sms_spam",
        "first30.tsv.gz",
        ("last70.tsv.gz",),
        "label",
        Lesson("promotional", strictness=(4.0,), positive="spam"),
    ),
    Task(
        "tweeteval_offensive",
        "tweeteval_subset",
        "train_val.tsv.gz",
        _TSV,
        "label",
        Lesson("abuse", views=_FEW, strictness=(0.3,), positive="offensive"),
        only=("task", "offensive"),
    ),
    Task(
        "banking77",
        "banking77",
        "train.csv.gz",
        ("test.csv.gz",),
        "category",
        Lesson("intent", strictness=(10.0,), balanced=False, folds=2, evened=0.5),
        reading=_INTENTS,
    ),
    Task(
        "clinc150",
        "clinc150",
        "train_val.tsv.gz",
        _TSV,
        "intent",
        Lesson(
            "intent",
            strictness=(0.3,),
            loss="hinge",
            balanced=False,
            folds=2,
            other="oos",
            turned_away=0.002,
        ),
        reading=_INTENTS,
    ),
)
