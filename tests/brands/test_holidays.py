"""Public holidays count as closed, also those of the year that has just ended."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from parvis.brands.actions import set_opening_hours
from parvis.brands.calendar import opening_hours
from parvis.brands.hours import Period
from parvis.brands.models import Brand
from parvis.kit.actors import PARVIS

CHRISTMAS_EVE = datetime(2025, 12, 24, 23, 0, tzinfo=UTC)
JANUARY = datetime(2026, 1, 2, 23, 0, tzinfo=UTC)


def test_a_wait_over_the_turn_of_the_year_skips_christmas(brand: Brand) -> None:
    brand.holiday_country = "FR"
    every_day = {day: [Period(9 * 60, 10 * 60)] for day in range(7)}
    set_opening_hours(brand, week=every_day, by=PARVIS, at=JANUARY)

    hours = opening_hours(brand, years=[JANUARY.year])

    # nine mornings, of which Christmas and New Year's Day are none
    assert hours.open_between(CHRISTMAS_EVE, JANUARY) == timedelta(hours=7)
