"""The evidence, for who wants to check: what every verdict, level and attribute rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from parvis.strategy.diagnosis.channels import CHANNEL_FACT
from parvis.strategy.diagnosis.result import (
    AimSeen,
    AttributeSeen,
    Basis,
    ChannelVerdict,
    CriterionSeen,
    Diagnosis,
    DimensionSeen,
    Fact,
    Standing,
)
from parvis.strategy.diagnosis.words import Both
from parvis.strategy.report import terms
from parvis.strategy.report.facts import known_as, name_of, value_of
from parvis.strategy.report.lists import points_of, table_of
from parvis.strategy.report.pen import Pen, capital, first, uncapital
from parvis.strategy.report.sections.aims import AIMS, first_sentence
from parvis.strategy.report.sections.channels import ARGUED, in_order
from parvis.strategy.report.tree import Block, Cell, Lead, Mark, Point, Points, Section, Term, Terms

FACTS = 12
CRITERIA = 20

TITLE = Both("The evidence", "Les preuves")
LEAD = Both(
    "For who wants to check: the facts behind each verdict and each level, and how they are known.",
    "Pour qui veut vérifier : les faits derrière chaque verdict et chaque niveau, et d'où on les "
    "tient.",
)
CHANNELS = Both("Channels", "Canaux")
FACT = Both("{name}: {value}", "{name} : {value}")
WITH = Both("{said} ({evidence})", "{said} ({evidence})")
AND_MORE = Both("{said}; and {count} more", "{said} ; et {count} de plus")
MATURITY = Both("Maturity: {name}", "Maturité : {name}")
CRITERIA_CAPTION = Both("What it takes, level by level", "Ce qu'il faut, niveau par niveau")
COLUMNS = (
    (Both("Level", "Niveau"), 2),
    (Both("What it takes", "Ce qu'il faut"), 10),
    (Both("Where you are", "Où vous en êtes"), 4),
    (Both("How it is known", "D'où on le tient"), 6),
)
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
        Section(
            key="evidence-channels",
            title=pen.say(CHANNELS),
            blocks=tuple(_of_channels(diagnosis.channels, pen)),
        ),
        _of_aims(diagnosis, pen),
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


def _of_channels(verdicts: Sequence[ChannelVerdict], pen: Pen) -> Iterator[Block]:
    """The facts of each channel alone: those that were measured one by one, as each has rows of
    its own; the others by how they are known."""
    for seen in in_order(verdicts)[:ARGUED]:
        title = pen.named(seen.name or seen.channel)
        own = [fact for fact in seen.facts if fact.key.startswith(CHANNEL_FACT)]
        measured = tuple(_measured(fact, pen) for fact in own if fact.basis is Basis.MEASURED)
        if measured:
            yield Points(title=title, items=measured)
        others = tuple(
            Term(name=capital(pen.say(terms.BASES[basis])), text=_some(said, pen))
            for basis in (Basis.DECLARED, Basis.MISSING)
            if (said := [_fact(fact, pen) for fact in own if fact.basis is basis])
        )
        if others:
            yield Terms(title="" if measured else title, items=others)


def _measured(fact: Fact, pen: Pen) -> Point:
    said = pen.say(FACT, name=capital(name_of(fact.key, pen)), value=value_of(fact, pen))
    return Point(text=pen.say(WITH, said=said, evidence=known_as(fact, pen)), rows_at=fact.rows)


def _some(facts: Sequence[str], pen: Pen) -> str:
    shown, left = first(facts, FACTS)
    said = pen.enumerated(shown)
    return pen.say(AND_MORE, said=said, count=left) if left else said


def _fact(fact: Fact, pen: Pen) -> str:
    name = uncapital(name_of(fact.key, pen))
    if fact.basis is Basis.MISSING:
        return name
    said = pen.say(FACT, name=name, value=value_of(fact, pen))
    evidence = pen.told(fact.evidence, 120)
    return pen.say(WITH, said=said, evidence=evidence) if evidence else said


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
