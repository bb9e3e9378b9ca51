"""4. What for: aims that are still to come, on channels that are open, in their own unit."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.strategy.diagnosis.aims import aim_kinds
from parvis.strategy.diagnosis.contradictions.found import (
    ROUNDING,
    Contradiction,
    number,
    percent,
    same_name,
)
from parvis.strategy.diagnosis.contradictions.places import closed_channels
from parvis.strategy.diagnosis.facts import Unit
from parvis.strategy.diagnosis.form import Aim, Form, Percent
from parvis.strategy.diagnosis.paths import KeyPath
from parvis.strategy.diagnosis.words import Both


def of_aims(form: Form) -> Iterator[Contradiction]:
    yield from same_name(("aims",), [aim.id for aim in form.aims])
    closed = closed_channels(form.places)
    for n, aim in enumerate(form.aims):
        yield from _of_measures(aim, ("aims", n))
        yield from _of_today(aim, ("aims", n, "today"), form)
        if aim.due and aim.due < form.on:
            says = _OVER.filled(due=aim.due, on=form.on)
            yield Contradiction(("aims", n, "due"), says)
        for which, channel in enumerate(aim.channels):
            if channel in closed:
                says = _AIM_ON_CLOSED.filled(channel=channel)
                yield Contradiction(("aims", n, "channels", which), says)


def _of_measures(aim: Aim, at: KeyPath) -> Iterator[Contradiction]:
    """A share that is written as a number of percents is one by its unit alone."""
    kind = aim_kinds().get(aim.id)
    if aim.measure or kind is None:
        return
    for key, value in (("target", aim.target), ("today", aim.today)):
        if value is None:
            continue
        if kind.unit == Unit.SHARE and not 0 <= value <= 1:
            says = _NO_SHARE.filled(value=number(value), measure=kind.measure)
            yield Contradiction((*at, key), says)
        elif kind.unit != Unit.SHARE and isinstance(value, Percent):
            says = _NO_COUNT.filled(share=percent(value), measure=kind.measure)
            yield Contradiction((*at, key), says)


def _of_today(aim: Aim, at: KeyPath, form: Form) -> Iterator[Contradiction]:
    """The figure of the aim and the answer to its question are one, where they are of one day and
    of all channels; of what is counted, a quarter may be another than the last three months."""
    kind = aim_kinds().get(aim.id)
    if aim.today is None or aim.measure or aim.channels or kind is None or kind.unit != Unit.SHARE:
        return
    told = form.told.get(kind.fact)
    if told is None or told.on not in (None, form.on):
        return
    if abs(aim.today - told.value) > ABOUT:
        says = _OTHERWISE_TOLD.filled(
            today=percent(aim.today), told=percent(told.value), measure=kind.measure
        )
        yield Contradiction(at, says, against=("told", kind.fact))


ABOUT = 0.1 + ROUNDING
"""Two who estimate the same share may be so far from one another."""


_NO_SHARE = Both(
    en="{value} is no share, as the measure of this aim is ({measure}): write 60% or 0.6, or name "
    "a measure of your own.",
    fr="{value} n’est pas une part, alors que la mesure de cet objectif en est une "
    "({measure})\u00a0: écrivez 60\u202f% ou 0,6, ou nommez votre propre mesure.",
)
_NO_COUNT = Both(
    en="{share} is a share, but what this aim is measured by is counted ({measure}): write a "
    "number, or name a measure of your own.",
    fr="{share} est une part, alors que la mesure de cet objectif se compte ({measure})\u00a0: "
    "écrivez un nombre, ou nommez votre propre mesure.",
)
_OTHERWISE_TOLD = Both(
    en="{today} today, but the question of the same ({measure}) is answered with {told}.",
    fr="{today} aujourd’hui, mais la réponse à la même question ({measure}) est {told}.",
)
_OVER = Both(
    en="the aim was due on {due}, before {on}, the day that the form speaks of.",
    fr="l’objectif avait pour terme le {due}, avant le {on}, jour dont parle le questionnaire.",
)
_AIM_ON_CLOSED = Both(
    en="the aim is to be reached on {channel}, where all places of the brand are closed.",
    fr="l’objectif doit être atteint sur {channel}, où tous les lieux de la marque sont fermés.",
)
