"""`parvis triage`: messages in, one a line; verdicts out (docs/reference/triage.md).

Needs no settings, no database and no Django: a brand's own model is handed in.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import repeat
from pathlib import Path
from typing import BinaryIO

from parvis.triage.commands import evaluate, hearing, train
from parvis.triage.commands.arriving import UnreadableInput, arriving
from parvis.triage.commands.evaluate import UnknownTarget
from parvis.triage.commands.fields import UnusableLabel
from parvis.triage.commands.lines import Message, UnusableLine, error_line, read_line, verdict_line
from parvis.triage.commands.own import UnusableModel, read_model, told_by
from parvis.triage.commands.tables import UnusableTable
from parvis.triage.commands.train import CannotTrain, TooFew
from parvis.triage.judge import Judge, shipped
from parvis.triage.linear import Linear

EXIT_USAGE = 2
UNUSABLE = (
    *(UnreadableInput, UnusableModel, UnusableTable, UnusableLabel),
    *(CannotTrain, UnknownTarget, TooFew, *hearing.DEAF),
)
"""What a command line, or what it names, may be; each says it in a sentence."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--brand", metavar="SLUG", help="judge by this brand's own model")
    parser.add_argument(
        "--model", type=Path, metavar="MODEL.npz", help="a model made by `parvis triage train`"
    )
    hearing.add_arguments(parser)
    parts = parser.add_subparsers(
        dest="part", metavar="PART", title="parts", description="without one: judge lines of JSON"
    )
    for name, part, said in (
        ("evaluate", evaluate, "how often triage is right on a file of labelled messages"),
        ("train", train, "make a model from a file of labelled messages"),
    ):
        part.add_arguments(parts.add_parser(name, help=said, description=said))


def run(options: argparse.Namespace, *, judge_of: Callable[[], Judge] = shipped) -> int:
    """Returns the exit code. `judge_of` gives the model, once the command line is known to be
    right."""
    try:
        return _run(options, judge_of)
    except UNUSABLE as error:
        name = f"parvis triage {options.part or ''}".rstrip()
        print(f"{name}: {error}", file=sys.stderr)
        return EXIT_USAGE


def _run(options: argparse.Namespace, judge_of: Callable[[], Judge]) -> int:
    if options.part == "train":
        if options.brand or options.model or options.encoder:
            raise CannotTrain(
                "a model is trained on the file alone: leave --brand, --model and --encoder"
            )
        return train.run(options)
    own = read_model(options.model) if options.model else None

    def judge() -> Judge:
        return hearing.hearing(judge_of(), options.encoder)

    if options.part == "evaluate":
        return evaluate.run(options, judge, own)
    if sys.stdin is None:
        raise UnreadableInput("standard input is closed: there are no lines to read")
    _answer(sys.stdin.fileno(), sys.stdout.buffer, judge(), own)
    return 0


def _answer(file: int, out: BinaryIO, judge: Judge, own: Linear | None) -> None:
    for lines in arriving(file):
        out.writelines(answers(lines, judge, own=own))
        out.flush()


def answers(lines: Sequence[bytes], judge: Judge, *, own: Linear | None = None) -> Iterator[bytes]:
    """One line for each line, in the same order."""
    read = [_read(line) for line in lines]
    messages = [one for one in read if isinstance(one, Message)]
    texts = [message.text for message in messages]
    verdicts = iter(judge.judge(texts, explained=False))
    added = told_by(own, texts) if own else repeat(dict[str, object]())
    for one in read:
        if isinstance(one, UnusableLine):
            yield error_line(one)
        else:
            yield verdict_line(one, next(verdicts), next(added))


def _read(line: bytes) -> Message | UnusableLine:
    try:
        return read_line(line)
    except UnusableLine as error:
        return error
