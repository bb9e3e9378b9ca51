"""Opening hours as arithmetic: when a promise falls due, and how long the brand was open.

Pure. A period is given in minutes of the local day; local times are turned into instants day by
day, so that a day of 23 or 25 hours counts what its clocks really ran. A time that spring skips
is reached when the clocks jump over it; of a time that autumn shows twice, the first one counts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY_MINUTES = 24 * 60
MINUTE = timedelta(minutes=1)
SEARCH_DAYS = 366 * 2


@dataclass(frozen=True, order=True)
class Period:
    """Open from `opens` to `closes`: minutes since local midnight, 0 <= opens < closes <= 1440."""

    opens: int
    closes: int


@dataclass(frozen=True)
class OpeningHours:
    """A week of periods in a time zone, and the days on which the brand stays closed.

    `week` maps 0 (Monday) to 6 (Sunday) to that day's periods. A week without any period means
    always open: a brand that has not said its hours promises around the clock.
    """

    zone: ZoneInfo
    week: Mapping[int, tuple[Period, ...]]
    closed_on: frozenset[date] = field(default_factory=frozenset)

    @property
    def always_open(self) -> bool:
        return not any(self.week.values())

    def due_at(self, start: datetime, *, after: timedelta) -> datetime:
        """The instant at which the brand has been open for `after` since `start`, in UTC.

        Closed for two years on end, the promise falls due by the clock on the wall: it must not
        be put off for ever.
        """
        by_the_clock = start.astimezone(UTC) + after
        if self.always_open:
            return by_the_clock
        left = after
        for opens, closes in self._open_spans(start):
            if opens + left <= closes:
                return opens + left
            left -= closes - opens
        return by_the_clock

    def open_between(self, start: datetime, end: datetime) -> timedelta:
        """How long the brand was open from `start` to `end`; nothing when `end` is not later."""
        start, end = start.astimezone(UTC), end.astimezone(UTC)
        if end <= start:
            return timedelta()
        if self.always_open:
            return end - start
        total = timedelta()
        for opens, closes in self._open_spans(start, until=end):
            total += min(closes, end) - opens
        return total

    def is_open(self, moment: datetime) -> bool:
        return self.open_between(moment, moment + timedelta(seconds=1)) > timedelta()

    def next_opening(self, moment: datetime) -> datetime:
        """The first instant from `moment` on at which the brand is open."""
        if self.always_open:
            return moment
        return next((opens for opens, _ in self._open_spans(moment)), moment)

    def next_closing(self, moment: datetime) -> datetime | None:
        """When the brand, open at `moment`, closes next; None when it never does, or is closed."""
        closing: datetime | None = None
        for opens, closes in self._open_spans(moment):
            if opens > (closing or moment):
                break
            closing = closes
        return closing

    def _open_spans(
        self, start: datetime, until: datetime | None = None
    ) -> Iterator[tuple[datetime, datetime]]:
        """Open spans in UTC from `start` on, in order, the first one cut at `start`."""
        begin = start.astimezone(UTC)
        day = start.astimezone(self.zone).date()
        last = until.astimezone(self.zone).date() if until else day + timedelta(days=SEARCH_DAYS)
        while day <= last:
            for opens, closes in self._spans_of(day):
                if closes > begin and (until is None or opens < until):
                    yield max(opens, begin), closes
            day += timedelta(days=1)

    def _spans_of(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        if day in self.closed_on:
            return
        for period in sorted(self.week.get(day.weekday(), ())):
            opens, closes = self._instant(day, period.opens), self._instant(day, period.closes)
            if opens < closes:  # a period inside the hour that spring skips does not exist
                yield opens, closes

    def _instant(self, day: date, minutes: int) -> datetime:
        """The first instant at which the clocks show this time of the day, or a later one."""
        whole_days, rest = divmod(minutes, DAY_MINUTES)
        local = datetime.combine(
            day + timedelta(days=whole_days), time(rest // 60, rest % 60), self.zone
        )
        instant = local.astimezone(UTC)
        exists = instant.astimezone(self.zone).replace(tzinfo=None) == local.replace(tzinfo=None)
        return instant if exists else self._clock_change(local)

    def _clock_change(self, skipped: datetime) -> datetime:
        """The instant at which the clocks jump over the local time `skipped`."""
        after = skipped.replace(fold=1)  # read with the offset of afterwards: before the jump
        early, late = after.astimezone(UTC), skipped.astimezone(UTC)
        jumped = bisect_left(
            range((late - early) // MINUTE),
            True,
            key=lambda n: (
                (early + n * MINUTE).astimezone(self.zone).utcoffset() == after.utcoffset()
            ),
        )
        return early + jumped * MINUTE
