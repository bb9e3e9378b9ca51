"""What for: the fourteen aims, with their measures and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial

from parvis.strategy.diagnosis.result import AimSeen, Conflict, Diagnosis
from parvis.strategy.diagnosis.words import Both
from parvis.strategy.report import terms
from parvis.strategy.report.facts import quantity
from parvis.strategy.report.lists import channels_named, names_of, points_of, table_of
from parvis.strategy.report.openings import left_open
from parvis.strategy.report.pen import OneOrSeveral, Pen
from parvis.strategy.report.tree import Block, Cell, Lead, Section

AIMS = 14

TITLE = Both("What for", "Pour quoi")
NOTHING = Both(
    "No aim is chosen yet. Without one, nothing tells success from noise.",
    "Aucun objectif n'est encore choisi. Sans objectif, rien ne distingue la réussite du bruit.",
)
CHOSEN = OneOrSeveral(
    Both("{count} aim of fourteen is chosen.", "{count} objectif sur quatorze est choisi."),
    Both("{count} aims of fourteen are chosen.", "{count} objectifs sur quatorze sont choisis."),
)
ORPHANS = Both(
    "Orphans: no line in the brand's policy carries them",
    "Orphelins : rien ne les porte dans la politique de la marque",
)
CONFLICTS = Both("Aims that pull apart", "Objectifs qui se contrarient")
CONFLICT = Both("{one} against {other}: {why}", "{one} contre {other} : {why}")
CAPTION = Both("The aims chosen", "Les objectifs choisis")
COLUMNS = (
    (Both("Aim", "Objectif"), 5),
    (Both("Measure", "Mesure"), 5),
    (Both("Today", "Aujourd'hui"), 2),
    (Both("Target", "Cible"), 3),
    (Both("Whose", "À qui"), 3),
)
PROPOSED = Both("proposed by us", "proposée par nous")
BY = Both("by {day}", "d'ici le {day}")
STUDY = Both("Study: {study}", "Étude : {study}")
POLICY = Both("Policy: {policy}", "Politique : {policy}")
JOINED = Both("{one} · {other}", "{one} · {other}")


def aims(diagnosis: Diagnosis, pen: Pen) -> Section:
    """Those chosen with their targets; what contradicts."""
    chosen = [aim for aim in diagnosis.aims if aim.chosen]
    if chosen:
        opening: tuple[Block, ...] = (Lead(text=pen.count(len(chosen), CHOSEN)),)
    else:
        opening = (left_open(pen, NOTHING, part=4),)
    row = partial(_row, pen, channels_named(diagnosis))
    orphans = [pen.told(aim.name) for aim in chosen if aim.orphan]
    blocks = (
        *opening,
        *table_of(pen, CAPTION, COLUMNS, chosen, row, at_most=AIMS, numeric=(2, 3)),
        *points_of(pen, ORPHANS, orphans),
        *points_of(pen, CONFLICTS, _conflicts(diagnosis.conflicts, diagnosis.aims, pen)),
    )
    return Section(key="aims", title=pen.say(TITLE), blocks=blocks)


def _conflicts(conflicts: Sequence[Conflict], seen: Sequence[AimSeen], pen: Pen) -> list[str]:
    names = {aim.id: pen.told(aim.name) for aim in seen}
    return [
        pen.say(
            CONFLICT,
            one=names.get(conflict.one, conflict.one),
            other=names.get(conflict.other, conflict.other),
            why=pen.told(conflict.why),
        )
        for conflict in conflicts
    ]


def _row(pen: Pen, channels: Mapping[str, str], aim: AimSeen) -> tuple[Cell, ...]:
    axis = pen.say(terms.AXES[aim.axis]) if aim.axis in terms.AXES else pen.told(aim.axis, 60)
    policy = pen.say(POLICY, policy=pen.told(aim.policy, 200)) if aim.policy else ""
    study = pen.say(STUDY, study=first_sentence(pen.told(aim.study))) if aim.study else ""
    return (
        Cell(text=pen.told(aim.name), below=_joined(pen, axis, policy)),
        Cell(text=pen.told(aim.measure), below=study),
        Cell(text=_quantity(aim.today, aim, pen)),
        Cell(text=_quantity(aim.target, aim, pen), below=_due(aim, pen)),
        Cell(
            text=pen.told(aim.owner, 120) or pen.say(terms.NOBODY),
            below=names_of(pen, [channels.get(key, key) for key in aim.channels]),
        ),
    )


def first_sentence(text: str) -> str:
    return re.split(r"(?<=[.?])\s", text, maxsplit=1)[0]


def _quantity(value: float | None, aim: AimSeen, pen: Pen) -> str:
    return pen.say(terms.NOT_SAID) if value is None else quantity(value, aim.unit, pen)


def _due(aim: AimSeen, pen: Pen) -> str:
    due = pen.say(BY, day=pen.day(aim.due)) if aim.due else ""
    proposed = pen.say(PROPOSED) if aim.default_target and aim.target is not None else ""
    return _joined(pen, proposed, due)


def _joined(pen: Pen, one: str, other: str) -> str:
    return pen.say(JOINED, one=one, other=other) if one and other else one or other
