"""What cannot be true together in a form. The pages and the file are held to the same."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from parvis.strategy.diagnosis.aims import aim_kinds
from parvis.strategy.diagnosis.facts import Unit
from parvis.strategy.diagnosis.form import (
    SOCIAL,
    Aim,
    Channel,
    Form,
    Habit,
    Means,
    Place,
    Profile,
    State,
    Subject,
    Told,
)
from parvis.strategy.diagnosis.paths import KeyPath, spelled
from parvis.strategy.diagnosis.words import Both

_GONE = {
    State.ABANDONED: Both(en="abandoned", fr="abandonné"),
    State.CLOSED: Both(en="closed", fr="fermé"),
}
A_MONTH = timedelta(days=31)
A_YEAR = timedelta(days=366)
ROUNDING = 0.011
"""Shares of a study are rounded to whole percents, each by itself."""
HOURS_OF_A_WEEK = 168
BOUNDS: Mapping[str, tuple[int, int]] = {
    "read_days": (0, 7),
    "top_questions_answered": (0, 10),
    "contacts_per_case": (1, 1000),
}
"""Of answers that are numbers, between what and what they can be."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    path: KeyPath
    says: Both


def contradictions(form: Form) -> Iterator[Contradiction]:
    """In the order of the form. What was left open contradicts nothing."""
    yield from _of_places(form)
    yield from _of_identity(form)
    yield from _of_segments(form)
    yield from _of_aims(form)
    yield from _of_rivals(form)
    yield from _of_means(form.means)
    yield from _of_channels(form)
    yield from _of_told(form)


def _of_places(form: Form) -> Iterator[Contradiction]:
    named = [(place.name, _identities_of(place)) for place in form.places]
    yield from _twice(("places",), named)
    for n, place in enumerate(form.places):
        says = _says_of_life(place, on=form.on)
        if says:
            yield Contradiction(("places", n, "last_sign"), says)


def _identities_of(place: Place) -> list[Hashable]:
    address = place.address.casefold().rstrip("/")
    by_address: list[Hashable] = [(place.kind, address)] if address else []
    named = (place.kind, place.channel, place.name.casefold())
    return [*by_address, named] if place.name else by_address


def _says_of_life(place: Place, *, on: date) -> Both | None:
    sign, values = place.last_sign, {"name": place.name, "day": place.last_sign, "on": on}
    if sign is None:
        return None
    if sign > on:
        return _NOT_YET.filled(**values)
    if place.state in _GONE and on - sign <= A_MONTH:
        return _STILL_LIVES.filled(state=_GONE[place.state], **values)
    if place.state is State.ALIVE and place.kind in SOCIAL and on - sign > A_YEAR:
        return _NO_LIFE.filled(**values)
    return None


def _of_identity(form: Form) -> Iterator[Contradiction]:
    identity = form.identity
    yield from _same_name(("identity", "voices"), [voice.name for voice in identity.voices])
    yield from _same_name(("identity", "subjects"), [one.name for one in identity.subjects])
    willing = {voice.name.casefold(): voice.willing for voice in identity.voices if voice.name}
    for n, subject in enumerate(identity.subjects):
        yield from _of_speakers(subject, ("identity", "subjects", n, "spoken_by"), willing)


def _of_speakers(
    subject: Subject, at: KeyPath, willing: dict[str, bool | None]
) -> Iterator[Contradiction]:
    for n, speaker in enumerate(subject.spoken_by):
        if willing and speaker.casefold() not in willing:
            yield Contradiction((*at, n), _NO_VOICE.filled(name=speaker))
        elif willing.get(speaker.casefold()) is False:
            yield Contradiction((*at, n), _UNWILLING.filled(name=speaker))


def _of_segments(form: Form) -> Iterator[Contradiction]:
    yield from _same_name(("segments",), [segment.name for segment in form.segments])
    for n, segment in enumerate(form.segments):
        for channel, habit in segment.channels.items():
            yield from _of_habit(habit, ("segments", n, "channels", channel), on=form.on)


def _of_habit(habit: Habit, at: KeyPath, *, on: date) -> Iterator[Contradiction]:
    if habit.present is not None and habit.expects is not None and habit.expects > habit.present:
        says = _EXPECTS_MORE.filled(
            expects=_percent(habit.expects), present=_percent(habit.present)
        )
        yield Contradiction((*at, "expects"), says)
    inactive = habit.profiles.get(Profile.INACTIVE, 0.0)
    others = ((share, who) for who, share in habit.profiles.items() if who is not Profile.INACTIVE)
    share, who = max(others, default=(0.0, Profile.INACTIVE))
    if inactive + share > 1 + ROUNDING:
        says = _INACTIVE_AND_ACTIVE.filled(
            inactive=_percent(inactive), who=_ACTIVE[who], share=_percent(share)
        )
        yield Contradiction((*at, "profiles", Profile.INACTIVE.value), says)
    if habit.on and habit.on > on:
        yield _in_future((*at, "on"), habit.on, on)


