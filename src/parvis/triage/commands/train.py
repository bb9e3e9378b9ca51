"""`parvis triage train`: a model from labelled messages of one's own, and how good it is."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from parvis.triage.commands import labelled
from parvis.triage.commands.evaluate import said_by
from parvis.triage.commands.fields import (
    OF_SEVERAL,
    YES,
    Field,
    UnusableLabel,
    field_to_learn,
    named_in_lines,
    yes_or_no,
)
from parvis.triage.commands.figures import Figures, figures_of
from parvis.triage.commands.figures_text import as_text
from parvis.triage.commands.labelled import Labelled
from parvis.triage.commands.lines import RESERVED
from parvis.triage.commands.progress import shown
from parvis.triage.learning import learn
from parvis.triage.lessons import Lesson
from parvis.triage.linear import Linear
from parvis.triage.runs import Reading

LEAST_ROWS = 20
LEAST_OF_A_LABEL = 5
HELD_OUT = 5
"""One text in so many is never trained on."""
FEW = 5_000
"""Up to so many texts, two views are worth their time."""
MANY_LABELS = 20


class CannotTrain(Exception):
    """The model cannot be made as it is asked for; the message says why."""


class TooFew(Exception):
    """Nothing can be learned from so little; the message says of what there is too little."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    labelled.add_arguments(parser)
    parser.add_argument(
        "--out", required=True, type=Path, metavar="MODEL.npz", help="its card stands beside it"
    )
    parser.add_argument(
        "--test", type=Path, metavar="FILE", help="measure on this file; else on a fifth of FILE"
    )
    parser.add_argument("--licence", default="not told", help="of the data; told in the card")
    parser.add_argument("--force", action="store_true", help="replace a model that is there")


def run(options: argparse.Namespace) -> int:
    """Train, print the figures, write the model. Raises `CannotTrain`, `TooFew`,
    `UnusableTable` and `UnusableLabel`."""
    _require_room(options.out, force=options.force)
    field, read = _as_yes_or_no(*_read(options))
    taught, held = _parted(read, options, field)
    with shown("learning", total=None):
        model = _learned(taught, field, card=_card(options, taught, held))
    figures = figures_of(held.labels, said_by(model, field)(held.texts))
    _write(replace(model, card={**model.card, "figures": _in_short(figures)}), options.out)
    print(f"{field.name}: learned from {len(taught.texts):,} messages, measured on {figures.n:,}")
    print(f"\n{as_text(figures)}\n\n{options.out} and its card are written.")
    return 0


def _require_room(out: Path, *, force: bool) -> None:
    if out.suffix != ".npz":
        raise CannotTrain(f"{out}: the name of a model ends in .npz")
    if not out.parent.is_dir():
        raise CannotTrain(f"there is no folder {out.parent}")
    there = [path for path in (out, out.with_suffix(".json")) if path.exists()]
    if there and not force:
        raise CannotTrain(f"{there[0]} is there already: choose another name, or --force")


def _read(options: argparse.Namespace) -> tuple[Field, Labelled]:
    name = named_in_lines(options.target)
    if not name.isidentifier() or name in RESERVED:
        raise CannotTrain(f"no target may be called {name!r}: write one word, none of a line's")
    known = field_to_learn(name)
    field = yes_or_no(name) if options.positive and name not in OF_SEVERAL else known
    if options.positive and not field.is_yes_or_no:
        raise CannotTrain(
            f"{name} is more than a yes or no: leave --positive, or name it otherwise"
        )
    return field, labelled.read_labelled(options.file, options, field)


def _as_yes_or_no(field: Field, read: Labelled) -> tuple[Field, Labelled]:
    """Of something new, where all its labels are ways to write yes or no."""
    if field.labels is not None:
        return field, read
    either = yes_or_no(field.name)
    try:
        return either, replace(read, labels=[either.label(label) for label in read.labels])
    except UnusableLabel:
        return field, read


def _parted(read: Labelled, options: argparse.Namespace, field: Field) -> tuple[Labelled, Labelled]:
    """What is learned from, and what is measured on; no text stands in both."""
    _require_enough(read)
    if options.test:
        held = labelled.read_labelled(options.test, options, field)
        unseen = {text.text for text in held.texts}
        taught = [place for place, text in enumerate(read.texts) if text.text not in unseen]
        return _some(read, taught), held
    from sklearn.model_selection import StratifiedGroupKFold

    groups = [text.text for text in read.texts]
    parts = StratifiedGroupKFold(HELD_OUT, shuffle=True, random_state=0)
    seen, unseen_places = next(parts.split(groups, read.labels, groups))
    return _some(read, seen.tolist()), _some(read, unseen_places.tolist())


def _some(of: Labelled, places: Sequence[int]) -> Labelled:
    return Labelled([of.texts[place] for place in places], [of.labels[place] for place in places])


def _require_enough(read: Labelled) -> None:
    """Of texts that differ: the same one ten times teaches once."""
    different = {(text.text, label) for text, label in zip(read.texts, read.labels, strict=True)}
    counts = Counter(label for _, label in different)
    if len(different) < LEAST_ROWS:
        raise TooFew(
            f"{len(different)} different texts are too few to learn from: give {LEAST_ROWS} or more"
        )
    if len(counts) < 2:
        raise TooFew(f"all rows have the label {next(iter(counts))!r}: there is nothing to tell")
    rare = sorted((count, label) for label, count in counts.items() if count < LEAST_OF_A_LABEL)
    if rare:
        count, label = rare[0]
        raise TooFew(
            f"the label {label!r} has {count} different texts: give it {LEAST_OF_A_LABEL} or more, "
            f'or leave its rows out with --labels "{label}="'
        )


def _learned(taught: Labelled, field: Field, *, card: Mapping[str, str]) -> Linear:
    counts = Counter(taught.labels)
    fewest = min(counts.values(), default=0)
    if fewest < 2 or len(counts) < 2:
        raise TooFew("what is left to learn from, without the texts to measure on, is too little")
    lesson = Lesson(
        field.target,
        views=("plain", "telling") if len(taught.texts) <= FEW else ("plain",),
        strictness=(0.3, 1.0, 3.0) if len(counts) <= MANY_LABELS else (3.0,),
        folds=min(5, fewest),
        positive=YES if field.is_yes_or_no else "",
    )
    texts = [text.text for text in taught.texts]
    return learn(lesson, texts, taught.labels, reading=Reading(bits=16), card=card)


def _card(options: argparse.Namespace, taught: Labelled, held: Labelled) -> dict[str, str]:
    measured_on = options.test.name if options.test else "of the same file, one in five"
    return {
        "for": f"{options.target}: {', '.join(sorted(set(taught.labels)))}",
        "data": f"{options.file.name}, {len(taught.texts)} rows",
        "licence": options.licence,
        "measured on": f"{len(held.texts)} rows never trained on: {measured_on}",
    }


def _in_short(figures: Figures) -> str:
    auc = "" if figures.auc is None else f", AUC {figures.auc:.3f}"
    return f"accuracy {figures.accuracy:.3f}, macro-F1 {figures.macro_f1:.3f}{auc}"


def _write(model: Linear, out: Path) -> None:
    try:
        model.save(out)
    except OSError as error:
        raise CannotTrain(f"{out} cannot be written: {error.strerror}") from None
