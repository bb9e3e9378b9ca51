"""The evidence, for who wants to check: what every verdict, level and attribute rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from parvis.strategy.diagnosis.result import (
    AimSeen,
    AttributeSeen,
    CriterionSeen,
    Diagnosis,
    DimensionSeen,
    Fact,
    Standing,
)
from parvis.strategy.diagnosis.words import Both
from parvis.strategy.report import terms
from parvis.strategy.report.facts import known_as, value_of
from parvis.strategy.report.lists import points_of, table_of
from parvis.strategy.report.pen import Pen, uncapital
from parvis.strategy.report.sections.aims import AIMS, first_sentence
from parvis.strategy.report.sections.hearings import hearings
from parvis.strategy.report.sections.others import practices_of
from parvis.strategy.report.sections.publics import habits_of
from parvis.strategy.report.sections.subjects import proofs_of
from parvis.strategy.report.tree import Block, Cell, Lead, Mark, Point, Section

CRITERIA = 20

TITLE = Both("The evidence", "Les preuves")
LEAD = Both(
    "For who wants to check: the reasons and facts behind each verdict and each level, and how "
    "they are known.",
    "Pour qui veut vérifier : les raisons et les faits derrière chaque verdict et chaque niveau, "
    "et d'où on les tient.",
)
MATURITY = Both("Maturity: {name}", "Maturité : {name}")
CRITERIA_CAPTION = Both("What it takes, level by level", "Ce qu'il faut, niveau par niveau")
COLUMNS = (
    (Both("Level", "Niveau"), 2),
    (Both("What it takes", "Ce qu'il faut"), 10),
    (Both("Where you are", "Où vous en êtes"), 4),
    (Both("How it is known", "D'où on le tient"), 6),
)
SUBJECTS = Both("What to speak of", "De quoi parler")
PUBLICS = Both("The publics on each channel", "Les publics sur chaque canal")
PRACTICES = Both("You and the others", "Vous et les autres")
ATTRIBUTES = Both("Four attributes", "Quatre attributs")
FOUND = Both("{says} Found: {value} ({known}).", "{says} Trouvé : {value} ({known}).")
AIMS_TITLE = Both("The other aims", "Les autres objectifs")
ASIDE = Both(
    "The aims left aside, and how each would be measured",
    "Les objectifs laissés de côté, et leur mesure",
)
ASIDE_COLUMNS = (
    (Both("Aim", "Objectif"), 4),
    (Both("Measure", "Mesure"), 5),
    (Both("Study it needs", "Étude nécessaire"), 4),
)
NONE_NEEDED = Both("none", "aucune")
MARKS = {
    Standing.MET: Mark.MET,
    Standing.UNMET: Mark.UNMET,
    Standing.MISSING: Mark.MISSING,
}


def evidence(diagnosis: Diagnosis, pen: Pen) -> Section:
    """In the order of the chapters that it belongs to; parts without any are left out."""
    parts = (
        *hearings(diagnosis.channels, pen),
        Section(
            key="evidence-subjects",
            title=pen.say(SUBJECTS),
            blocks=proofs_of(diagnosis.subjects, pen),
        ),
        _of_aims(diagnosis, pen),
        Section(key="evidence-publics", title=pen.say(PUBLICS), blocks=habits_of(diagnosis, pen)),
        Section(
            key="evidence-practices",
            title=pen.say(PRACTICES),
            blocks=practices_of(diagnosis.practices, pen),
        ),
        *(
            _of_dimension(dimension, pen, number=number)
            for number, dimension in enumerate(diagnosis.maturity.dimensions, 1)
        ),
        Section(
            key="evidence-attributes",
            title=pen.say(ATTRIBUTES),
            blocks=tuple(_of_attributes(diagnosis.attributes, pen)),
        ),
    )
    return Section(
        key="evidence",
        title=pen.say(TITLE),
        fresh=True,
        blocks=(Lead(text=pen.say(LEAD)),),
        parts=tuple(part for part in parts if part.blocks),
    )


def _of_aims(diagnosis: Diagnosis, pen: Pen) -> Section:
    """Those left aside: each has a measure, or says which study it takes."""
    aside = [aim for aim in diagnosis.aims if not aim.chosen]
    table = table_of(pen, ASIDE, ASIDE_COLUMNS, aside, partial(_aside, pen), at_most=AIMS)
    return Section(key="evidence-aims", title=pen.say(AIMS_TITLE), blocks=table)


def _aside(pen: Pen, aim: AimSeen) -> tuple[Cell, ...]:
    study = first_sentence(pen.told(aim.study)) if aim.study else pen.say(NONE_NEEDED)
    return (Cell(text=pen.told(aim.name)), Cell(text=pen.told(aim.measure)), Cell(text=study))


def _of_dimension(dimension: DimensionSeen, pen: Pen, *, number: int) -> Section:
    table = table_of(
        pen,
        CRITERIA_CAPTION,
        COLUMNS,
        dimension.criteria,
        partial(_criterion, pen),
        at_most=CRITERIA,
    )
    title = pen.say(MATURITY, name=uncapital(pen.told(dimension.name)))
    return Section(key=f"evidence-maturity-{number}", title=title, blocks=table)


def _criterion(pen: Pen, seen: CriterionSeen) -> tuple[Cell, ...]:
    return (
        Cell(text=str(seen.level)),
        Cell(text=pen.told(seen.says)),
        Cell(text=pen.say(terms.STANDINGS[seen.standing]), mark=MARKS[seen.standing]),
        Cell(text=known_as(seen.fact, pen), rows_at=seen.fact.rows),
    )


def _of_attributes(attributes: Sequence[AttributeSeen], pen: Pen) -> Iterator[Block]:
    for seen in attributes:
        facts = [_found(says, fact, pen) for says, fact in seen.facts if fact.value is not None]
        yield from points_of(pen, seen.name, facts)


def _found(says: Both, fact: Fact, pen: Pen) -> Point:
    value, known = value_of(fact, pen), known_as(fact, pen)
    return Point(
        text=pen.say(FOUND, says=pen.told(says), value=value, known=known), rows_at=fact.rows
    )
