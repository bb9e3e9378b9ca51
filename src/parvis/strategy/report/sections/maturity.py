"""Maturity, dimension by dimension, and the steps that raise it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from parvis.strategy.diagnosis.result import (
    Diagnosis,
    DimensionSeen,
    Maturity,
    Standing,
    Step,
)
from parvis.strategy.diagnosis.words import Both
from parvis.strategy.report import terms
from parvis.strategy.report.lists import table_of
from parvis.strategy.report.pen import OneOrSeveral, Pen, uncapital
from parvis.strategy.report.tree import (
    Block,
    Cell,
    Ladder,
    Lead,
    Paragraph,
    Rung,
    Section,
    Term,
    Terms,
)

STEPS = 6

TITLE = Both("Maturity", "La maturité")
LEVEL = Both(
    "Level {level} of 5 ({stage}). As strong as the weakest link: {weakest}.",
    "Niveau {level} sur 5 ({stage}). Tout tient au maillon le plus faible : {weakest}.",
)
EVEN = Both("Level {level} of 5 ({stage}).", "Niveau {level} sur 5 ({stage}).")
CAPTION = Both("From 0 to 5, each on its own", "De 0 à 5, chacune pour elle-même")
OF_FIVE = Both("{level} of 5", "{level} sur 5")
WAITS = Both("What the next level takes", "Ce que demande le niveau suivant")
FOR_LEVEL = Both("For level {level}: {missing}", "Pour le niveau {level} : {missing}")
WAITED = Both("{says} ({standing}).", "{says} ({standing}).")
TOP_REACHED = Both("All of it is there.", "Tout y est.")
NEXT = Both("What to do next", "Et ensuite")
NEXT_CAPTION = Both("Steps, the easiest first", "Les pas, du plus facile au plus long")
NEXT_COLUMNS = (
    (Both("Step", "Pas"), 7),
    (Both("Effort", "Effort"), 2),
    (Both("Gain", "Gain"), 2),
)
NO_GAIN = Both("not by itself", "pas à lui seul")
GAIN = OneOrSeveral(
    Both("{count} level", "{count} niveau"),
    Both("{count} levels", "{count} niveaux"),
)


def maturity(diagnosis: Diagnosis, pen: Pen) -> Section:
    """The ladder, what each dimension waits for, and what to do next."""
    seen = diagnosis.maturity
    faster = (Paragraph(text=pen.told(seen.faster)),) if seen.faster else ()
    steps = table_of(
        pen, NEXT_CAPTION, NEXT_COLUMNS, diagnosis.steps, partial(_step, pen), at_most=STEPS
    )
    parts = (Section(key="steps", title=pen.say(NEXT), blocks=steps),) if steps else ()
    return Section(
        key="maturity",
        title=pen.say(TITLE),
        blocks=(
            Lead(text=in_words(seen, pen)),
            *faster,
            *ladder(seen, pen),
            _next_levels(seen.dimensions, pen),
        ),
        parts=parts,
    )


def in_words(seen: Maturity, pen: Pen) -> str:
    names = [pen.told(each.name) for each in seen.dimensions if each.id in seen.weakest]
    stage = pen.say(terms.STAGES[seen.stage]) if seen.stage in terms.STAGES else str(seen.stage)
    if not names or len(names) == len(seen.dimensions):
        return pen.say(EVEN, level=seen.level, stage=stage)
    return pen.say(
        LEVEL,
        level=seen.level,
        stage=stage,
        weakest=pen.listed([uncapital(name) for name in names]),
    )


def ladder(seen: Maturity, pen: Pen) -> tuple[Block, ...]:
    even = len(seen.weakest) == len(seen.dimensions)
    rungs = tuple(
        _rung(dimension, pen, weakest=dimension.id in seen.weakest and not even)
        for dimension in seen.dimensions
    )
    return (Ladder(caption=pen.say(CAPTION), rungs=rungs),) if rungs else ()


def _rung(dimension: DimensionSeen, pen: Pen, *, weakest: bool) -> Rung:
    return Rung(
        label=pen.told(dimension.name),
        level=dimension.level,
        said=pen.say(OF_FIVE, level=dimension.level),
        weakest=weakest,
    )


def _next_levels(dimensions: Sequence[DimensionSeen], pen: Pen) -> Terms:
    """What each dimension waits for, in its own words."""
    items = tuple(
        Term(name=pen.told(dimension.name), text=_next_level(dimension, pen))
        for dimension in dimensions
    )
    return Terms(title=pen.say(WAITS), items=items)


def _next_level(dimension: DimensionSeen, pen: Pen) -> str:
    level = dimension.level + 1
    open_ = [
        seen
        for seen in dimension.criteria
        if seen.level == level and seen.standing is not Standing.MET
    ]
    if not open_:
        return pen.say(TOP_REACHED)
    missing = " ".join(
        pen.say(
            WAITED, says=pen.told(seen.says).rstrip("."), standing=terms.STANDINGS[seen.standing]
        )
        for seen in open_
    )
    return pen.say(FOR_LEVEL, level=level, missing=missing)


def _step(pen: Pen, step: Step) -> tuple[Cell, ...]:
    return (
        Cell(text=pen.told(step.says), below=pen.told(step.why)),
        Cell(text=effort(step, pen)),
        Cell(text=pen.count(step.gain, GAIN) if step.gain else pen.say(NO_GAIN)),
    )


def effort(step: Step, pen: Pen) -> str:
    return pen.say(terms.EFFORTS.get(step.effort, terms.NOT_KNOWN))
