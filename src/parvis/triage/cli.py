"""`parvis triage`: messages in, one a line; verdicts out (docs/reference/triage.md).

Needs no settings, no database and no Django: a brand's own model is handed in.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import repeat
from pathlib import Path

from parvis.triage.arriving import UnreadableInput, arriving
from parvis.triage.judge import Judge, shipped
from parvis.triage.linear import Linear
from parvis.triage.lines import Message, UnusableLine, error_line, read_line, verdict_line
from parvis.triage.own import UnusableModel, read_model, told_by

EXIT_USAGE = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--brand", metavar="SLUG", help="judge by this brand's own model")
    parser.add_argument(
        "--model", type=Path, metavar="MODEL.npz", help="a model made by `parvis triage train`"
    )


def run(options: argparse.Namespace, *, judge_of: Callable[[], Judge] = shipped) -> int:
    """Answer each line of standard input; returns the exit code. `judge_of` gives the model, once
    the command line is known to be right."""
    try:
        own = read_model(options.model) if options.model else None
    except UnusableModel as error:
        return _refuse(str(error))
    if sys.stdin is None:
        return _refuse("standard input is closed: there are no lines to read")
    judge, out = judge_of(), sys.stdout.buffer
    try:
        for lines in arriving(sys.stdin.fileno()):
            out.writelines(answers(lines, judge, own=own))
            out.flush()
    except UnreadableInput as error:
        return _refuse(str(error))
    return 0


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


def _refuse(why: str) -> int:
    print(f"parvis triage: {why}", file=sys.stderr)
    return EXIT_USAGE
