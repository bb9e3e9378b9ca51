"""Opening hours against a count of minutes: whatever the hours, zone, holidays and start."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from parvis.brands.hours import OpeningHours, Period

MINUTE = timedelta(minutes=1)
DAY = 24 * 60
LONGEST_DAY = 26 * 60

ZONES = st.sampled_from(
    [
        "Europe/Paris",
        "America/New_York",
        "Australia/Lord_Howe",  # its clocks move by half an hour
        "Africa/Cairo",  # they jump at midnight
        "America/Havana",  # they repeat the hour after midnight
        "Asia/Kathmandu",
        "UTC",
    ]
).map(ZoneInfo)
# Shortly before the days on which the clocks of these zones change, and a quiet fortnight.
EVES = st.sampled_from(
    [
        date(2026, 3, 7),
        date(2026, 3, 27),
        date(2026, 4, 3),
        date(2026, 4, 23),
        date(2026, 6, 15),
        date(2026, 10, 3),
        date(2026, 10, 23),
        date(2026, 10, 30),
    ]
)
STARTS = st.builds(
    lambda eve, minute: datetime.combine(eve, datetime.min.time(), UTC) + minute * MINUTE,
    EVES,
    st.integers(0, 2 * DAY),
)
# Half of all edges lie in the small hours, where clocks change.
EDGES = st.one_of(st.integers(0, 4 * 60), st.integers(0, DAY))
DAYS = st.sets(EDGES, max_size=6).map(
    lambda edges: tuple(
        Period(opens, closes)
        for opens, closes in zip(sorted(edges)[::2], sorted(edges)[1::2], strict=False)
    )
)
WEEKS = st.fixed_dictionaries({}, optional=dict.fromkeys(range(7), DAYS)).filter(
    lambda week: any(week.values())
)


@st.composite
def opening_hours(draw: st.DrawFn, start: datetime) -> OpeningHours:
    closed = st.frozensets(
        st.integers(0, 5).map(lambda n: (start + timedelta(days=n)).date()), max_size=2
    )
    return OpeningHours(draw(ZONES), draw(WEEKS), draw(closed))


SITUATIONS = STARTS.flatmap(lambda start: st.tuples(opening_hours(start), st.just(start)))


def open_minutes(opening: OpeningHours, start: datetime, count: int) -> list[bool]:
    """For each minute from `start` on: is the brand open, by a clock that is only ever read?

    Within a day the latest time that was shown decides: a time shown again does not reopen.
    """
    flags: list[bool] = []
    day, reached = date.min, 0
    for n in range(-LONGEST_DAY, count):
        local = (start + n * MINUTE).astimezone(opening.zone)
        if local.date() != day:
            day, reached = local.date(), 0
        reached = max(reached, local.hour * 60 + local.minute)
        if n >= 0:
            periods = () if day in opening.closed_on else opening.week.get(day.weekday(), ())
            flags.append(any(period.opens <= reached < period.closes for period in periods))
    return flags


@settings(max_examples=50, deadline=None)
@given(SITUATIONS, st.integers(0, 3 * DAY))
def test_the_time_between_two_instants_is_the_count_of_open_minutes(
    situation: tuple[OpeningHours, datetime], count: int
) -> None:
    opening, start = situation

    measured = opening.open_between(start, start + count * MINUTE)

    assert measured == sum(open_minutes(opening, start, count)) * MINUTE


@settings(max_examples=50, deadline=None)
@given(SITUATIONS, st.integers(1, 8 * 60))
def test_a_promise_is_due_when_its_last_open_minute_has_passed(
    situation: tuple[OpeningHours, datetime], promised: int
) -> None:
    opening, start = situation
    flags = open_minutes(opening, start, 4 * DAY)
    assume(sum(flags) >= promised)

    due = opening.due_at(start, after=promised * MINUTE)

    open_ones = [n for n, is_open in enumerate(flags) if is_open]
    assert due == start + (open_ones[promised - 1] + 1) * MINUTE


@settings(max_examples=40, deadline=None)
@given(SITUATIONS)
def test_the_next_opening_is_the_first_open_minute(
    situation: tuple[OpeningHours, datetime],
) -> None:
    opening, start = situation
    flags = open_minutes(opening, start, 4 * DAY)
    assume(any(flags))

    assert opening.next_opening(start) == start + flags.index(True) * MINUTE
    assert opening.is_open(start) == flags[0]
