"""Means: the work that is asked for, against who is there to do it."""

from __future__ import annotations

from parvis.strategy.diagnosis.form import Means
from parvis.strategy.diagnosis.load import OPEN_HOURS_A_WEEK
from parvis.strategy.diagnosis.result import Diagnosis, Load
from parvis.strategy.diagnosis.words import Both
from parvis.strategy.report import terms
from parvis.strategy.report.lists import names_of
from parvis.strategy.report.openings import left_open
from parvis.strategy.report.pen import Pen
from parvis.strategy.report.tree import Bar, Bars, Block, Lead, Paragraph, Section, Term, Terms

TITLE = Both("Means", "Les moyens")
NOTHING = Both(
    "Too little is said to weigh the work against those who do it: messages, minutes for each, "
    "hours there are.",
    "Il manque de quoi comparer le travail à ceux qui le font : messages, minutes pour chacun, "
    "heures disponibles.",
)
ENOUGH = Both(
    "The messages ask for {asked} of work a week; {there} are there. There is room.",
    "Les messages demandent {asked} de travail par semaine ; vous disposez de {there}. Il y a de "
    "la marge.",
)
TIGHT = Both(
    "The messages ask for {asked} of work a week; {there} are there. Any busy day breaks the "
    "promise.",
    "Les messages demandent {asked} de travail par semaine ; vous disposez de {there}. Le "
    "moindre jour chargé rompt la promesse.",
)
TOO_MUCH = Both(
    "The messages ask for {asked} of work a week; only {there} are there.",
    "Les messages demandent {asked} de travail par semaine ; vous ne disposez que de {there}.",
)
FORECAST = Both(
    "With these means, {in_ten} of the messages would be answered within the promise of {promise}, "
    "if all those hours went to answers, spread evenly over {open} a week.",
    "Avec ces moyens, voici combien de messages auraient leur réponse dans le délai promis "
    "({promise}), si toutes ces heures allaient aux réponses, réparties sur {open} par semaine : "
    "{in_ten}.",
)
CAPTION = Both("Hours in a usual week", "Heures d'une semaine ordinaire")
ASKED = Both("asked for", "demandées")
THERE = Both("there", "disponibles")
TIGHT_FROM = 0.8
"""Of the hours there are: above that, waiting grows faster than work (our threshold)."""
UP_TO = Both("up to {amount}, in your currency", "jusqu'à {amount}, dans votre monnaie")
ALL = (
    Both("Messages a week", "Messages par semaine"),
    Both("Work on one message", "Travail par message"),
    Both("People", "Personnes"),
    Both("Hours a week", "Heures par semaine"),
    Both("Gesture without asking", "Geste sans demander"),
    Both("Tools", "Outils"),
    Both("Training", "Formation"),
)


def means(diagnosis: Diagnosis, pen: Pen) -> Section:
    """The balance first, then what it is made of."""
    blocks = (*_balance(diagnosis.load, pen), _terms(diagnosis.form.means, diagnosis.load, pen))
    return Section(key="means", title=pen.say(TITLE), blocks=blocks)


def _balance(load: Load, pen: Pen) -> tuple[Block, ...]:
    if load.asked_hours is None or load.there_hours is None:
        return (left_open(pen, NOTHING, part=6),)
    return (
        Lead(text=_said(load.asked_hours, load.there_hours, pen)),
        _bars(load.asked_hours, load.there_hours, pen),
        *_forecast(load, pen),
    )


def too_much(load: Load, pen: Pen) -> str:
    """What to say on the first page where the messages ask for more hours than there are."""
    asked, there = load.asked_hours, load.there_hours
    return _said(asked, there, pen) if asked and there is not None and asked > there else ""


def _said(asked: float, there: float, pen: Pen) -> str:
    return pen.say(_verdict(asked, there), asked=pen.hours(asked), there=pen.hours(there))


def _verdict(asked: float, there: float) -> Both:
    if asked > there:
        return TOO_MUCH
    return TIGHT if asked > TIGHT_FROM * there else ENOUGH


def _bars(asked: float, there: float, pen: Pen) -> Bars:
    longest = max(asked, there) or 1
    bars = (
        Bar(label=pen.say(ASKED), share=asked / longest, said=pen.hours(asked), strong=True),
        Bar(label=pen.say(THERE), share=there / longest, said=pen.hours(there)),
    )
    return Bars(caption=pen.say(CAPTION), bars=bars)


def _forecast(load: Load, pen: Pen) -> tuple[Block, ...]:
    if load.forecast is None:
        return ()
    promise = pen.hours(load.promise_hours)
    in_ten, spread = pen.in_ten(load.forecast), pen.hours(OPEN_HOURS_A_WEEK)
    return (Paragraph(text=pen.say(FORECAST, in_ten=in_ten, promise=promise, open=spread)),)


def _terms(means: Means, load: Load, pen: Pen) -> Terms:
    asked, minutes = load.asked_a_week, load.handling_minutes
    said = (
        None if asked is None else pen.number(asked),
        None if minutes is None else pen.hours(minutes / 60),
        None if means.people is None else pen.number(means.people),
        None if means.hours_a_week is None else pen.hours(means.hours_a_week),
        None if means.gesture is None else pen.say(UP_TO, amount=pen.number(means.gesture)),
        names_of(pen, means.tools),
        pen.told(means.training, 300),
    )
    not_said = pen.say(terms.NOT_SAID)
    items = zip(ALL, said, strict=True)
    return Terms(
        items=tuple(Term(name=pen.say(name), text=text or not_said) for name, text in items)
    )