def _of_aims(form: Form) -> Iterator[Contradiction]:
    yield from _same_name(("aims",), [aim.id for aim in form.aims])
    closed = _closed_channels(form.places)
    for n, aim in enumerate(form.aims):
        yield from _of_measures(aim, ("aims", n))
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
    if aim.measure or kind is None or kind.unit != Unit.SHARE:
        return
    for key, value in (("target", aim.target), ("today", aim.today)):
        if value is not None and not 0 <= value <= 1:
            says = _NO_SHARE.filled(value=f"{value:g}", measure=kind.measure)
            yield Contradiction((*at, key), says)


def _closed_channels(places: Iterable[Place]) -> set[str]:
    """Those on which all places of the brand are closed."""
    there = [place for place in places if place.channel]
    still_open = {place.channel for place in there if place.state is not State.CLOSED}
    return {place.channel for place in there} - still_open


def _of_rivals(form: Form) -> Iterator[Contradiction]:
    yield from _same_name(("rivals",), [rival.name for rival in form.rivals])
    for n, rival in enumerate(form.rivals):
        for which, capture in enumerate(rival.captures):
            if capture.on > form.on:
                yield _in_future(("rivals", n, "captures", which, "on"), capture.on, form.on)


def _of_means(means: Means) -> Iterator[Contradiction]:
    hours, people = means.hours_a_week, means.people
    if not hours or people is None:
        return
    if people == 0:
        yield Contradiction(("means", "hours_a_week"), _HOURS_OF_NOBODY)
    elif hours > people * HOURS_OF_A_WEEK:
        says = _MORE_THAN_WEEKS.filled(hours=f"{hours:g}", people=f"{people:g}")
        yield Contradiction(("means", "hours_a_week"), says)


def _of_channels(form: Form) -> Iterator[Contradiction]:
    yield from _same_name(("channels",), [channel.key for channel in form.channels])
    for n, channel in enumerate(form.channels):
        yield from _of_channel(channel, ("channels", n))


def _of_channel(channel: Channel, at: KeyPath) -> Iterator[Contradiction]:
    if channel.asked == 0:
        if channel.answered:
            yield Contradiction((*at, "answered"), _ANSWERED_NOTHING)
    elif channel.answered == 0 and channel.replies:
        yield Contradiction((*at, "replies"), _REPLIES_WITHOUT_ANSWER)
    elif channel.answered and channel.replies == 0:
        yield Contradiction((*at, "replies"), _ANSWERS_WITHOUT_REPLY)
    if channel.answered == 0 and channel.hours_to_answer:
        yield Contradiction((*at, "hours_to_answer"), _TIME_WITHOUT_ANSWER)


def _of_told(form: Form) -> Iterator[Contradiction]:
    for key, told in form.told.items():
        least, most = BOUNDS.get(key, (told.value, told.value))
        if not least <= told.value <= most:
            says = _OUT_OF_BOUNDS.filled(value=f"{told.value:g}", least=least, most=most)
            yield Contradiction(("told", key), says)
        if told.on and told.on > form.on:
            yield _in_future(("told", key, "on"), told.on, form.on)
    yield from _of_answers(form.told)
    yield from _of_gestures(form)


def _of_answers(told: Mapping[str, Told]) -> Iterator[Contradiction]:
    answered, in_time = told.get("answered"), told.get("within_promise")
    if answered and in_time and in_time.value > answered.value + ROUNDING:
        says = _IN_TIME_NOT_ANSWERED.filled(
            in_time=_percent(in_time.value), answered=_percent(answered.value)
        )
        yield Contradiction(("told", "within_promise"), says)
    hours = told.get("hours_to_answer")
    if answered and not answered.value and hours and hours.value:
        yield Contradiction(("told", "hours_to_answer"), _TIME_WITHOUT_ANSWER)


def _of_gestures(form: Form) -> Iterator[Contradiction]:
    most, may = form.means.gesture, form.told.get("may_make_good")
    if most is None or may is None:
        return
    if most and not may.value:
        says = _GESTURE_NOT_ALLOWED.filled(most=f"{most:g}")
        yield Contradiction(("told", "may_make_good"), says)
    elif may.value and not most:
        yield Contradiction(("told", "may_make_good"), _GESTURE_OF_NOTHING)


def _same_name(where: KeyPath, names: Iterable[str]) -> Iterator[Contradiction]:
    return _twice(where, [(name, [name.casefold()] if name else []) for name in names])


def _twice(where: KeyPath, listed: Iterable[tuple[str, list[Hashable]]]) -> Iterator[Contradiction]:
    """The same thing again, by any of its identities. What has none yet is nobody's twin."""
    first: dict[Hashable, int] = {}
    for n, (name, identities) in enumerate(listed):
        twin = next((first[one] for one in identities if one in first), None)
        if twin is not None:
            says = _TWICE.filled(name=name, first=spelled((*where, twin)))
            yield Contradiction((*where, n), says)
        for one in identities:
            first.setdefault(one, n)


def _in_future(at: KeyPath, day: date, on: date) -> Contradiction:
    return Contradiction(at, _IN_FUTURE.filled(day=day, on=on))


