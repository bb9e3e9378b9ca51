"""The times that are offered: of the brand's own zone and hours, and never past."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from parvis.brands.hours import OpeningHours, Period
from parvis.inbox.queries.snooze import times_to_choose

PARIS = ZoneInfo("Europe/Paris")
OFFICE = OpeningHours(
    zone=PARIS, week={day: (Period(9 * 60, 12 * 60), Period(14 * 60, 18 * 60)) for day in range(5)}
)


def offered(at: datetime, hours: OpeningHours = OFFICE) -> dict[str, datetime]:
    return {key: until.astimezone(PARIS) for key, _, until in times_to_choose(hours, at=at)}


def test_on_a_tuesday_morning() -> None:
    assert offered(datetime(2026, 3, 3, 10, 10, tzinfo=PARIS)) == {
        "tomorrow": datetime(2026, 3, 4, 9, 0, tzinfo=PARIS),
        "next_week": datetime(2026, 3, 9, 9, 0, tzinfo=PARIS),
    }  # 13:30 is lunch


def test_later_today_while_the_brand_is_open() -> None:
    at = datetime(2026, 3, 3, 13, 50, tzinfo=PARIS)

    assert offered(at)["later"] == datetime(2026, 3, 3, 17, 0, tzinfo=PARIS)


def test_on_a_friday_tomorrow_is_monday_and_said_once() -> None:
    assert offered(datetime(2026, 3, 6, 17, 0, tzinfo=PARIS)) == {
        "tomorrow": datetime(2026, 3, 9, 9, 0, tzinfo=PARIS)
    }


@given(minutes=st.integers(0, 365 * 24 * 60))
def test_whenever_it_is_asked_the_brand_is_open_then_and_it_lies_ahead(minutes: int) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)

    for until in offered(at).values():
        assert until > at
        assert OFFICE.open_between(until, until + timedelta(minutes=1)) > timedelta()
