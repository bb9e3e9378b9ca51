"""Maturity, dimension by dimension, and the steps that raise it."""

from __future__ import annotations

from functools import partial

from parvis.strategy.diagnosis.result import (
    CriterionSeen,
    Diagnosis,
    DimensionSeen,
    Maturity,
    Standing,
    Step,
)
from parvis.strategy.diagnosis.words import Both
from parvis.strategy.report import terms
from parvis.strategy.report.lists import table_of
from parvis.strategy.report.pen import Pen, uncapital
from parvis.strategy.report.tree import (
    Block,
    Cell,
    Ladder,
    Paragraph,
    Rung,
    Section,
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
LEVELS_CAPTION = Both("The next level of each", "Le niveau suivant de chacune")
LEVELS_COLUMNS = (
    (Both("Dimension", "Dimension"), 3),
    (Both("Today", "Aujourd'hui"), 2),
    (Both("What it takes", "Ce qu'il faut"), 9),
)
NOT_KNOWN = Both("{says} (not known).", "{says} (non connu).")
TOP_REACHED = Both("All of it is there.", "Tout y est.")
NEXT = Both("What to do next", "Et ensuite")
NEXT_CAPTION = Both("Steps, the easiest first", "Les pas, du plus facile au plus long")
NEXT_COLUMNS = (
    (Both("Step", "Pas"), 8),
    (Both("Effort", "Effort"), 3),
    (Both("What it raises", "Ce qu'il élève"), 4),
)
NO_GAIN = Both("{dimension}: part of level {level}", "{dimension} : une part du niveau {level}")
GAIN = Both("{dimension}: from {now} to {then}", "{dimension} : de {now} à {then}")


def maturity(diagnosis: Diagnosis, pen: Pen) -> Section:
    """What each dimension waits for, and what to do next; the ladder stands on the first page."""
    seen = diagnosis.maturity
    faster = (Paragraph(text=pen.told(seen.faster)),) if seen.faster else ()
    levels = table_of(
        pen,
        LEVELS_CAPTION,
        LEVELS_COLUMNS,
        seen.dimensions,
        partial(_dimension, pen),
        at_most=len(seen.dimensions),
    )
    steps = table_of(
        pen,
        NEXT_CAPTION,
        NEXT_COLUMNS,
        diagnosis.steps,
        partial(_step, pen, seen),
        at_most=STEPS,
    )
    parts = (Section(key="steps", title=pen.say(NEXT), blocks=steps),) if steps else ()
    return Section(key="maturity", title=pen.say(TITLE), blocks=(*faster, *levels), parts=parts)


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


def _dimension(pen: Pen, dimension: DimensionSeen) -> tuple[Cell, ...]:
    return (
        Cell(text=pen.told(dimension.name)),
        Cell(text=pen.say(OF_FIVE, level=dimension.level)),
        Cell(text=_missing(dimension, pen)),
    )


def _missing(dimension: DimensionSeen, pen: Pen) -> str:
    """What the next level waits for, in its own words."""
    level = dimension.level + 1
    open_ = [
        seen
        for seen in dimension.criteria
        if seen.level == level and seen.standing is not Standing.MET
    ]
    return " ".join(_waited(seen, pen) for seen in open_) or pen.say(TOP_REACHED)


def _waited(seen: CriterionSeen, pen: Pen) -> str:
    says = pen.told(seen.says)
    if seen.standing is Standing.MISSING:
        return pen.say(NOT_KNOWN, says=says.rstrip("."))
    return says


def _step(pen: Pen, seen: Maturity, step: Step) -> tuple[Cell, ...]:
    return (
        Cell(text=pen.told(step.says), below=pen.told(step.why) if step.question else ""),
        Cell(text=effort(step, pen)),
        Cell(text=gain(step, seen, pen)),
    )


def gain(step: Step, seen: Maturity, pen: Pen) -> str:
    """Which dimension the step raises, from what to what; empty for a step of none."""
    for dimension in seen.dimensions:
        for criterion in dimension.criteria:
            if criterion.id != step.criterion:
                continue
            name, now = pen.told(dimension.name), dimension.level
            if step.gain:
                return pen.say(GAIN, dimension=name, now=now, then=now + step.gain)
            return pen.say(NO_GAIN, dimension=name, level=criterion.level)
    return ""


def effort(step: Step, pen: Pen) -> str:
    return pen.say(terms.EFFORTS.get(step.effort, terms.NOT_KNOWN))
