"""A brand's opening hours, put together from its rows and its country's public holidays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from parvis.brands.hours import OpeningHours, Period
from parvis.brands.models import Brand


def opening_hours(brand: Brand, *, years: Iterable[int]) -> OpeningHours:
    """The brand's hours; public holidays are those of `years` and the years beside each.

    Of the year before, since what ends in January may have begun in December.
    """
    week: dict[int, list[Period]] = defaultdict(list)
    for row in brand.opening_periods.all():
        week[row.weekday].append(Period(row.opens, row.closes))
    closed = {row.day for row in brand.holidays.all()}
    closed |= public_holidays(brand.holiday_country, years)
    return OpeningHours(
        zone=brand.zone,
        week={day: tuple(periods) for day, periods in week.items()},
        closed_on=frozenset(closed),
    )


def public_holidays(country: str, years: Iterable[int]) -> frozenset[date]:
    """The public holidays of a country (ISO 3166 code); none for an empty or unknown one."""
    if not country:
        return frozenset()
    import holidays

    wanted = {year + more for year in years for more in (-1, 0, 1)}
    try:
        return frozenset(holidays.country_holidays(country, years=wanted))
    except NotImplementedError:
        return frozenset()
