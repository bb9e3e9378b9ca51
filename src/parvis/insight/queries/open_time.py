"""Lengths of time in opening hours, for many spans of one period."""

from __future__ import annotations

from bisect import bisect_right
from datetime import UTC, datetime, timedelta

from parvis.brands.hours import OpeningHours

DAY = timedelta(days=1)


class OpenTime:
    """How long a brand was open between two moments of a period.

    The days of the period are added up once, so that a span costs two look-ups however long it
    is. Moments outside the period are measured all the same, only slower.
    """

    def __init__(self, hours: OpeningHours, *, since: datetime, until: datetime) -> None:
        self._hours = hours
        self._days = [since.astimezone(UTC)]
        self._open = [timedelta()]
        while not hours.always_open and self._days[-1] + DAY <= until:
            self._open.append(
                self._open[-1] + hours.open_between(self._days[-1], self._days[-1] + DAY)
            )
            self._days.append(self._days[-1] + DAY)

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Nothing when `end` is not later than `start`."""
        if self._hours.always_open or start < self._days[0]:
            return max(self._hours.open_between(start, end), timedelta())
        return max(self._until(end) - self._until(start), timedelta())

    def signed(self, start: datetime, end: datetime) -> timedelta:
        """As `between`, and less than nothing when `end` is earlier than `start`."""
        return self.between(start, end) if start <= end else -self.between(end, start)

    def _until(self, moment: datetime) -> timedelta:
        day = bisect_right(self._days, moment) - 1
        return self._open[day] + self._hours.open_between(self._days[day], moment)
