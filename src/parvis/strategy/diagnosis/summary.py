"""A diagnosis in a page of plain text, for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from parvis.strategy.diagnosis.publics import PUBLICS
from parvis.strategy.diagnosis.result import (
    ChannelVerdict,
    Diagnosis,
    Maturity,
    SpokenTo,
)
from parvis.strategy.diagnosis.rules import verdict_words
from parvis.strategy.diagnosis.words import Both, Language

WIDTH = 96
CHANNELS_SHOWN = 12
REASONS_SHOWN = 3
STEPS_SHOWN = 3


def as_text(diagnosis: Diagnosis, language: Language) -> str:
    lines = (line.said_in(language) for line in _lines(diagnosis))
    return "\n".join(wrapped for line in lines for wrapped in _wrapped(line))


def _wrapped(line: str) -> list[str]:
    """What follows stands under the words of a point, not under its dash."""
    indent = len(line) - len(line.lstrip(" -+"))
    return textwrap.wrap(line, WIDTH, subsequent_indent=" " * indent) or [""]


def _lines(diagnosis: Diagnosis) -> Iterator[Both]:
    form = diagnosis.form
    yield _HEAD.filled(brand=form.brand, on=form.on)
    yield _ANSWERED.filled(answered=diagnosis.answered, asked=diagnosis.asked)
    yield from _steps(diagnosis)
    yield from _channels(diagnosis)
    yield from _maturity(diagnosis.maturity)
    yield from _oddities(diagnosis)
    yield from _aims(diagnosis)
    yield _NOTHING
    yield _MORE


def _steps(diagnosis: Diagnosis) -> Iterator[Both]:
    if not diagnosis.steps:
        return
    easiest, *others = diagnosis.steps[:STEPS_SHOWN]
    yield _NOTHING
    yield _NEXT_STEP
    yield _POINT.filled(says=easiest.says)
    yield _UNDER.filled(says=easiest.why)
    if others:
        yield _THEN
        yield from (_POINT.filled(says=step.says) for step in others)


def _channels(diagnosis: Diagnosis) -> Iterator[Both]:
    yield _NOTHING
    yield _CHANNELS if diagnosis.channels else _NO_CHANNELS
    for channel in diagnosis.channels[:CHANNELS_SHOWN]:
        yield from _channel(channel)
    more = len(diagnosis.channels) - CHANNELS_SHOWN
    if more > 0:
        yield _MORE_CHANNELS.filled(count=more)


def _channel(channel: ChannelVerdict) -> Iterator[Both]:
    sure = f"{channel.sure:.0%}".removesuffix("%")
    verdict = verdict_words()[channel.verdict].name
    yield _CHANNEL.filled(verdict=verdict, sure=sure, name=channel.name)
    yield from (_spoken_to(one) for one in channel.speaks_to if one.chosen or one.why)
    for reason in channel.speaks_for[:REASONS_SHOWN]:
        yield _FOR.filled(says=reason.says)
    for reason in channel.speaks_against[:REASONS_SHOWN]:
        yield _AGAINST.filled(says=reason.says)
    for change in channel.would_change[:1]:
        yield _UNDER.filled(says=change)


def _spoken_to(one: SpokenTo) -> Both:
    words = _BECAUSE if one.why else _SPOKEN_TO
    return words.filled(who=one.segment, public=PUBLICS[one.public], why=one.why)


def _maturity(maturity: Maturity) -> Iterator[Both]:
    yield _NOTHING
    yield _MATURITY.filled(level=maturity.level, stage=maturity.stage)
    for dimension in maturity.dimensions:
        yield _DIMENSION.filled(level=dimension.level, name=dimension.name)


def _oddities(diagnosis: Diagnosis) -> Iterator[Both]:
    if diagnosis.inventory.paradoxes:
        yield _NOTHING
        yield _PARADOXES
        yield from (_POINT.filled(says=paradox) for paradox in diagnosis.inventory.paradoxes)


def _aims(diagnosis: Diagnosis) -> Iterator[Both]:
    chosen = [aim for aim in diagnosis.aims if aim.chosen]
    names = {aim.id: aim.name for aim in chosen}
    yield _NOTHING
    yield _AIMS if chosen else _NO_AIMS
    for aim in chosen:
        yield (_ORPHAN if aim.orphan else _POINT).filled(says=aim.name)
    for conflict in diagnosis.conflicts:
        one, other = (
            names.get(conflict.one, conflict.one),
            names.get(conflict.other, conflict.other),
        )
        yield _CONFLICT.filled(one=one, other=other, why=conflict.why)


_NOTHING = Both(en="", fr="")
_HEAD = Both(en="{brand}: the diagnosis of {on}", fr="{brand}\u00a0: le diagnostic du {on}")
_ANSWERED = Both(
    en="{answered} of {asked} questions answered.",
    fr="Réponses\u00a0: {answered} sur {asked} questions.",
)
_NEXT_STEP = Both(en="The easiest next step", fr="Le prochain pas, le plus facile")
_THEN = Both(en="Then", fr="Ensuite")
_CHANNELS = Both(en="Channel by channel", fr="Canal par canal")
_NO_CHANNELS = Both(
    en="No channel is named: list your places, or where your customers are.",
    fr="Aucun canal n’est nommé\u00a0: donnez vos lieux, ou ceux où sont vos clients.",
)
_CHANNEL = Both(
    en="- {name}: {verdict} ({sure}% sure)",
    fr="- {name}\u00a0: {verdict} (sûr à {sure}\u202f%)",
)
_MORE_CHANNELS = Both(en="- and {count} more", fr="- et {count} autres")
_SPOKEN_TO = Both(
    en="  {who}: spoken to as {public}", fr="  {who}\u00a0: on leur parle comme à des {public}"
)
_BECAUSE = Both(
    en="  {who}: spoken to as {public}, for this reason: {why}",
    fr="  {who}\u00a0: on leur parle comme à des {public}, pour cette raison\u00a0: {why}",
)
_POINT = Both(en="- {says}", fr="- {says}")
_UNDER = Both(en="  {says}", fr="  {says}")
_FOR = Both(en="  + {says}", fr="  + {says}")
_AGAINST = Both(en="  - {says}", fr="  - {says}")
_MATURITY = Both(
    en="Maturity: {level} of 5 (stage {stage} of 3), as strong as the weakest",
    fr="Maturité\u00a0: {level} sur 5 (palier {stage} sur 3), celle du maillon le plus faible",
)
_DIMENSION = Both(en="- {level} {name}", fr="- {level} {name}")
_PARADOXES = Both(en="What is odd", fr="Ce qui étonne")
_AIMS = Both(en="Aims", fr="Objectifs")
_NO_AIMS = Both(en="No aim is chosen.", fr="Aucun objectif n’est choisi.")
_ORPHAN = Both(
    en="- {says} (no line in the brand’s policy)",
    fr="- {says} (absent de la politique de la marque)",
)
_CONFLICT = Both(
    en="- {one} and {other} pull apart: {why}", fr="- {one} et {other} se contrarient\u00a0: {why}"
)
_MORE = Both(
    en="All of it: --pdf OUT, --html OUT or --json.",
    fr="Le tout\u00a0: --pdf FICHIER, --html FICHIER ou --json.",
)
