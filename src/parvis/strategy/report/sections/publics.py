"""For whom."""

from __future__ import annotations

from functools import partial

from parvis.strategy.diagnosis.form import Habit, Segment
from parvis.strategy.diagnosis.publics import PUBLICS
from parvis.strategy.diagnosis.result import Diagnosis
from parvis.strategy.diagnosis.words import Both
from parvis.strategy.report import terms
from parvis.strategy.report.lists import channels_named, table_of
from parvis.strategy.report.openings import left_open
from parvis.strategy.report.pen import OneOrSeveral, Pen
from parvis.strategy.report.tree import Block, Cell, Lead, Section

SEGMENTS = 12
HABITS = 12
HABITS_IN_FULL = 60
PROFILES = 3

TITLE = Both("For whom", "Pour qui")
NOTHING = Both("No public is described yet.", "Aucun public n'est encore décrit.")
DESCRIBED = OneOrSeveral(
    Both("{count} public is described.", "{count} public est décrit."),
    Both("{count} publics are described.", "{count} publics sont décrits."),
)
CAPTION = Both("The publics", "Les publics")
COLUMNS = (
    (Both("Public", "Public"), 5),
    (Both("Who they are", "Qui ils sont"), 3),
    (Both("Size", "Taille"), 2),
    (Both("Source of the figure", "Source du chiffre"), 5),
)
HABIT_CAPTION = Both("What they do on each channel", "Ce qu'ils font sur chaque canal")
HABIT_COLUMNS = (
    (Both("Public and channel", "Public et canal"), 5),
    (Both("Are there", "Y sont"), 2),
    (Both("Expect you", "Vous attendent"), 2),
    (Both("Spoken to as", "On leur parle comme à des"), 3),
    (Both("Mostly", "Surtout"), 5),
)
SOURCE_COLUMN = (Both("Source", "Source"), 4)
ON = Both("{public}, {channel}", "{public}, {channel}")
SEEN = Both("{source}, {day}", "{source}, {day}")
PROFILE = Both("{profile} {share}", "{profile} {share}")


def publics(diagnosis: Diagnosis, pen: Pen) -> Section:
    """Who they are and what they do where."""
    segments = diagnosis.form.segments
    if not segments:
        opening = (left_open(pen, NOTHING, part=3),)
        return Section(key="publics", title=pen.say(TITLE), blocks=opening)
    known = [told for told in _habits(diagnosis) if _is_known(told[2])]
    blocks: tuple[Block, ...] = (
        Lead(text=pen.count(len(segments), DESCRIBED)),
        *table_of(
            pen, CAPTION, COLUMNS, segments, partial(_row, pen), at_most=SEGMENTS, numeric=(2,)
        ),
        *table_of(
            pen,
            HABIT_CAPTION,
            HABIT_COLUMNS,
            known,
            partial(_habit, pen),
            at_most=HABITS,
            numeric=(1, 2),
        ),
    )
    return Section(key="publics", title=pen.say(TITLE), blocks=blocks)


def habits_of(diagnosis: Diagnosis, pen: Pen) -> tuple[Block, ...]:
    """Every public on every channel, with the sources."""
    return table_of(
        pen,
        HABIT_CAPTION,
        (*HABIT_COLUMNS, SOURCE_COLUMN),
        _habits(diagnosis),
        partial(_sourced, pen),
        at_most=HABITS_IN_FULL,
        numeric=(1, 2),
    )


Told = tuple[Segment, str, Habit]


def _habits(diagnosis: Diagnosis) -> list[Told]:
    """With what the channels are called."""
    channels = channels_named(diagnosis)
    return [
        (segment, channels.get(key, key), habit)
        for segment in diagnosis.form.segments
        for key, habit in segment.channels.items()
    ]


def _is_known(habit: Habit) -> bool:
    """Of whom it is said what they expect or do there, or to whom one speaks, not only that they
    are."""
    said = habit.expects is not None or bool(habit.profiles)
    return said or habit.public is not None or bool(habit.why)


def _row(pen: Pen, segment: Segment) -> tuple[Cell, ...]:
    size = pen.number(segment.size) if segment.size is not None else pen.say(terms.NOT_SAID)
    return (
        Cell(text=pen.named(segment.name)),
        Cell(text=pen.say(PUBLICS[segment.public])),
        Cell(text=size),
        Cell(text=pen.told(segment.source, 200) or pen.say(terms.NOT_SAID)),
    )


def _habit(pen: Pen, told: Told) -> tuple[Cell, ...]:
    segment, channel, habit = told
    where = pen.say(ON, public=pen.named(segment.name, 80), channel=pen.named(channel, 80))
    return (
        Cell(text=where),
        Cell(text=_share(habit.present, pen)),
        Cell(text=_share(habit.expects, pen)),
        Cell(text=pen.say(PUBLICS[segment.public_in(habit)])),
        Cell(text=_profiles(habit, pen)),
    )


def _sourced(pen: Pen, told: Told) -> tuple[Cell, ...]:
    _segment, _channel, habit = told
    source = pen.told(habit.source, 200) or pen.say(terms.NOT_SAID)
    if habit.on:
        source = pen.say(SEEN, source=source, day=pen.day(habit.on))
    return (*_habit(pen, told), Cell(text=source))


def _share(value: float | None, pen: Pen) -> str:
    return pen.say(terms.NOT_KNOWN) if value is None else pen.share(value)


def _profiles(habit: Habit, pen: Pen) -> str:
    """The most frequent first: the seven overlap, their shares do not add up to one."""
    most = sorted(habit.profiles.items(), key=lambda told: -told[1])[:PROFILES]
    said = [
        pen.say(PROFILE, profile=terms.PROFILES[profile], share=pen.share(share))
        for profile, share in most
    ]
    return ", ".join(said) or pen.say(terms.NOT_KNOWN)
