"""What was told in answer to questions: possible, and in keeping with the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from parvis.strategy.diagnosis.contradictions.found import (
    ROUNDING,
    Contradiction,
    in_future,
    number,
    percent,
)
from parvis.strategy.diagnosis.contradictions.means import (
    ANSWERED_BY_NOBODY,
    HOURS_OF_A_WEEK,
    PEOPLE,
    TIME_WITHOUT_ANSWER,
)
from parvis.strategy.diagnosis.facts import fact_kinds
from parvis.strategy.diagnosis.form import Form, Told
from parvis.strategy.diagnosis.words import Both


def of_told(form: Form) -> Iterator[Contradiction]:
    for key, told in form.told.items():
        bounds = fact_kinds()[key].bounds if key in fact_kinds() else None
        if bounds and not bounds.least <= told.value <= bounds.most:
            says = _OUT_OF_BOUNDS.filled(
                value=number(told.value), least=bounds.least, most=bounds.most
            )
            yield Contradiction(("told", key), says)
        if told.on and told.on > form.on:
            yield in_future(("told", key, "on"), told.on, form.on)
    yield from _of_answers(form.told)
    yield from _of_all_channels(form)
    yield from _of_promise(form)
    answered = form.told.get("answered")
    if answered and answered.value and form.means.people == 0:
        yield Contradiction(("told", "answered"), ANSWERED_BY_NOBODY, against=PEOPLE)
    yield from _of_gestures(form)


def _of_answers(told: Mapping[str, Told]) -> Iterator[Contradiction]:
    answered, in_time = told.get("answered"), told.get("within_promise")
    if answered and in_time and in_time.value > answered.value + ROUNDING:
        says = _IN_TIME_NOT_ANSWERED.filled(
            in_time=percent(in_time.value), answered=percent(answered.value)
        )
        yield Contradiction(("told", "within_promise"), says)
    hours = told.get("hours_to_answer")
    if answered and not answered.value and hours and hours.value:
        yield Contradiction(("told", "hours_to_answer"), TIME_WITHOUT_ANSWER)


def _of_all_channels(form: Form) -> Iterator[Contradiction]:
    """The channels of the form need not be all: only what is told of none of them is certain."""
    answered = form.told.get("answered")
    if answered is None or answered.value:
        return
    for n, channel in enumerate(form.channels):
        if channel.answered and channel.asked != 0:
            says = _NONE_BUT_HERE.filled(share=percent(channel.answered), channel=channel.key)
            yield Contradiction(("told", "answered"), says, against=("channels", n, "answered"))
            return


def _of_promise(form: Form) -> Iterator[Contradiction]:
    in_time, hours = form.told.get("within_promise"), form.told.get("hours_to_answer")
    if not (form.promise_said and in_time and hours) or in_time.value < 1:
        return
    if hours.value > _latest_in_time(form.promise_hours):
        says = _IN_TIME_BUT_LATE.filled(
            promise=number(form.promise_hours), hours=number(hours.value)
        )
        yield Contradiction(("told", "hours_to_answer"), says, against=("told", "within_promise"))


def _latest_in_time(promise_hours: float) -> float:
    """In hours of the clock, with a week to spare for holidays and for what rounding hides: the
    promise may run in opening hours alone."""
    return (promise_hours / FEW_OPEN_HOURS_A_WEEK + 1) * HOURS_OF_A_WEEK


def _of_gestures(form: Form) -> Iterator[Contradiction]:
    most, may = form.means.gesture, form.told.get("may_make_good")
    if most is None or may is None:
        return
    if most and not may.value:
        says = _GESTURE_NOT_ALLOWED.filled(most=number(most))
        yield Contradiction(("told", "may_make_good"), says, against=_GESTURE)
    elif may.value and not most:
        yield Contradiction(("told", "may_make_good"), _GESTURE_OF_NOTHING, against=_GESTURE)


FEW_OPEN_HOURS_A_WEEK = 10.0
_GESTURE = ("means", "gesture")
_OUT_OF_BOUNDS = Both(
    en="{value} cannot be: the answer lies between {least} and {most}.",
    fr="{value} est impossible\u00a0: la réponse se situe entre {least} et {most}.",
)
_IN_TIME_NOT_ANSWERED = Both(
    en="{in_time} are answered within the promise, but only {answered} are answered at all.",
    fr="{in_time} reçoivent une réponse dans le délai promis, mais {answered} seulement en "
    "reçoivent une.",
)
_NONE_BUT_HERE = Both(
    en="0% are answered on all channels together, but {share} on {channel}.",
    fr="0\u202f% des messages reçoivent une réponse, tous canaux confondus, mais {share} sur "
    "{channel}.",
)
_IN_TIME_BUT_LATE = Both(
    en="100% are answered within the promise of {promise} h, but an answer takes {hours} h on "
    "average.",
    fr="100\u202f% reçoivent une réponse dans le délai promis de {promise}\u202fh, mais elle prend "
    "{hours}\u202fh en moyenne.",
)
_GESTURE_NOT_ALLOWED = Both(
    en="who answers may give back {most} without asking, but may make no gesture.",
    fr="qui répond peut rendre {most} sans demander, mais ne peut faire aucun geste.",
)
_GESTURE_OF_NOTHING = Both(
    en="who answers may make a gesture, but of 0 at most.",
    fr="qui répond peut faire un geste, mais de 0 au plus.",
)
