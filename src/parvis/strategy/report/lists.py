"""Lists that end where a reader would stop, and say how much is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from parvis.strategy.diagnosis.result import Diagnosis
from parvis.strategy.diagnosis.words import Both
from parvis.strategy.report.pen import Pen, first
from parvis.strategy.report.tree import Block, Cell, Column, Note, Point, Points, Table

Item = TypeVar("Item")

POINTS = 8
NAMES = 8
MORE = Both("And {count} more, in the full detail.", "Et {count} de plus, dans le détail complet.")
SOME = Both("{names} and {more} more", "{names} et {more} de plus")


def table_of(
    pen: Pen,
    caption: Both,
    columns: Sequence[tuple[Both, int]],
    items: Sequence[Item],
    row: Callable[[Item], tuple[Cell, ...]],
    *,
    at_most: int,
    numeric: Sequence[int] = (),
) -> tuple[Block, ...]:
    """A table of the first of `items`; nothing at all where there are none."""
    if not items:
        return ()
    shown, left = first(items, at_most)
    heads = tuple(
        Column(title=pen.say(title), weight=weight, numeric=position in numeric)
        for position, (title, weight) in enumerate(columns)
    )
    rows = tuple(row(item) for item in shown)
    return (Table(caption=pen.say(caption), columns=heads, rows=rows), *more(pen, left))


def points_of(
    pen: Pen, title: Both, items: Sequence[str | Point], *, at_most: int = POINTS
) -> tuple[Block, ...]:
    """A short list under its title; nothing at all where there is nothing to list."""
    if not items:
        return ()
    shown, left = first(items, at_most)
    points = tuple(Point(text=each) if isinstance(each, str) else each for each in shown)
    return (Points(title=pen.say(title), items=points), *more(pen, left))


def names_of(pen: Pen, names: Sequence[str], *, at_most: int = NAMES) -> str:
    """As in "one, two and three", or "one, two and 9,940 more"."""
    shown, left = first(names, at_most)
    said = [pen.named(name, 60) for name in shown]
    return pen.say(SOME, names=", ".join(said), more=left) if left else pen.listed(said)


def channels_named(diagnosis: Diagnosis) -> Mapping[str, str]:
    """What the channels are called, by their keys."""
    return {seen.channel: seen.name or seen.channel for seen in diagnosis.channels}


def more(pen: Pen, left: int) -> tuple[Block, ...]:
    return (Note(text=pen.say(MORE, count=left)),) if left else ()
