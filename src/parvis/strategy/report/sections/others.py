"""The others: what they do, what we do, what nobody does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from parvis.strategy.diagnosis.form import Rival
from parvis.strategy.diagnosis.result import Diagnosis, PracticeSeen
from parvis.strategy.diagnosis.words import Both
from parvis.strategy.report import terms
from parvis.strategy.report.facts import NO, YES
from parvis.strategy.report.lists import channels_named, more, names_of, points_of, table_of
from parvis.strategy.report.openings import left_open
from parvis.strategy.report.pen import OneOrSeveral, Pen, first
from parvis.strategy.report.tree import Block, Cell, Lead, Section, Term, Terms

RIVALS = 10
PRACTICES = 30

TITLE = Both("The others", "Les autres")
NOTHING = Both("No competitor is described yet.", "Aucun concurrent n'est encore décrit.")
SEEN = OneOrSeveral(
    Both("Compared with {count} other: {names}.", "Comparé à {count} autre : {names}."),
    Both("Compared with {count} others: {names}.", "Comparé à {count} autres : {names}."),
)
NOBODY_DOES = Both(
    "What nobody does yet: an opening", "Ce que personne ne fait : une place à prendre"
)
THEY_DO = Both("What they do and you do not", "Ce qu'ils font et que vous ne faites pas")
CAPTION = Both("Practice by practice", "Pratique par pratique")
COLUMNS = (
    (Both("Practice", "Pratique"), 5),
    (Both("You", "Vous"), 2),
    (Both("Who else", "Qui d'autre"), 5),
)
NOBODY = Both("nobody", "personne")
UNKNOWN_OF = Both("Not known of {names}", "Inconnu pour {names}")
CARDS = (
    ("channels", Both("On {said}.", "Sur {said}.")),
    ("hours", Both("Hours: {said}.", "Horaires : {said}.")),
    ("tone", Both("Tone: {said}.", "Ton : {said}.")),
    ("who_answers", Both("Who answers: {said}.", "Qui répond : {said}.")),
    ("faq", Both("Page of answers: {said}.", "Page de réponses : {said}.")),
    ("offers", Both("Offers: {said}.", "Offres : {said}.")),
)
CAPTURED = Both("Seen on {day}: {note}", "Vu le {day} : {note}")
CAPTURED_BARE = Both("Seen on {day}.", "Vu le {day}.")
NOTHING_SAID = Both("Nothing said of them yet.", "Rien n'en est encore dit.")
WHO = Both("Who they are", "Qui ils sont")


def others(diagnosis: Diagnosis, pen: Pen) -> Section:
    """The openings first, then the table, then a card for each competitor."""
    rivals = diagnosis.form.rivals
    if not rivals:
        opening = (left_open(pen, NOTHING, part=5),)
        return Section(key="others", title=pen.say(TITLE), blocks=opening)
    names = names_of(pen, [rival.name for rival in rivals])
    nobody = [pen.told(seen.name) for seen in diagnosis.practices if seen.nobody]
    theirs = [
        pen.told(seen.name) for seen in diagnosis.practices if seen.we is False and seen.others
    ]
    known = [seen for seen in diagnosis.practices if seen.others]
    blocks = (
        Lead(text=pen.count(len(rivals), SEEN, names=names)),
        *points_of(pen, NOBODY_DOES, nobody),
        *points_of(pen, THEY_DO, theirs),
        *practices_of(known, pen),
    )
    cards = Section(key="rivals", title=pen.say(WHO), blocks=_cards(diagnosis, pen))
    return Section(key="others", title=pen.say(TITLE), blocks=blocks, parts=(cards,))


def practices_of(seen: Sequence[PracticeSeen], pen: Pen) -> tuple[Block, ...]:
    """Who does what, practice by practice."""
    return table_of(pen, CAPTION, COLUMNS, seen, partial(_row, pen), at_most=PRACTICES)


def _row(pen: Pen, seen: PracticeSeen) -> tuple[Cell, ...]:
    we = terms.NOT_KNOWN if seen.we is None else YES if seen.we else NO
    if not seen.others:
        who = pen.say(NOBODY if seen.nobody or not seen.unknown_of else terms.NOT_KNOWN)
        return (Cell(text=pen.told(seen.name)), Cell(text=pen.say(we)), Cell(text=who))
    unknown = pen.say(UNKNOWN_OF, names=names_of(pen, seen.unknown_of)) if seen.unknown_of else ""
    return (
        Cell(text=pen.told(seen.name)),
        Cell(text=pen.say(we)),
        Cell(text=names_of(pen, seen.others), below=unknown),
    )


def _cards(diagnosis: Diagnosis, pen: Pen) -> tuple[Block, ...]:
    shown, left = first(diagnosis.form.rivals, RIVALS)
    channels = channels_named(diagnosis)
    cards = tuple(
        Term(name=pen.named(rival.name), text=_card(rival, channels, pen)) for rival in shown
    )
    return (Terms(items=cards), *more(pen, left))


def _card(rival: Rival, channels: Mapping[str, str], pen: Pen) -> str:
    told = {
        "channels": names_of(pen, [channels.get(key, key) for key in rival.channels]),
        "hours": rival.hours,
        "tone": rival.tone,
        "who_answers": rival.who_answers,
        "faq": rival.faq,
        "offers": rival.offers,
    }
    said = [
        pen.say(sentence, said=pen.told(told[name], 160).rstrip("."))
        for name, sentence in CARDS
        if told[name]
    ]
    if rival.captures:
        last = max(rival.captures, key=lambda capture: capture.on)
        sentence = CAPTURED if last.note else CAPTURED_BARE
        said.append(pen.say(sentence, day=pen.day(last.on), note=pen.told(last.note, 200)))
    return " ".join(said) or pen.say(NOTHING_SAID)
