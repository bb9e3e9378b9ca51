"""The messages written for Parvis, held to their format, and how far their two readers agree.

python -m tools.messages
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "models" / "messages"
PLACES = frozenset({"dm", "at", "re", "af", "rv", "ov"})
FLAGS = "cqrsal"
MATTERS = frozenset(
    {
        *("delivery", "return", "refund", "payment", "invoice", "account", "price", "offer"),
        *("stock", "product", "breakdown", "quality", "appointment", "hours", "staff"),
        *("contract", "cancellation", "privacy", "safety", "website", "job", "partner"),
        *("praise", "company", "other"),
    }
)


@dataclass(frozen=True)
class Labels:
    """What one reader says of a message; what each letter means stands in the folder's README."""

    tone: str
    flags: frozenset[str]
    urgency: str
    value: str
    matter: str

    def complaints(self) -> Iterator[str]:
        if self.tone not in {"n", "o", "p"}:
            yield f"tone {self.tone!r}"
        if not self.flags <= set(FLAGS):
            yield f"flags {''.join(sorted(self.flags))!r}"
        if self.urgency not in {"0", "1", "2"}:
            yield f"urgency {self.urgency!r}"
        if self.value not in {"s", "m", "h", "-"}:
            yield f"value {self.value!r}"
        if ("r" in self.flags) == (self.value == "-"):
            yield "a value is given exactly where an answer is needed"
        if {"s", "r"} <= self.flags:
            yield "what sells something needs no answer"
        if self.matter not in MATTERS:
            yield f"matter {self.matter!r}"


@dataclass(frozen=True)
class Written:
    """A message with the labels of its writer and those of the second reader."""

    file: str
    line: int
    place: str
    text: str
    first: Labels
    second: Labels

    def complaints(self) -> Iterator[str]:
        if self.place not in PLACES:
            yield f"place {self.place!r}"
        if not self.text.strip():
            yield "no text"
        yield from self.first.complaints()
        yield from self.second.complaints()


def read_messages(names: str = "*", *, folder: Path = FOLDER) -> list[Written]:
    """Those of the files that fit (`fr-*`). Raises `ValueError` for a line of another form."""
    found: list[Written] = []
    for file in sorted(folder.glob(f"{names}.tsv")):
        firsts, seconds = _lines(file), _lines(file.parent / "second" / file.name)
        if len(firsts) != len(seconds):
            raise ValueError(f"{file.name}: {len(firsts)} lines, read again {len(seconds)}")
        for number, (first, second) in enumerate(zip(firsts, seconds, strict=True), 1):
            if len(first) != 7 or len(second) != 5:
                raise ValueError(f"{file.name}:{number}: not the columns it should have")
            place, *labels, text = first
            found.append(Written(file.name, number, place, text, _labels(labels), _labels(second)))
    return found


def _lines(file: Path) -> list[list[str]]:
    return [line.split("\t") for line in file.read_text().splitlines()]


def _labels(columns: Sequence[str]) -> Labels:
    tone, flags, urgency, value, matter = columns
    return Labels(tone, frozenset(flags.replace("-", "")), urgency, value, matter)


@dataclass(frozen=True)
class Agreement:
    """Of two readers: the share of messages of which they say the same, and Cohen's kappa, which
    leaves out what they would agree on by chance (Educational and Psychological Measurement 20,
    1960)."""

    share: float
    kappa: float


def agreement(first: Sequence[object], second: Sequence[object]) -> Agreement:
    """Of as many labels each, one at least."""
    share = sum(one == other for one, other in zip(first, second, strict=True)) / len(first)
    firsts, seconds = Counter(first), Counter(second)
    by_chance = sum(firsts[label] * seconds[label] for label in firsts) / len(first) ** 2
    return Agreement(share, (share - by_chance) / (1 - by_chance) if by_chance < 1 else 1.0)


def agreements(written: Sequence[Written]) -> dict[str, Agreement]:
    """By what was labelled: tone, each flag, urgency, value, matter."""
    pairs = [(one.first, one.second) for one in written]
    named = {
        name: [(getattr(a, name), getattr(b, name)) for a, b in pairs]
        for name in ("tone", "urgency", "value", "matter")
    }
    flagged = {flag: [(flag in a.flags, flag in b.flags) for a, b in pairs] for flag in FLAGS}
    return {
        name: agreement([a for a, _ in labels], [b for _, b in labels])
        for name, labels in (named | flagged).items()
    }


def main() -> int:
    wrong = 0
    for names in ("fr-*", "en-*", "test-*"):
        written = read_messages(names)
        for message in written:
            for complaint in message.complaints():
                wrong += 1
                print(f"{message.file}:{message.line}: {complaint}", file=sys.stderr)
        print(f"{names}: {len(written):,} messages")
        for name, found in agreements(written).items():
            print(f"    {name:<8} {found.share:6.1%}   kappa {found.kappa:.2f}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
