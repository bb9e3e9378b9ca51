"""A model of one's own beside, or instead of, what Parvis says of a target."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from zipfile import BadZipFile

from parvis.triage.commands.fields import named_in_lines
from parvis.triage.linear import Floats, Linear, Target, WrongModel, choose
from parvis.triage.verdict import Text

_BROKEN = (
    *(ValueError, LookupError, TypeError, AttributeError, EOFError),
    *(OverflowError, MemoryError, BadZipFile, zlib.error),
)
"""What files of any content bring about."""


class UnusableModel(ValueError):
    """The file holds no model; the message says which file and why."""


def read_model(path: Path) -> Linear:
    """Raises `UnusableModel`."""
    try:
        model = Linear.load(path)
        model.chances(["."])  # a card that names other labels than the numbers have fails here
    except OSError as error:
        raise UnusableModel(
            f"{error.filename or path} cannot be read: {error.strerror or error}. A model is two "
            "files side by side, .npz and .json."
        ) from None
    except _BROKEN as error:
        why = f": {error}" if isinstance(error, WrongModel) else ""
        raise UnusableModel(f"{path} and its card hold no model of Parvis{why}") from None
    return model


def told_by(model: Linear, texts: Sequence[Text]) -> Iterator[dict[str, object]]:
    """For each text the keys of its line that the model speaks of, with what it says."""
    chances = model.chances([text.own.words for text in texts])
    told = [
        _told(target, row, label)
        for target in model.targets
        for row, label in zip(
            chances[target.name], choose(target, chances[target.name]), strict=True
        )
    ]
    for place in range(len(texts)):
        yield {key: value for one in told[place :: len(texts)] for key, value in one.items()}


def _told(target: Target, chances: Floats, label: str) -> dict[str, object]:
    """A chance where it is so or not, else the label; of a tone its three chances as well."""
    key = named_in_lines(target.name)
    if len(target.labels) == 1:
        return {key: round(float(chances[0]), 3)}
    told: dict[str, object] = {key: label or None}
    if target.name == "tone":
        by_label = dict(zip(target.labels, chances.tolist(), strict=True))
        for name in ("negative", "neutral", "positive"):
            told[f"p_{name}"] = round(by_label.get(name, 0.0), 3)
    return told
