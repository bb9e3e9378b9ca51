"""What the card of the shipped model says of it, for whoever only shows that: without NumPy."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_SHIPPED = Path(__file__).with_name("trained") / "shipped.json"
_FIGURE = re.compile(r"(\w+)(?: F1)? (0\.\d+|1\.0+)")


@dataclass(frozen=True)
class Figures:
    """Over `messages` that it was never trained on: by what is told, F1 of a yes or no, or the
    share that is right of what has more answers."""

    messages: int
    by_target: Mapping[str, float]


@dataclass(frozen=True)
class Card:
    """`texts` taught it; `french` and `english` are what it does on messages of these languages."""

    version: str
    texts: int
    french: Figures
    english: Figures


@cache
def shipped_card() -> Card:
    about = json.loads(_SHIPPED.read_text("utf-8"))
    card = about["card"]
    return Card(
        version=about["version"],
        texts=int(card["texts"]),
        french=_figures(card["figures, French"]),
        english=_figures(card["figures, English"]),
    )


def _figures(written: str) -> Figures:
    """Of "530 messages never trained on; tone 0.777, macro-F1 0.758; churn F1 0.691, AUC 0.968":
    each part begins with what it is about."""
    size, *parts = written.split("; ")
    found = [_FIGURE.match(part) for part in parts]
    return Figures(
        messages=int(size.partition(" ")[0]),
        by_target={one[1]: float(one[2]) for one in found if one},
    )
