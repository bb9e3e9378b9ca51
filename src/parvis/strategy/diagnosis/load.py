"""6. With what: the hours that answering takes against the hours that are there, and the share
that would be answered within the promise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import exp, expm1, fsum

from parvis.strategy.diagnosis.facts import Known
from parvis.strategy.diagnosis.form import Form
from parvis.strategy.diagnosis.result import Load

WEEKS_A_MONTH = 52 / 12
OPEN_HOURS_A_WEEK = 40.0
"""Over which the hours there are spread, and in which a promise runs. Ours."""
NEXT_TO_NOTHING = 1e-6
"""Hours a week: less than a hundredth of a second."""
MOST_PEOPLE = 200
"""A larger team is reckoned as so many who are quicker; the share hardly differs."""


def load_of(form: Form, channels: Sequence[Known]) -> Load:
    """Of everything that is asked, were all of it answered."""
    means = form.means
    return reckoned(
        ((at.number("asked"), at.number("handling_minutes")) for at in channels),
        usual_minutes=means.handling_minutes,
        there_hours=means.hours_there,
        people=means.people,
        promise_hours=form.promise_hours,
    )


def reckoned(
    asked: Iterable[tuple[float | None, float | None]],
    *,
    usual_minutes: float | None,
    there_hours: float | None,
    people: float | None,
    promise_hours: float,
) -> Load:
    """`asked` are messages a month and the minutes that each takes (None: `usual_minutes`)."""
    known = [(number, minutes or usual_minutes) for number, minutes in asked if number is not None]
    messages = fsum(number for number, _minutes in known)
    timed = [number * minutes for number, minutes in known if minutes is not None]
    asked_a_week = messages / WEEKS_A_MONTH if known else None
    mean_minutes = (
        fsum(timed) / messages if messages and len(timed) == len(known) else usual_minutes
    )
    asked_hours = None
    if asked_a_week is not None and (mean_minutes is not None) and len(timed) == len(known):
        asked_hours = asked_a_week * mean_minutes / 60
    return Load(
        asked_a_week=asked_a_week,
        handling_minutes=mean_minutes,
        asked_hours=asked_hours,
        there_hours=there_hours,
        used=_used(asked_hours, there_hours),
        promise_hours=promise_hours,
        forecast=_forecast(asked_a_week, asked_hours, there_hours, people, promise_hours),
    )


class Plan:
    """What would come of it to answer everything on one more channel.

    Reckoned with is what is answered today, all of it where nobody said how much that is. The
    hours that a decision takes are gone for the next: `answer` sets them aside.
    """

    def __init__(self, form: Form, channels: Mapping[str, Known]) -> None:
        self._form = form
        self._asked = {key: _asked(at, form) for key, at in channels.items()}
        self._messages = self._hours = 0.0
        self._today = {key: self._answered(at, self._asked[key]) for key, at in channels.items()}
        for messages, hours in self._today.values():
            self._messages += messages
            self._hours += hours

    def forecast(self, channel: str) -> float | None:
        """The share answered within the promise, of this channel and all that is answered."""
        means = self._form.means
        if means.hours_there == 0:
            return 0.0
        asked = self._asked[channel]
        if asked is None:
            return None
        messages, hours = self._with(channel, asked)
        return _forecast(messages, hours, means.hours_there, means.people, self._form.promise_hours)

    def answer(self, channel: str) -> None:
        """From here on all that is asked on this channel is answered."""
        asked = self._asked[channel]
        if asked is not None:
            self._messages, self._hours = self._with(channel, asked)

    def _with(self, channel: str, asked: tuple[float, float]) -> tuple[float, float]:
        messages, hours = self._today[channel]
        return self._messages - messages + asked[0], self._hours - hours + asked[1]

    def _answered(self, at: Known, asked: tuple[float, float] | None) -> tuple[float, float]:
        if asked is None:
            return 0.0, 0.0
        share = at.number("answered")
        return (asked[0] * share, asked[1] * share) if share is not None else asked


def _asked(at: Known, form: Form) -> tuple[float, float] | None:
    """Messages and hours a week; None while either is not known."""
    number = at.number("asked")
    minutes = at.number("handling_minutes") or form.means.handling_minutes
    if number is None or minutes is None:
        return None
    return number / WEEKS_A_MONTH, number / WEEKS_A_MONTH * minutes / 60


def _used(asked_hours: float | None, there_hours: float | None) -> float | None:
    if asked_hours is None or not there_hours:
        return None
    return asked_hours / there_hours


def _forecast(
    asked_a_week: float | None,
    asked_hours: float | None,
    there_hours: float | None,
    people: float | None,
    promise_hours: float,
) -> float | None:
    if asked_a_week is None or asked_hours is None or there_hours is None:
        return None
    if asked_hours < NEXT_TO_NOTHING or asked_a_week <= 0:
        return 1.0
    if there_hours < NEXT_TO_NOTHING:
        return 0.0
    at_work = max(1, min(MOST_PEOPLE, int(people or 1)))
    desk_hours = there_hours / at_work
    return share_within(
        max(0.0, promise_hours) * min(1.0, desk_hours / OPEN_HOURS_A_WEEK),
        an_hour=asked_a_week / desk_hours,
        hours_each=asked_hours / asked_a_week,
        people=at_work,
    )


def share_within(patience: float, *, an_hour: float, hours_each: float, people: int) -> float:
    """The share of messages that somebody begins to answer within `patience` hours.

    `an_hour` messages arrive at random while `people` are at work; each takes `hours_each` on
    average. Whoever still can be answered in time comes before whoever no longer can: the queue
    M/M/c whose customers leave after a fixed wait (Barrer 1957, "Queuing with impatient
    customers and ordered service"). With time to spare this is Erlang's waiting formula, and far
    beyond capacity it is capacity / load; between the two it never jumps.

    With load a = an_hour x hours_each, d = people / hours_each - an_hour and t = patience, in
    units of the chance that all but one are busy:

        free    = 1 + (c-1)/a + (c-1)(c-2)/a^2 + ...        somebody is free
        in time = an_hour x (1 - exp(-d t)) / d              all are busy, the wait is under t
        late    = a / c x exp(-d t)                           all are busy, the wait is over t

    and the share is (free + in time) / (free + in time + late).
    """
    load = an_hour * hours_each
    free = 1.0
    for busy in range(1, people):
        free = 1.0 + free * busy / load
    to_spare = (people / hours_each - an_hour) * patience
    late = load / people
    if to_spare >= 0:
        in_time, late = an_hour * patience * _mean_decay(to_spare), late * exp(-to_spare)
    else:  # both sides multiplied by exp(to_spare), which else grows without bounds
        in_time, free = an_hour * patience * _mean_decay(-to_spare), free * exp(to_spare)
    return 1.0 - late / (free + in_time + late)


def _mean_decay(length: float) -> float:
    """(1 - exp(-x)) / x, which is 1 at 0."""
    return -expm1(-length) / length if length else 1.0
