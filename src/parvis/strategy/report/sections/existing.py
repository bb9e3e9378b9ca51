"""What exists, known or not."""

from __future__ import annotations

from functools import partial

from parvis.strategy.diagnosis.form import Place
from parvis.strategy.diagnosis.result import Diagnosis
from parvis.strategy.diagnosis.words import Both
from parvis.strategy.report import terms
from parvis.strategy.report.lists import names_of, points_of, table_of
from parvis.strategy.report.openings import left_open
from parvis.strategy.report.pen import OneOrSeveral, Pen
from parvis.strategy.report.tree import Block, Cell, Lead, Paragraph, Section

PLACES = 40

TITLE = Both("What exists", "L'existant")
NOTHING = Both("No place is listed yet.", "Aucun lieu n'est encore recensé.")
ALREADY = OneOrSeveral(
    Both(
        "You are on social media already: {count} place speaks for you there.",
        "Vous êtes déjà sur les médias sociaux : {count} lieu y parle pour vous.",
    ),
    Both(
        "You are on social media already: {count} places speak for you there.",
        "Vous êtes déjà sur les médias sociaux : {count} lieux y parlent pour vous.",
    ),
)
NOWHERE = Both(
    "Nothing listed here speaks for you on social media.",
    "Rien de ce qui est recensé ne parle pour vous sur les médias sociaux.",
)
PARADOXES = Both("Worth noticing", "À remarquer")
OWN = Both("Your own ground: {names}.", "Votre propre terrain : {names}.")
NO_GROUND = Both(
    "No ground of your own is listed: no site, blog, forum or page of answers.",
    "Aucun terrain à vous n'est recensé : ni site, ni blog, ni forum, ni page de réponses.",
)
INVENTORY = Both("The inventory", "L'inventaire")
COLUMNS = (
    (Both("Place", "Lieu"), 5),
    (Both("What it is", "Nature"), 3),
    (Both("State", "État"), 2),
    (Both("Last sign of life", "Dernier signe de vie"), 3),
    (Both("Whose", "À qui"), 3),
)


def existing(diagnosis: Diagnosis, pen: Pen) -> Section:
    """The inventory, opened by what it shows: that one is there already."""
    places = diagnosis.form.places
    blocks = _found(diagnosis, pen) if places else (left_open(pen, NOTHING, part=1),)
    return Section(key="existing", title=pen.say(TITLE), blocks=blocks, fresh=True)


def _found(diagnosis: Diagnosis, pen: Pen) -> tuple[Block, ...]:
    seen = diagnosis.inventory
    social = len(seen.on_social_media)
    ground = (
        pen.say(OWN, names=names_of(pen, seen.own_ground))
        if seen.own_ground
        else pen.say(NO_GROUND)
    )
    return (
        Lead(text=pen.count(social, ALREADY) if social else pen.say(NOWHERE)),
        *points_of(pen, PARADOXES, [pen.told(paradox) for paradox in seen.paradoxes]),
        Paragraph(text=ground),
        *table_of(
            pen, INVENTORY, COLUMNS, diagnosis.form.places, partial(_row, pen), at_most=PLACES
        ),
    )


def _row(pen: Pen, place: Place) -> tuple[Cell, ...]:
    state = terms.STATES[place.state] if place.state else terms.NOT_KNOWN
    return (
        Cell(text=pen.named(place.name), below=pen.told(place.address, 160)),
        Cell(text=pen.say(terms.KINDS[place.kind])),
        Cell(text=pen.say(state)),
        Cell(text=pen.day(place.last_sign) if place.last_sign else pen.say(terms.NOT_KNOWN)),
        Cell(text=pen.told(place.owner, 120) or pen.say(terms.NOBODY)),
    )
