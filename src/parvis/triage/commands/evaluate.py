"""`parvis triage evaluate`: how often triage is right on a file of labelled messages."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np

from parvis.triage.commands import hearing, labelled
from parvis.triage.commands.fields import NO, YES, Field, field_of, named_in_lines, yes_or_no
from parvis.triage.commands.figures import Figures, Said, figures_of
from parvis.triage.commands.figures_text import as_text
from parvis.triage.commands.lines import tone_label
from parvis.triage.commands.progress import shown
from parvis.triage.features import BATCH
from parvis.triage.judge import ASKS, LABELS, OTHER, Judge
from parvis.triage.linear import Floats, Linear, choose
from parvis.triage.verdict import CALLS_FOR_ANSWER_FROM, Text

SAID_FROM = 0.5


class UnknownTarget(Exception):
    """The model tells nothing of this name; the message says what it tells."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    labelled.add_arguments(parser)
    labelled.add_places(parser)
    # Also accepted before the word evaluate, hence no default of its own.
    parser.add_argument(
        "--model",
        type=Path,
        metavar="MODEL.npz",
        default=argparse.SUPPRESS,
        help="a model made by `parvis triage train`, instead of the one that comes with Parvis",
    )
    hearing.add_arguments(parser, default=argparse.SUPPRESS)
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def run(options: argparse.Namespace, judge: Callable[[], Judge], own: Linear | None) -> int:
    """Print the figures. Raises `UnknownTarget`, `UnusableTable`, `UnusableLabel`."""
    field, say = _own(own, options.target) if own else _judged(judge(), options.target)
    rows = labelled.read_labelled(options.file, options, field)
    with shown("judging", total=len(rows.texts)) as step:
        said = _said(rows.texts, say, step)
    figures = figures_of(rows.labels, said)
    heading = f"{options.file.name}: {field.name} of {figures.n:,} messages"
    print(as_json(figures, options) if options.json else f"{heading}\n\n{as_text(figures)}")
    return 0


def as_json(figures: Figures, options: argparse.Namespace) -> str:
    told = {"file": options.file.name, "target": options.target, **asdict(figures)}
    return json.dumps(told, ensure_ascii=False)


Say = Callable[[Sequence[Text]], Said]


def said_by(model: Linear, field: Field) -> Say:
    """What a model says of the words alone."""
    target = model.target(field.target)

    def say(texts: Sequence[Text]) -> Said:
        chances = model.chances([text.own.words for text in texts])[target.name]
        if len(target.labels) == 1:
            sure = [label != "" for label in choose(target, chances)]
            return Said((YES,), chances, [YES if yes else NO for yes in sure])
        return Said(target.labels, chances, choose(target, chances))

    return say


def _own(model: Linear, name: str) -> tuple[Field, Say]:
    fields = {field.name: field for field in map(field_of, model.targets)}
    if name not in fields:
        raise UnknownTarget(f"the model tells no {name!r}. It tells: {', '.join(fields)}.")
    return fields[name], said_by(model, fields[name])


def _judged(judge: Judge, name: str) -> tuple[Field, Say]:
    name = named_in_lines(name)
    fields = {
        "needs_reply": yes_or_no("needs_reply"),
        **{
            field.name: field for field in map(field_of, judge.linear.targets) if field.name != ASKS
        },
    }
    if name not in fields:
        raise UnknownTarget(f"triage tells no {name!r}. It tells: {', '.join(fields)}.")
    return fields[name], lambda texts: _said_of(judge, fields[name], texts)


def _said_of(judge: Judge, field: Field, texts: Sequence[Text]) -> Said:
    if field.is_yes_or_no:
        verdicts = judge.judge(texts, explained=False)
        chances = np.array(
            [[getattr(verdict, field.target)] for verdict in verdicts], dtype=np.float32
        )
        sure_from = CALLS_FOR_ANSWER_FROM if field.name == "needs_reply" else SAID_FROM
        return Said((YES,), chances, [YES if row[0] >= sure_from else NO for row in chances])
    if field.name == "tone":
        tones = [verdict.tone for verdict in judge.judge(texts, explained=False)]
        chances = np.array(
            [[tone.p_negative, tone.p_neutral, tone.p_positive] for tone in tones], dtype=np.float32
        )
        return Said(LABELS["tone"], chances, [tone_label(tone) for tone in tones])
    believed = judge.believed(texts)
    target, chances = judge.linear.target(field.target), believed.chances[field.target]
    named: list[str]
    if field.name == "language":
        named = [verdict.language for verdict in judge.judge(texts, explained=False)]
    elif field.name == "matter":
        named = [matter or OTHER for matter in believed.matters]
    else:
        named = choose(target, chances)
    return Said(target.labels, chances, named)


def _said(texts: Sequence[Text], say: Say, step: Callable[[int], None]) -> Said:
    parts = list(_in_batches(texts, say, step))
    chances: Floats = np.vstack([part.chances for part in parts])
    return Said(parts[0].labels, chances, [label for part in parts for label in part.named])


def _in_batches(texts: Sequence[Text], say: Say, step: Callable[[int], None]) -> Iterator[Said]:
    for start in range(0, len(texts), BATCH):
        yield say(texts[start : start + BATCH])
        step(min(BATCH, len(texts) - start))
