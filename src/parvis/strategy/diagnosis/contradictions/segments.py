"""3. For whom: the shares of a public add up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from parvis.strategy.diagnosis.contradictions.found import (
    ROUNDING,
    Contradiction,
    in_future,
    percent,
    same_name,
)
from parvis.strategy.diagnosis.form import Form, Habit, Profile
from parvis.strategy.diagnosis.paths import KeyPath
from parvis.strategy.diagnosis.words import Both


def of_segments(form: Form) -> Iterator[Contradiction]:
    yield from same_name(("segments",), [segment.name for segment in form.segments])
    for n, segment in enumerate(form.segments):
        for channel, habit in segment.channels.items():
            yield from _of_habit(habit, ("segments", n, "channels", channel), on=form.on)


def _of_habit(habit: Habit, at: KeyPath, *, on: date) -> Iterator[Contradiction]:
    if habit.present is not None and habit.expects is not None and habit.expects > habit.present:
        says = _EXPECTS_MORE.filled(expects=percent(habit.expects), present=percent(habit.present))
        yield Contradiction((*at, "expects"), says)
    inactive = habit.profiles.get(Profile.INACTIVE, 0.0)
    others = ((share, who) for who, share in habit.profiles.items() if who is not Profile.INACTIVE)
    share, who = max(others, default=(0.0, Profile.INACTIVE))
    if inactive + share > 1 + ROUNDING:
        says = _INACTIVE_AND_ACTIVE.filled(
            inactive=percent(inactive), who=_ACTIVE[who], share=percent(share)
        )
        yield Contradiction((*at, "profiles", Profile.INACTIVE.value), says)
    if habit.present == 0 and share:
        says = _NOBODY_DOES.filled(who=_ACTIVE[who], share=percent(share))
        yield Contradiction((*at, "profiles", who.value), says)
    if habit.on and habit.on > on:
        yield in_future((*at, "on"), habit.on, on)


_ACTIVE = {
    Profile.SPECTATOR: Both(en="spectators", fr="spectateurs"),
    Profile.PARTICIPANT: Both(en="participants", fr="participants"),
    Profile.COLLECTOR: Both(en="collectors", fr="collectionneurs"),
    Profile.CRITIC: Both(en="critics", fr="critiques"),
    Profile.ANIMATOR: Both(en="animators", fr="animateurs"),
    Profile.CREATOR: Both(en="creators", fr="créateurs"),
}
_EXPECTS_MORE = Both(
    en="{expects} expect the brand on this channel, but only {present} use it.",
    fr="{expects} attendent la marque sur ce canal, mais {present} seulement l’utilisent.",
)
_INACTIVE_AND_ACTIVE = Both(
    en="{inactive} are inactive and {share} {who}: that is more than everybody, as whoever is "
    "inactive is nothing else.",
    fr="{inactive} d’inactifs et {share} de {who}, c’est plus que tout le monde\u00a0: un "
    "inactif n’est rien d’autre.",
)
_NOBODY_DOES = Both(
    en="nobody uses this channel (0%), but {share} there are {who}.",
    fr="personne n’utilise ce canal (0\u202f%), mais {share} y sont des {who}.",
)
