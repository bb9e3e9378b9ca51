"""When people of the town write, and how long the brand takes to answer them."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from parvis.brands.hours import OpeningHours
from parvis.config.demo.brand import ANSWERING, Colleague
from parvis.config.demo.scripts.script import Channel

DAYS = 30
HOUR = timedelta(hours=1)

_BY_WEEKDAY = (1.2, 1.08, 1.0, 1.0, 0.95, 0.85, 0.8)
_BY_HOUR = (
    *(4, 2, 1, 1, 1, 2, 6, 18, 40, 62, 66, 58),
    *(60, 48, 46, 48, 50, 56, 64, 62, 66, 58, 36, 14),
)
_MEDIAN_MINUTES: dict[Channel, float] = {"square": 25, "web": 34, "mail": 50}
_SPREAD = 1.15
_WORST_DAY_SLOWER = 3.2


@dataclass(frozen=True)
class Calendar:
    """The days that matter to the story."""

    now: datetime
    zone: ZoneInfo

    @property
    def worst_day(self) -> date:
        """The Tuesday of the third week, when the carrier's depot stood under water."""
        return self._weekday(2, 1)

    @property
    def charged_twice(self) -> datetime:
        """The Thursday of last week, from which on the shop charged cards twice for two hours."""
        return datetime.combine(self._weekday(1, 3), time(9), self.zone)

    @property
    def days(self) -> list[date]:
        """The thirty days before today, and today."""
        today = self.now.astimezone(self.zone).date()
        return [today - timedelta(days=n) for n in range(DAYS, -1, -1)]

    def is_slow(self, moment: datetime) -> bool:
        return 0 <= (moment.astimezone(self.zone).date() - self.worst_day).days <= 1

    def when_answered(self, moment: datetime, *, hours: OpeningHours) -> datetime:
        """The moment itself; of the weekend on which nobody came, an hour of the Monday after."""
        begins = datetime.combine(self._weekday(3, 5), time(8), self.zone)
        ends = datetime.combine(self._weekday(2, 0), time(8, 20), self.zone)
        if not begins <= moment < ends:
            return moment
        return hours.due_at(ends, after=(moment - begins) / 9)

    def at(self, day: date, chance: random.Random) -> datetime:
        """Some moment of the day at which people write."""
        hour = chance.choices(range(24), weights=_BY_HOUR)[0]
        return datetime.combine(
            day, time(hour, chance.randrange(60), chance.randrange(60)), self.zone
        )

    def _weekday(self, weeks_ago: int, weekday: int) -> date:
        today = self.now.astimezone(self.zone).date()
        return today - timedelta(days=today.weekday() - weekday, weeks=weeks_ago)


def how_many(day: date, *, a_day: float, chance: random.Random) -> int:
    """How many conversations begin on that day, where `a_day` is the usual number."""
    return round(a_day * _BY_WEEKDAY[day.weekday()] * chance.uniform(0.86, 1.14))


def time_to_answer(channel: Channel, *, slow: bool, chance: random.Random) -> timedelta:
    """Opening time from a question to its answer: mostly under an hour or two, at times long."""
    minutes = _MEDIAN_MINUTES[channel] * chance.lognormvariate(0, _SPREAD)
    return timedelta(minutes=max(2.5, minutes * (_WORST_DAY_SLOWER if slow else 1)))


def time_to_come_back(chance: random.Random) -> timedelta:
    """From the brand's answer to the person's next words: minutes, or the next day."""
    return timedelta(minutes=min(3 * 24 * 60, max(1.5, 32 * chance.lognormvariate(0, 1.5))))


def time_to_chase(chance: random.Random) -> timedelta:
    """How long somebody without an answer waits until they ask again."""
    return timedelta(minutes=chance.uniform(4.4, 26) * 60)


def by_day(moment: datetime, *, zone: ZoneInfo) -> datetime:
    """Nobody goes on with a conversation in the middle of the night."""
    local = moment.astimezone(zone)
    if 7 <= local.hour < 23:
        return moment
    morning = local.replace(hour=7) + timedelta(hours=(local.minute + 7 * local.second) % 300 / 100)
    return morning if local.hour < 7 else morning + timedelta(days=1)


def opened_since(now: datetime, *, open_time: timedelta, hours: OpeningHours) -> datetime:
    """The moment since which the brand has been open for so long."""
    moment = now - open_time
    while (missing := open_time - hours.open_between(moment, now)) > timedelta():
        moment -= missing
    return moment


def on_shift(
    moment: datetime, *, language: str, zone: ZoneInfo, chance: random.Random
) -> Colleague:
    """Who of the team answers then; when nobody's shift it is, somebody stays longer."""
    local = moment.astimezone(zone)
    able = [colleague for colleague in ANSWERING if language in colleague.speaks]
    there = [
        colleague
        for colleague in able
        if colleague.shift
        and local.weekday() in colleague.shift.days
        and colleague.shift.begins <= local.hour < colleague.shift.ends
    ]
    among = there or able
    return chance.choices(among, weights=[colleague.share for colleague in among])[0]


def is_on_shift(colleague: Colleague, moment: datetime, *, zone: ZoneInfo) -> bool:
    local = moment.astimezone(zone)
    shift = colleague.shift
    return bool(shift and local.weekday() in shift.days and shift.begins <= local.hour < shift.ends)