def _percent(share: float) -> Both:
    number = f"{share * 100:.4g}"
    return Both(en=f"{number} %", fr=f"{number.replace('.', ',')}\u202f%")


_ACTIVE = {
    Profile.SPECTATOR: Both(en="spectators", fr="spectateurs"),
    Profile.PARTICIPANT: Both(en="participants", fr="participants"),
    Profile.COLLECTOR: Both(en="collectors", fr="collectionneurs"),
    Profile.CRITIC: Both(en="critics", fr="critiques"),
    Profile.ANIMATOR: Both(en="animators", fr="animateurs"),
    Profile.CREATOR: Both(en="creators", fr="créateurs"),
}
_TWICE = Both(
    en="{name} is listed for the second time, first as {first}.",
    fr="{name} figure pour la deuxième fois, d’abord comme {first}.",
)
_NOT_YET = Both(
    en="{name} gave its last sign of life on {day}, after {on}, the day that the form speaks of.",
    fr="{name} a donné son dernier signe de vie le {day}, après le {on}, jour dont parle le "
    "questionnaire.",
)
_STILL_LIVES = Both(
    en="{name} is said to be {state}, but its last sign of life was on {day}, within the month.",
    fr="{name} est donné pour {state}, mais son dernier signe de vie date du {day}, il y a moins "
    "d’un mois.",
)
_NO_LIFE = Both(
    en="{name} is said to be alive, but its last sign of life was on {day}, more than a year ago: "
    "silent or abandoned?",
    fr="{name} est donné pour vivant, mais son dernier signe de vie date du {day}, il y a plus "
    "d’un an\u00a0: silencieux ou abandonné\u202f?",
)
_NO_VOICE = Both(
    en="{name} is to speak of this, but is not among the voices of the brand.",
    fr="{name} doit en parler, mais ne figure pas parmi les voix de la marque.",
)
_UNWILLING = Both(
    en="{name} is to speak of this, but is said not to be willing.",
    fr="{name} doit en parler, mais n’est pas d’accord pour le faire, d’après les voix.",
)
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
_IN_FUTURE = Both(
    en="{day} is after {on}, the day that the form speaks of.",
    fr="le {day} vient après le {on}, jour dont parle le questionnaire.",
)
_OVER = Both(
    en="the aim was due on {due}, before {on}, the day that the form speaks of.",
    fr="l’objectif avait pour terme le {due}, avant le {on}, jour dont parle le questionnaire.",
)
_AIM_ON_CLOSED = Both(
    en="the aim is to be reached on {channel}, where all places of the brand are closed.",
    fr="l’objectif doit être atteint sur {channel}, où tous les lieux de la marque sont fermés.",
)
_HOURS_OF_NOBODY = Both(
    en="there are hours a week, but 0 people to work them.",
    fr="il y a des heures par semaine, mais 0 personne pour les faire.",
)
_MORE_THAN_WEEKS = Both(
    en="{hours} hours a week are more than {people} people have.",
    fr="{hours} heures par semaine, c’est plus que n’en ont {people} personnes.",
)
_NO_SHARE = Both(
    en="{value} is no share, as the measure of this aim is ({measure}): write 60 % or 0.6, or name "
    "a measure of your own.",
    fr="{value} n’est pas une part, alors que la mesure de cet objectif en est une "
    "({measure})\u00a0: écrivez 60\u202f% ou 0,6, ou nommez votre propre mesure.",
)
_OUT_OF_BOUNDS = Both(
    en="{value} cannot be: the answer lies between {least} and {most}.",
    fr="{value} est impossible\u00a0: la réponse se situe entre {least} et {most}.",
)
_IN_TIME_NOT_ANSWERED = Both(
    en="{in_time} are answered within the promise, but only {answered} are answered at all.",
    fr="{in_time} reçoivent une réponse dans le délai promis, mais {answered} seulement en "
    "reçoivent une.",
)
_GESTURE_NOT_ALLOWED = Both(
    en="who answers may give back {most} without asking (means.gesture), but may make no gesture.",
    fr="qui répond peut rendre {most} sans demander (means.gesture), mais ne peut faire aucun "
    "geste.",
)
_GESTURE_OF_NOTHING = Both(
    en="who answers may make a gesture, but of 0 at most (means.gesture).",
    fr="qui répond peut faire un geste, mais de 0 au plus (means.gesture).",
)
_ANSWERED_NOTHING = Both(
    en="messages are answered, but 0 are asked in a month.",
    fr="des messages reçoivent une réponse, mais on en compte 0 par mois.",
)
_REPLIES_WITHOUT_ANSWER = Both(
    en="there are replies, but the share answered is 0 %.",
    fr="il y a des réponses, mais la part des messages répondus est de 0\u202f%.",
)
_ANSWERS_WITHOUT_REPLY = Both(
    en="messages are answered, but there are 0 replies in a month.",
    fr="des messages reçoivent une réponse, mais on compte 0 réponse par mois.",
)
_TIME_WITHOUT_ANSWER = Both(
    en="there is a time to answer, but the share answered is 0 %.",
    fr="il y a un délai de réponse, mais la part des messages répondus est de 0\u202f%.",
)
