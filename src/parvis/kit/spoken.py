"""Times, durations and shares as people say them, in the language of the page."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR
MISSING = "–"


def remaining(due: datetime, now: datetime) -> str:
    """What is left until `due`, or by how much it is late: "25 min left", "late by 2 h"."""
    left = due - now
    if left < timedelta(0):
        return _("late by %(duration)s") % {"duration": duration(-left)}
    return _("%(duration)s left") % {"duration": duration(left)}


def duration(length: timedelta) -> str:
    """A length of time by its one or two largest units: "40 s", "25 min", "2 h 10", "3 days"."""
    seconds = int(length.total_seconds())
    if seconds < MINUTE:
        return _("%(seconds)s s") % {"seconds": seconds}
    if seconds < HOUR:
        return _("%(minutes)s min") % {"minutes": seconds // MINUTE}
    if seconds < 2 * DAY:
        return _hours(seconds)
    days = seconds // DAY
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}


def ago(moment: datetime, now: datetime) -> str:
    """A past moment: "just now", "12 min ago", "yesterday at 18:04", "3 March 2024"."""
    passed = (now - moment).total_seconds()
    if 0 <= passed < MINUTE:
        return _("just now")
    if 0 <= passed < HOUR:
        return _("%(minutes)s min ago") % {"minutes": int(passed) // MINUTE}
    return day_and_time(moment, now)


def day_and_time(moment: datetime, now: datetime) -> str:
    """A moment by its day and hour, no more precisely than is of use from `now`."""
    local, today = timezone.localtime(moment), timezone.localtime(now).date()
    days = (local.date() - today).days
    if days == 0:
        return _("today at %(time)s") % {"time": clock_time(moment)}
    if days == -1:
        return _("yesterday at %(time)s") % {"time": clock_time(moment)}
    if days == 1:
        return _("tomorrow at %(time)s") % {"time": clock_time(moment)}
    if abs(days) < 7:
        weekday = date_format(local, "l")
        return _("%(day)s at %(time)s") % {"day": weekday, "time": clock_time(moment)}
    if local.year == today.year:
        return _("%(day)s at %(time)s") % {"day": day(local, "j F"), "time": clock_time(moment)}
    return day(local)


def day(on: date, form: str = "j F Y") -> str:
    """A day as it is said, in one of Django's forms: "3 March 2024", "1er mars 2024"."""
    if on.day == 1:
        first = pgettext("the number of the first day of a month", "1")
        form = form.replace("j", "".join(f"\\{letter}" for letter in first))
    return date_format(on, form)


def clock_time(moment: datetime) -> str:
    """The time of day: "18:04"."""
    return date_format(timezone.localtime(moment), pgettext("time of day", "H:i"))


def number(value: float | Decimal | Literal[""] | None, decimals: int = 0) -> str:
    """A number of the locale, its thousands apart: 1,039. A half goes up, as people round; what is
    missing is a dash."""
    if value is None or value == "":
        return MISSING
    return number_format(
        _rounded(Decimal(str(value)), decimals), use_l10n=True, force_grouping=True
    )


def share(value: float | Decimal | Literal[""] | None, decimals: int = 0) -> str:
    """A part of one, as a percentage of the locale: "34.5%"; rounded as `number` is."""
    if value is None or value == "":
        return MISSING
    percent = number_format(_rounded(100 * Decimal(str(value)), decimals), use_l10n=True)
    return pgettext("percentage", "%(number)s%%") % {"number": percent}


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) + 0  # no "-0"


def in_ten(value: float) -> str:
    """A part of one in words: "8 in 10", "fewer than 1 in 100"."""
    if value >= 0.995:
        return _("all")
    if value >= 0.095:
        return _("%(count)s in 10") % {"count": round(10 * value)}
    if value >= 0.0095:
        return _("%(count)s in 100") % {"count": round(100 * value)}
    return _("fewer than 1 in 100") if value > 0 else _("none")


def colon(words: object) -> str:
    """Words that introduce others, as the language sets its colon: "Target:"."""
    return pgettext("a name, before what is said of it", "%(words)s:") % {"words": words}


def promise_state(due: datetime, now: datetime) -> str:
    """How a running promise stands: "calm", "soon" (90 min), "breaking" (30 min) or "broken"."""
    left = due - now
    if left < timedelta(0):
        return "broken"
    if left <= timedelta(minutes=30):
        return "breaking"
    return "soon" if left <= timedelta(minutes=90) else "calm"


def _hours(seconds: int) -> str:
    hours, minutes = divmod(seconds // MINUTE, 60)
    if minutes == 0 or hours >= 10:
        return _("%(hours)s h") % {"hours": hours}
    return _("%(hours)s h %(minutes)s") % {"hours": hours, "minutes": f"{minutes:02}"}
