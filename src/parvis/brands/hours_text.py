"""Opening hours of a day as people write them: "9:00-12:30, 13:30-18:00". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from django.utils.translation import gettext as _

from parvis.brands.hours import DAY_MINUTES, Period

TIME = r"(\d{1,2})(?:[:.h](\d{2})|h)?"
PERIOD = re.compile(rf"\s*{TIME}\s*[-–—]\s*{TIME}\s*", re.IGNORECASE | re.ASCII)


class HoursUnreadable(ValueError):
    """The text is no list of periods; the message says which part is wrong, and why."""


def read_day(text: str) -> tuple[Period, ...]:
    """The periods of one day, in order; none for an empty text. Raises `HoursUnreadable`."""
    if not text.strip():
        return ()
    periods = sorted(_read_period(part) for part in re.split(r"[,;]", text))
    for earlier, later in pairwise(periods):
        if later.opens < earlier.closes:
            raise HoursUnreadable(
                _("%(one)s and %(other)s overlap.")
                % {"one": _write_period(earlier), "other": _write_period(later)}
            )
    return tuple(periods)


def write_day(periods: Iterable[Period]) -> str:
    """The text that `read_day` reads back as these periods."""
    return ", ".join(_write_period(period) for period in sorted(periods))


def _read_period(part: str) -> Period:
    found = PERIOD.fullmatch(part)
    if not found:
        raise HoursUnreadable(
            _("“%(part)s” is no period: write it like 9:00-12:30.") % {"part": part.strip()}
        )
    from_hour, from_minute, to_hour, to_minute = found.groups(default="0")
    period = Period(_minutes(from_hour, from_minute), _minutes(to_hour, to_minute))
    if period.opens >= period.closes:
        raise HoursUnreadable(
            _("%(period)s closes before it opens. Hours past midnight belong to the next day.")
            % {"period": _write_period(period)}
        )
    return period


def _minutes(hour: str, minute: str) -> int:
    total = int(hour) * 60 + int(minute)
    if int(minute) >= 60 or total > DAY_MINUTES:
        raise HoursUnreadable(
            _("A day has no %(time)s: its times go from 0:00 to 24:00.")
            % {"time": f"{hour}:{minute}"}
        )
    return total


def _write_period(period: Period) -> str:
    return f"{_write_time(period.opens)}-{_write_time(period.closes)}"


def _write_time(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"
