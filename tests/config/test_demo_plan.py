"""When everything of the demo happens: thirty days that can be believed, at whatever hour."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import cache
from statistics import median
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parvis.brands.hours import OpeningHours, Period
from parvis.config.demo import brand
from parvis.config.demo.conversation import conversation, told
from parvis.config.demo.plan import Planner, Step, Told
from parvis.config.demo.talks import all_talks
from parvis.config.demo.tempo import Calendar, is_on_shift, opened_since

ZONE = ZoneInfo(brand.TIME_ZONE)
HOURS = OpeningHours(
    ZONE,
    {day: tuple(Period(*period) for period in week) for day, week in brand.OPENING_HOURS.items()},
)
NOW = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)
PROMISED = timedelta(hours=4)
OPENED_AT = {
    "wednesday afternoon": NOW,
    "sunday night": datetime(2026, 3, 8, 3, 20, tzinfo=UTC),
    "sunday noon": datetime(2026, 3, 8, 11, 0, tzinfo=UTC),
    "monday morning": datetime(2026, 3, 9, 7, 5, tzinfo=UTC),
    "friday late": datetime(2026, 3, 6, 20, 30, tzinfo=UTC),
    "the night of the new year": datetime(2025, 12, 31, 23, 30, tzinfo=UTC),
}


@cache
def past(now: datetime = NOW) -> tuple[Step, ...]:
    return tuple(Planner(now=now, hours=HOURS).past(Told.all()))


@pytest.mark.parametrize("now", OPENED_AT.values(), ids=list(OPENED_AT))
def test_whenever_it_is_opened_there_are_thirty_days_of_it(now: datetime) -> None:
    said = [step for step in past(now) if step.what in {"person", "agent"}]

    assert 2800 <= len(said) <= 3300
    assert len({step.at.astimezone(ZONE).date() for step in said}) >= 30
    assert max(step.at for step in said) <= now


@pytest.mark.parametrize("now", OPENED_AT.values(), ids=list(OPENED_AT))
def test_whenever_it_is_opened_some_is_late_some_breaks_next_and_some_is_new(
    now: datetime,
) -> None:
    waiting = Planner(now=now, hours=HOURS).waiting(Told.all())
    asked = {step.conversation.key: step.at for step in waiting if step.what == "person"}
    due = sorted(HOURS.due_at(moment, after=PROMISED) for moment in asked.values())
    left = [HOURS.open_between(now, moment) for moment in due if moment >= now]

    assert 25 <= len(due) <= 36
    assert 2 <= sum(moment < now for moment in due) <= 7
    assert sum(length <= timedelta(minutes=30) for length in left) >= 4
    assert max(asked.values()) > now - timedelta(hours=2)


@given(
    later=st.timedeltas(timedelta(), timedelta(days=180)),
    minutes=st.integers(1, 3000),
)
@settings(max_examples=60)
def test_so_much_opening_time_ago_is_exactly_that(later: timedelta, minutes: int) -> None:
    now = NOW + later
    open_time = timedelta(minutes=minutes)
    since = opened_since(now, open_time=open_time, hours=HOURS)
    assert HOURS.open_between(since, now) == open_time


def test_the_same_start_gives_the_same_past() -> None:
    again = Planner(now=NOW, hours=HOURS).past(Told.all())

    assert tuple(again) == past()


def test_nobody_has_two_conversations_at_once() -> None:
    begun: dict[str, list[datetime]] = {}
    for step in past():
        if step.n == 0 and step.conversation.topic:
            begun.setdefault(step.conversation.person.key, []).append(step.at)
    gaps = [
        later - earlier
        for moments in begun.values()
        for earlier, later in zip(sorted(moments), sorted(moments)[1:], strict=False)
    ]
    assert [gap for gap in gaps if gap < timedelta(days=8)] == []


def test_few_openings_are_heard_twice() -> None:
    openings = [step.text for step in past() if step.n == 0 and step.conversation.topic != "advert"]

    heard = Counter(openings)
    assert len(heard) / len(openings) > 0.85
    assert max(heard.values()) <= 3


def test_the_team_answers_talks_in_its_opening_hours_and_shifts() -> None:
    answers = [step for step in past() if step.what == "agent" and step.conversation.topic]

    assert [step.key for step in answers if not HOURS.is_open(step.at)] == []
    on_shift = [
        step.by is not None and is_on_shift(step.by, step.at, zone=ZONE) for step in answers
    ]
    assert sum(on_shift) / len(on_shift) > 0.97
    english = [step.by for step in answers if step.conversation.language == "en"]
    assert {by.name for by in english if by and "en" not in by.speaks} == set()


def test_everybody_has_another_load() -> None:
    answered = Counter(step.by.name for step in past() if step.what == "agent" and step.by)

    assert set(answered) == {colleague.name for colleague in brand.ANSWERING}
    assert max(answered.values()) > 2.5 * min(answered.values())


def test_the_bad_day_is_a_peak() -> None:
    calendar = Calendar(NOW, ZONE)
    begun = Counter(step.at.astimezone(ZONE).date() for step in past() if step.n == 0)

    usual = median(begun[day] for day in calendar.days[:-1])
    assert begun[calendar.worst_day] > 2 * usual
    assert calendar.worst_day.weekday() == 1


def test_on_one_weekend_nobody_came() -> None:
    calendar = Calendar(NOW, ZONE)
    saturday = calendar.worst_day - timedelta(days=3)
    worked = {
        step.at.astimezone(ZONE).date()
        for step in past()
        if step.what == "agent" and step.conversation.topic
    }
    assert worked & {saturday, saturday + timedelta(days=1)} == set()


def test_most_is_answered_in_time_and_some_is_not() -> None:
    waits = []
    steps: dict[str, list[Step]] = {}
    for step in past():
        steps.setdefault(step.conversation.key, []).append(step)
    for told_ in steps.values():
        answer = next((step for step in told_ if step.what == "agent"), None)
        if answer:
            waits.append(HOURS.open_between(told_[0].at, answer.at))
    in_time = sum(wait <= PROMISED for wait in waits) / len(waits)
    assert 0.70 <= in_time <= 0.88


def test_a_conversation_is_known_by_its_key_alone() -> None:
    for talk in all_talks()[::17]:
        first = told(talk, "7")
        assert conversation(first.key) == first
    assert conversation("no-such-talk~1") is None
    assert conversation("no-such-script") is None


def test_on_one_morning_of_last_week_cards_were_charged_twice() -> None:
    talks = tuple(talk.key for talk in all_talks() if "twice" in talk.marks)
    begun = [
        step.at.astimezone(ZONE)
        for step in past()
        if step.n == 0 and step.conversation.key.startswith(talks)
    ]

    assert len(begun) == len(talks) == 14
    assert {moment.date() for moment in begun} == {Calendar(NOW, ZONE).charged_twice.date()}
    assert {moment.weekday() for moment in begun} == {3}
    assert {moment.hour for moment in begun} <= {9, 10, 11}
