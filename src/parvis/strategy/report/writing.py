"""From a diagnosis to everything that its report says."""

from __future__ import annotations

from datetime import date

from parvis.strategy.diagnosis.result import Diagnosis
from parvis.strategy.diagnosis.words import Both, Language
from parvis.strategy.report.pen import OneOrSeveral, Pen
from parvis.strategy.report.sections.aims import aims
from parvis.strategy.report.sections.attributes import attributes
from parvis.strategy.report.sections.channels import channels
from parvis.strategy.report.sections.evidence import evidence
from parvis.strategy.report.sections.existing import existing
from parvis.strategy.report.sections.in_short import in_short
from parvis.strategy.report.sections.maturity import maturity
from parvis.strategy.report.sections.means import means
from parvis.strategy.report.sections.method import method
from parvis.strategy.report.sections.others import others
from parvis.strategy.report.sections.people import people
from parvis.strategy.report.sections.publics import publics
from parvis.strategy.report.sections.subjects import subjects
from parvis.strategy.report.tree import Report

CHAPTERS = (
    *(in_short, existing, channels, subjects, aims, publics),
    *(others, means, maturity, attributes, people, evidence, method),
)
EYEBROW = Both("Diagnosis", "Diagnostic")
SUBTITLE = Both(
    "Where to be on social media, for whom, what for, and what to begin with",
    "Où être sur les médias sociaux, pour qui, pour quoi, et par où commencer",
)
FACTS = OneOrSeveral(
    Both(
        "As things stood on {on}. {count} of {asked} questions answered.",
        "État au {on}. {count} réponse sur {asked} questions.",
    ),
    Both(
        "As things stood on {on}. {count} of {asked} questions answered.",
        "État au {on}. {count} réponses sur {asked} questions.",
    ),
)
WRITTEN = Both("{facts} Written on {at}.", "{facts} Écrit le {at}.")
RUNNING = Both("{brand}, diagnosis of {at}", "{brand}, diagnostic du {at}")
PAGE = Both("Page {page} of {pages}", "Page {page} sur {pages}")
CONTENTS = Both("Contents", "Sommaire")


def report_of(diagnosis: Diagnosis, *, language: Language, at: date | None = None) -> Report:
    """The whole report in one language.

    `at` is the day on which it is written; without one, the day that the form speaks of.
    """
    pen = Pen(language)
    form = diagnosis.form
    at = at or form.on
    brand = pen.named(form.brand, 80)
    return Report(
        language=language,
        at=at,
        title=brand,
        eyebrow=pen.say(EYEBROW),
        subtitle=pen.say(SUBTITLE),
        facts=_facts(diagnosis, pen, at=at),
        running=pen.say(RUNNING, brand=pen.told(brand, 50), at=pen.day(at)),
        page=PAGE.said_in(language),
        contents=pen.say(CONTENTS),
        sections=tuple(chapter(diagnosis, pen) for chapter in CHAPTERS),
    )


def _facts(diagnosis: Diagnosis, pen: Pen, *, at: date) -> str:
    on = diagnosis.form.on
    facts = pen.count(diagnosis.answered, FACTS, on=pen.day(on), asked=diagnosis.asked)
    return facts if at == on else pen.say(WRITTEN, facts=facts, at=pen.day(at))
