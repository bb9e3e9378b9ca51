"""Hours as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.brands.hours import Period
from parvis.brands.hours_text import HoursUnreadable, read_day, write_day


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("", ()),
        ("   ", ()),
        ("9:00-12:30, 13:30-18:00", (Period(540, 750), Period(810, 1080))),
        ("9-12", (Period(540, 720),)),
        ("9h30–12h", (Period(570, 720),)),
        ("13.30 - 18 ; 9 - 12", (Period(540, 720), Period(810, 1080))),
        ("0:00-24:00", (Period(0, 1440),)),
        ("9-12,12-14", (Period(540, 720), Period(720, 840))),
    ],
)
def test_these_are_hours(text: str, periods: tuple[Period, ...]) -> None:
    assert read_day(text) == periods


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("mornings", "“mornings” is no period: write it like 9:00-12:30."),
        ("9:00", "“9:00” is no period: write it like 9:00-12:30."),
        ("9-12,", "“” is no period: write it like 9:00-12:30."),
        ("9:5-12", "“9:5-12” is no period: write it like 9:00-12:30."),
        ("9:75-12:00", "A day has no 9:75: its times go from 0:00 to 24:00."),
        ("20:00-24:01", "A day has no 24:01: its times go from 0:00 to 24:00."),
        (
            "22:00-2:00",
            "22:00-2:00 closes before it opens. Hours past midnight belong to the next day.",
        ),
        ("9-13, 12-18", "9:00-13:00 and 12:00-18:00 overlap."),
        ("٩-١٢", "“٩-١٢” is no period: write it like 9:00-12:30."),
    ],
)
def test_these_are_not_and_the_message_says_why(text: str, why: str) -> None:
    with pytest.raises(HoursUnreadable) as caught:
        read_day(text)

    assert str(caught.value) == why


@given(st.sets(st.integers(0, 1440), max_size=8))
def test_what_is_written_is_read_back(edges: set[int]) -> None:
    times = sorted(edges)
    periods = tuple(Period(a, b) for a, b in zip(times[::2], times[1::2], strict=False))

    assert read_day(write_day(periods)) == periods


@given(st.text(max_size=40))
def test_whatever_is_typed_is_either_hours_or_refused_in_words(text: str) -> None:
    try:
        periods = read_day(text)
    except HoursUnreadable:
        return

    assert all(0 <= period.opens < period.closes <= 1440 for period in periods)
    assert read_day(write_day(periods)) == periods
