"""What the brand may speak of."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from parvis.strategy.diagnosis.form import Degree, Fundamental
from parvis.strategy.diagnosis.result import Diagnosis, SubjectSeen
from parvis.strategy.diagnosis.words import Both
from parvis.strategy.report import terms
from parvis.strategy.report.lists import names_of, table_of
from parvis.strategy.report.openings import left_open
from parvis.strategy.report.pen import Pen
from parvis.strategy.report.tree import Block, Cell, Lead, Paragraph, Section

SUBJECTS = 20

TITLE = Both("What to speak of", "De quoi parler")
NOTHING = Both(
    "No subject is named yet on which the brand has a right to speak.",
    "Aucun sujet n'est encore nommé sur lequel la marque soit légitime.",
)
RIGHT = Both(
    "A brand is heard where it has a right to speak, and on networks where the subject can be "
    "shared, discussed, quick and open.",
    "Une marque est écoutée là où elle est légitime, et sur les réseaux si le sujet se partage, "
    "se discute, va vite et s'ouvre.",
)
VALUES = Both("What you stand for: {names}.", "Ce que vous défendez : {names}.")
EXPERTISE = Both("What you know best: {names}.", "Ce que vous connaissez le mieux : {names}.")
CAPTION = Both("Subject by subject", "Sujet par sujet")
COLUMNS = (
    (Both("Subject", "Sujet"), 5),
    (Both("Right to speak", "Légitimité"), 2),
    (Both("Fit with networks", "Accord avec les réseaux"), 4),
    (Both("What to do with it", "Qu'en faire"), 5),
)
PROOFS_CAPTION = Both("What was given as evidence", "Les preuves données")
PROOFS_COLUMNS = (
    (Both("Subject", "Sujet"), 4),
    (Both("Fit with networks", "Accord avec les réseaux"), 12),
)
SPOKEN = Both("Voice: {names}", "Voix : {names}")
FIT = Both("{fundamental}: {degree}", "{fundamental} : {degree}")
SHOWN = Both("{fit} ({evidence})", "{fit} ({evidence})")


def subjects(diagnosis: Diagnosis, pen: Pen) -> Section:
    """Legitimacy and fit per subject, with their evidence."""
    identity = diagnosis.form.identity
    about = (
        *_named(pen, VALUES, identity.values),
        *_named(pen, EXPERTISE, identity.expertise),
    )
    if diagnosis.subjects:
        found: tuple[Block, ...] = (
            Lead(text=pen.say(RIGHT)),
            *about,
            *table_of(
                pen, CAPTION, COLUMNS, diagnosis.subjects, partial(_row, pen), at_most=SUBJECTS
            ),
        )
    else:
        found = (*about, left_open(pen, NOTHING, part=2))
    return Section(key="subjects", title=pen.say(TITLE), blocks=found)


def _named(pen: Pen, sentence: Both, names: tuple[str, ...]) -> tuple[Block, ...]:
    return (Paragraph(text=pen.say(sentence, names=names_of(pen, names))),) if names else ()


def proofs_of(subjects: Sequence[SubjectSeen], pen: Pen) -> tuple[Block, ...]:
    """What was given as evidence that a subject fits, foundation by foundation."""
    shown = [
        seen for seen in subjects if any(proof for _which, _fits, proof in seen.by_fundamental)
    ]
    return table_of(
        pen, PROOFS_CAPTION, PROOFS_COLUMNS, shown, partial(_proofs, pen), at_most=SUBJECTS
    )


def _row(pen: Pen, seen: SubjectSeen) -> tuple[Cell, ...]:
    voices = pen.say(SPOKEN, names=names_of(pen, seen.spoken_by)) if seen.spoken_by else ""
    fits = [_fit(which, degree, pen) for which, degree, _proof in seen.by_fundamental]
    return (
        Cell(text=pen.named(seen.name, 160), below=voices),
        Cell(text=pen.say(terms.DEGREES[seen.legitimate] if seen.legitimate else terms.NOT_SAID)),
        Cell(
            text=pen.say(terms.DEGREES[seen.fit] if seen.fit else terms.NOT_SAID),
            below=pen.enumerated(fits),
        ),
        Cell(text=pen.told(seen.advice)),
    )


def _proofs(pen: Pen, seen: SubjectSeen) -> tuple[Cell, ...]:
    said = [
        pen.say(SHOWN, fit=_fit(which, degree, pen), evidence=pen.told(proof, 120))
        for which, degree, proof in seen.by_fundamental
        if proof
    ]
    return (Cell(text=pen.named(seen.name, 160)), Cell(text=pen.enumerated(said)))


def _fit(which: Fundamental, degree: Degree, pen: Pen) -> str:
    return pen.say(FIT, fundamental=terms.FUNDAMENTALS[which], degree=terms.DEGREES[degree])
