"""The messages written for Parvis, held to their format, and how far their two readers agree.

python -m tools.messages
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "models" / "messages"
PHRASES = FOLDER.parent / "phrases.tsv"
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

    def told(self) -> str:
        flags = "".join(flag for flag in FLAGS if flag in self.flags)
        return " ".join((self.tone, flags or "-", self.urgency, self.value, self.matter))

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
    """A message with the labels of its writer and those of the second reader, if it had one."""

    file: str
    line: int
    place: str
    text: str
    first: Labels
    second: Labels | None

    @property
    def language(self) -> str:
        return self.file.removeprefix("test-")[:2]

    def complaints(self) -> Iterator[str]:
        if self.place not in PLACES:
            yield f"place {self.place!r}"
        if not self.text.strip():
            yield "no text"
        yield from self.first.complaints()
        if self.second:
            yield from self.second.complaints()


def read_messages(names: str = "*", *, folder: Path = FOLDER) -> list[Written]:
    """Those of the files that fit (`fr-*`). Raises `ValueError` for a line of another form."""
    return [
        message for file in sorted(folder.glob(f"{names}.tsv")) for message in _messages_of(file)
    ]


def training_messages() -> list[Written]:
    return [message for message in read_messages() if not message.file.startswith("test-")]


@dataclass(frozen=True)
class Phrase:
    """A few words that say something wherever they stand: labels by target, as models have them."""

    text: str
    labels: Mapping[str, str]


def read_phrases() -> list[Phrase]:
    with PHRASES.open(encoding="utf-8", newline="") as lines:
        return [
            Phrase(
                row.pop("phrase"),
                {target: label for target, label in row.items() if label != "-"},
            )
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def _messages_of(file: Path) -> Iterator[Written]:
    read_again = file.parent / "second" / file.name
    firsts, seconds = _lines(file), _lines(read_again) if read_again.exists() else None
    if seconds is not None and len(firsts) != len(seconds):
        raise ValueError(f"{file.name}: {len(firsts)} lines, read again {len(seconds)}")
    for place, first in enumerate(firsts):
        second = seconds[place] if seconds else None
        if len(first) != 7 or (second and len(second) != 5):
            raise ValueError(f"{file.name}:{place + 1}: not the columns it should have")
        where, *labels, text = first
        yield Written(
            file.name,
            place + 1,
            where,
            text.replace("\\n", "\n"),
            _labels(labels),
            _labels(second) if second else None,
        )


def _lines(file: Path) -> list[list[str]]:
    return [line.split("\t") for line in file.read_text(encoding="utf-8").rstrip("\n").split("\n")]


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
    """By what was labelled: tone, each flag, urgency, value, matter; of what was read twice."""
    pairs = [(one.first, one.second) for one in written if one.second]
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
    for names in ("fr-*", "en-*", "test-*", "??"):
        written = read_messages(names)
        for message in written:
            for complaint in message.complaints():
                wrong += 1
                print(f"{message.file}:{message.line}: {complaint}", file=sys.stderr)
        twice = sum(message.second is not None for message in written)
        print(f"{names}: {len(written):,} messages, {twice:,} of them read twice")
        for name, found in agreements(written).items() if twice else ():
            print(f"    {name:<8} {found.share:6.1%}   kappa {found.kappa:.2f}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
