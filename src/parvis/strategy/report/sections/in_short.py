"""The first page: what a director takes along who reads nothing else."""

from __future__ import annotations

from functools import partial

from parvis.strategy.diagnosis.result import ChannelVerdict, Diagnosis, Verdict
from parvis.strategy.diagnosis.words import Both
from parvis.strategy.report import terms
from parvis.strategy.report.lists import table_of
from parvis.strategy.report.openings import left_open
from parvis.strategy.report.pen import Pen, capital
from parvis.strategy.report.sections.channels import MARKS, NOTHING, in_order
from parvis.strategy.report.sections.maturity import effort, in_words, ladder
from parvis.strategy.report.sections.means import too_much
from parvis.strategy.report.tree import (
    Beside,
    Block,
    Callout,
    Cell,
    Lead,
    Paragraph,
    Point,
    Points,
    Section,
)
from parvis.strategy.report.unknown import most_wanted

CHANNELS = 7
REASON = 150
STEP = 300

TITLE = Both("In short", "En bref")
CAPTION = Both("Where to be", "Où être")
COLUMNS = (
    (Both("Channel", "Canal"), 4),
    (Both("What to do", "Que faire"), 6),
    (Both("How sure", "Certitude"), 3),
    (Both("Because", "Parce que"), 10),
)
NEXT = Both("The next step", "Le prochain pas")
EFFORT = Both("Effort: {effort}.", "Effort : {effort}.")
NO_STEP = Both(
    "Nothing is left to do first: keep the course.",
    "Rien ne presse : gardez le cap.",
)
UNKNOWN = Both(
    "Not known yet, and it matters most", "Ce qu'on ne sait pas encore et qui compte le plus"
)
ALL_KNOWN = Both(
    "Nothing is missing that would change this page.",
    "Il ne manque rien qui changerait cette page.",
)


def in_short(diagnosis: Diagnosis, pen: Pen) -> Section:
    """One page: the verdicts, the maturity, the next step, what is not known."""
    return Section(
        key="in-short",
        title=pen.say(TITLE),
        blocks=(
            *_verdicts(diagnosis, pen),
            Beside(
                left=(
                    Paragraph(text=in_words(diagnosis.maturity, pen)),
                    *ladder(diagnosis.maturity, pen),
                ),
                right=(_next_step(diagnosis, pen),),
            ),
            _unknown(diagnosis, pen),
        ),
    )


def _verdicts(diagnosis: Diagnosis, pen: Pen) -> tuple[Block, ...]:
    if not diagnosis.channels:
        return (left_open(pen, NOTHING, part=1),)
    verdicts = in_order(diagnosis.channels)
    table = table_of(pen, CAPTION, COLUMNS, verdicts, partial(_row, pen), at_most=CHANNELS)
    said = f"{_counts(diagnosis, pen)} {too_much(diagnosis.load, pen)}"
    return (Lead(text=said.rstrip()), *table)


def _counts(diagnosis: Diagnosis, pen: Pen) -> str:
    """As in "Answer on 2 channels, listen only on 1 and stay out of 1."."""
    said: list[str] = []
    for verdict in Verdict:
        count = sum(seen.verdict is verdict for seen in diagnosis.channels)
        if count:
            channels = pen.number(count) if said else pen.count(count, terms.CHANNELS)
            said.append(pen.say(terms.VERDICT_COUNTS[verdict], channels=channels))
    return f"{capital(pen.listed(said))}."


def _row(pen: Pen, seen: ChannelVerdict) -> tuple[Cell, ...]:
    reasons = seen.speaks_for or seen.speaks_against
    because = pen.told(reasons[0].says, REASON) if reasons else pen.say(terms.NOT_KNOWN)
    return (
        Cell(text=pen.named(seen.name or seen.channel, 40)),
        Cell(text=terms.verdict_name(seen.verdict, pen), mark=MARKS[seen.verdict]),
        Cell(text=pen.say(terms.how_sure(seen.sure))),
        Cell(text=because),
    )


def _next_step(diagnosis: Diagnosis, pen: Pen) -> Callout:
    title = pen.say(NEXT)
    if not diagnosis.steps:
        return Callout(title=title, text=pen.say(NO_STEP), details=())
    step = diagnosis.steps[0]
    details = (
        pen.told(step.why, STEP),
        pen.say(EFFORT, effort=effort(step, pen)),
    )
    return Callout(title=title, text=pen.told(step.says, 120), details=tuple(filter(None, details)))


def _unknown(diagnosis: Diagnosis, pen: Pen) -> Points:
    wanted = most_wanted(diagnosis, pen) or (pen.say(ALL_KNOWN),)
    points = tuple(Point(text=text) for text in wanted)
    return Points(title=pen.say(UNKNOWN), items=points, ordered=len(points) > 1)
