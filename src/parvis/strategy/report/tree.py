"""What a report says, in order, before it is set as a page or as paper.

Every text stands here once, already in its language; HTML and PDF only give it a shape.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from parvis.strategy.diagnosis.maturity import HIGHEST
from parvis.strategy.diagnosis.words import Language


class Mark(StrEnum):
    """A small shape beside a word, never instead of it."""

    ANSWER = "answer"
    LISTEN = "listen"
    REDIRECT = "redirect"
    LEAVE = "leave"
    MET = "met"
    UNMET = "unmet"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """What the section found, in a sentence or two."""

    kind: ClassVar[str] = "lead"
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    kind: ClassVar[str] = "paragraph"
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Said in a lower voice: what was left out, what a figure rests on."""

    kind: ClassVar[str] = "note"
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """What nobody has said yet, and where to say it."""

    kind: ClassVar[str] = "open"
    text: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """`trace` names the rule that the sentence is from, or what it is true of; `rows_at` is the
    address of the page that shows the rows behind its figure, which a page links to and paper
    leaves out."""

    text: str
    trace: str = ""
    rows_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    kind: ClassVar[str] = "points"
    title: str = ""
    items: tuple[Point, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """`weight` is its part of the width, against those of its neighbours."""

    title: str
    weight: int = 1
    numeric: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """`below` stands under the text, smaller; `rows_at` as of a point."""

    text: str
    below: str = ""
    mark: Mark | None = None
    rows_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    kind: ClassVar[str] = "table"
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def widths(self) -> Sequence[tuple[Column, str]]:
        """Each column with its part of the width, to the nearest five percent."""
        whole = sum(column.weight for column in self.columns)
        return [(column, str(5 * round(20 * column.weight / whole))) for column in self.columns]

    @property
    def labelled_rows(self) -> Iterator[Sequence[tuple[Column, Cell]]]:
        """Each cell with its column, for pages too narrow for a head."""
        for row in self.rows:
            yield list(zip(self.columns, row, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """`share` of the whole width, 0 to 1, is drawn; `said` is written at its end."""

    label: str
    share: float
    said: str
    strong: bool = False

    @property
    def percent(self) -> str:
        return f"{100 * self.share:.1f}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    kind: ClassVar[str] = "bars"
    caption: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One square of a rung as it is drawn, 13 wide with its gap."""

    x: str
    climbed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    label: str
    level: int
    said: str
    weakest: bool

    @property
    def steps(self) -> Sequence[Step]:
        return [
            Step(x=f"{13 * number + 0.5}", climbed=number < self.level) for number in range(HIGHEST)
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """Levels from 0 to 5, one line for each thing that climbs."""

    kind: ClassVar[str] = "ladder"
    caption: str
    rungs: tuple[Rung, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What to do, and how sure that is."""

    kind: ClassVar[str] = "ruling"
    mark: Mark
    text: str
    sure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Callout:
    """The one thing not to be missed on its page."""

    kind: ClassVar[str] = "callout"
    title: str
    text: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    kind: ClassVar[str] = "terms"
    title: str = ""
    items: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Two things to be seen together: side by side where there is room."""

    kind: ClassVar[str] = "beside"
    left: tuple[Block, ...]
    right: tuple[Block, ...]


Block = (
    Lead
    | Paragraph
    | Note
    | Open
    | Points
    | Table
    | Bars
    | Ladder
    | Ruling
    | Callout
    | Terms
    | Beside
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """`parts` are sections below it; `key` is its address within the page. A `fresh` one begins on
    a new sheet of paper."""

    key: str
    title: str
    blocks: tuple[Block, ...]
    parts: tuple[Section, ...] = ()
    fresh: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """`running` stands at the foot of each page of paper, before the number of the page."""

    language: Language
    at: date
    title: str
    eyebrow: str
    subtitle: str
    facts: str
    running: str
    page: str
    contents: str
    sections: tuple[Section, ...]


NOT_SAID = frozenset({"key", "language", "mark", "rows_at", "at", "running", "page", "contents"})


def texts(said: object) -> Iterator[str]:
    """Every text that a reader finds in the report or in a part of it, in order."""
    if isinstance(said, str):
        if said:
            yield said
    elif isinstance(said, tuple):
        for part in said:
            yield from texts(part)
    elif is_dataclass(said):
        for field in fields(said):
            if field.name not in NOT_SAID:
                yield from texts(getattr(said, field.name))
