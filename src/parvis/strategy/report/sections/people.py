"""Who does what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from parvis.strategy.diagnosis.result import Diagnosis
from parvis.strategy.diagnosis.words import Both
from parvis.strategy.report.lists import names_of, table_of
from parvis.strategy.report.openings import left_open
from parvis.strategy.report.pen import OneOrSeveral, Pen
from parvis.strategy.report.tree import Block, Cell, Lead, Paragraph, Section

PEOPLE = 24

TITLE = Both("Who does what", "Qui fait quoi")
NOTHING = Both(
    "Nobody is named yet: neither for a place, nor for an aim, nor to speak.",
    "Personne n'est encore nommé : ni pour un lieu, ni pour un objectif, ni pour parler.",
)
NAMED = OneOrSeveral(
    Both("{count} person or team carries it.", "{count} personne ou équipe le porte."),
    Both("{count} people or teams carry it.", "{count} personnes ou équipes le portent."),
)
CAPTION = Both("By name", "Nom par nom")
COLUMNS = (
    (Both("Who", "Qui"), 4),
    (Both("Looks after", "Tient"), 4),
    (Both("Answers for", "Répond de"), 4),
    (Both("Speaks of", "Parle de"), 4),
)
ALONE = Both("Nobody is named for {what}.", "Personne n'est nommé pour {what}.")
PLACES_ALONE = OneOrSeveral(
    Both("{count} place", "{count} lieu"), Both("{count} places", "{count} lieux")
)
AIMS_ALONE = OneOrSeveral(
    Both("{count} aim", "{count} objectif"), Both("{count} aims", "{count} objectifs")
)
SUBJECTS_ALONE = OneOrSeveral(
    Both("{count} subject", "{count} sujet"), Both("{count} subjects", "{count} sujets")
)
WILLING = Both("willing to speak", "d'accord pour parler")
UNWILLING = Both("would rather not speak", "préfère ne pas parler")
NOTHING_HERE = Both("–", "–")


@dataclass(slots=True)
class _Person:
    name: str
    about: str = ""
    places: list[str] = field(default_factory=list)
    aims: list[str] = field(default_factory=list)
    subjects: list[str] = field(default_factory=list)


def people(diagnosis: Diagnosis, pen: Pen) -> Section:
    """Everybody who is named anywhere in the form, and what nobody is named for."""
    named = _named(diagnosis, pen)
    if named:
        opening: tuple[Block, ...] = (Lead(text=pen.count(len(named), NAMED)),)
    else:
        opening = (left_open(pen, NOTHING, part=2),)
    table = table_of(pen, CAPTION, COLUMNS, named, partial(_row, pen), at_most=PEOPLE)
    alone = _alone(diagnosis, pen) if named else ()
    return Section(key="people", title=pen.say(TITLE), blocks=(*opening, *table, *alone))


def _named(diagnosis: Diagnosis, pen: Pen) -> list[_Person]:
    found: dict[str, _Person] = {}

    def person(name: str) -> _Person:
        return found.setdefault(name.casefold().strip(), _Person(name))

    for voice in diagnosis.form.identity.voices:
        willing = "" if voice.willing is None else pen.say(WILLING if voice.willing else UNWILLING)
        person(voice.name).about = " · ".join(
            word for word in (pen.told(voice.role, 80), willing) if word
        )
    for place in diagnosis.form.places:
        if place.owner:
            person(place.owner).places.append(place.name)
    for aim in diagnosis.aims:
        if aim.chosen and aim.owner:
            person(aim.owner).aims.append(pen.told(aim.name))
    for subject in diagnosis.subjects:
        for name in subject.spoken_by:
            person(name).subjects.append(subject.name)
    return list(found.values())


def _row(pen: Pen, person: _Person) -> tuple[Cell, ...]:
    nothing = pen.say(NOTHING_HERE)
    return (
        Cell(text=pen.named(person.name), below=person.about),
        Cell(text=names_of(pen, person.places) or nothing),
        Cell(text=names_of(pen, person.aims) or nothing),
        Cell(text=names_of(pen, person.subjects) or nothing),
    )


def _alone(diagnosis: Diagnosis, pen: Pen) -> Iterator[Block]:
    """How many; which they are stands beside each of them in its own chapter."""
    counts = (
        (PLACES_ALONE, sum(not place.owner for place in diagnosis.form.places)),
        (AIMS_ALONE, sum(aim.chosen and not aim.owner for aim in diagnosis.aims)),
        (SUBJECTS_ALONE, sum(not seen.spoken_by for seen in diagnosis.subjects)),
    )
    alone = [pen.count(count, words) for words, count in counts if count]
    if alone:
        yield Paragraph(text=pen.say(ALONE, what=pen.listed(alone)))
