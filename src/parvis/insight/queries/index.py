"""The index: how a brand answers, in the numbers of docs/explanation/numbers.md."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypedDict

from django.db.models import Count
from django.db.models.functions import TruncDate

from parvis.brands.calendar import opening_hours
from parvis.brands.models import Brand
from parvis.channels.models import Account
from parvis.insight.queries.counted import WINDOWS, Period, conditions, turns
from parvis.insight.queries.figures import Figures, Within
from parvis.insight.queries.missed import Missed, missed
from parvis.insight.queries.waiting import Waiting, waiting

DEFINITIONS = 3
"""The version of the definitions; figures of different versions are never compared."""
SHORTEST = WINDOWS[0]
DAYS_SHOWN_ONE_BY_ONE = 31


@dataclass(frozen=True, kw_only=True)
class Stretch(Within):
    """The turns asked on the brand's own days from `first` to `last`, by the shortest window."""

    first: date
    last: date


@dataclass(frozen=True, kw_only=True)
class Channel(Within):
    """The turns asked on one account of the brand, by the shortest window."""

    account: Account


@dataclass(frozen=True)
class Index:
    """`before` are the figures of the period before, as they stood at its end."""

    brand: Brand
    now: Figures
    before: Figures
    waiting: Waiting
    channels: Sequence[Channel]
    stretches: Sequence[Stretch]
    missed: Missed


def index(brand: Brand, period: Period) -> Index:
    """The index of a brand over a period, beside the period before. A fixed number of queries.

    It tells what has been worked out: `insight.actions.catch_up` goes before it.
    """
    hours = opening_hours(brand, years=range(brand.created_at.year, period.at.year + 1))
    asked = _by_day_and_account(brand, period)
    now = Figures(brand, period, hours=hours)
    return Index(
        brand=brand,
        now=now,
        before=Figures(brand, period.before, hours=hours),
        waiting=waiting(brand, at=period.at),
        channels=_channels(brand, asked),
        stretches=_stretches(brand, period, asked),
        missed=missed(brand, period, now.rates),
    )


def _channels(brand: Brand, asked: Mapping[Place, InTime]) -> Sequence[Channel]:
    """The accounts on which anything was asked, the most asked first."""
    accounts = Account.objects.filter(brand=brand).in_bulk()
    of_account: dict[int, list[InTime]] = defaultdict(list)
    for (_day, account_id), counts in asked.items():
        of_account[account_id].append(counts)
    channels = [
        Channel(account=accounts[account_id], **_sum(parts))
        for account_id, parts in of_account.items()
    ]
    return sorted(channels, key=lambda channel: (-channel.elapsed, channel.account.pk))


def _stretches(brand: Brand, period: Period, asked: Mapping[Place, InTime]) -> Sequence[Stretch]:
    """Day by day; week by week when there are many. Days without turns are there, with none."""
    of_day: dict[date, list[InTime]] = defaultdict(list)
    for (day, _account_id), counts in asked.items():
        of_day[day].append(counts)
    first, last = (moment.astimezone(brand.zone).date() for moment in (period.since, period.at))
    stretches = []
    while first <= last:
        end = min(_end_of_stretch(first, period), last)
        days = [first + timedelta(days=more) for more in range((end - first).days + 1)]
        parts = [part for day in days for part in of_day[day]]
        stretches.append(Stretch(first=first, last=end, **_sum(parts)))
        first = end + timedelta(days=1)
    return stretches


Place = tuple[date, int]
"""A day of the brand, and an account."""


class InTime(TypedDict):
    """How many turns were answered within the shortest window, of those whose window is over."""

    within: int
    elapsed: int


def _by_day_and_account(brand: Brand, period: Period) -> Mapping[Place, InTime]:
    is_it = conditions(at=period.at)
    rows = (
        turns(brand, period)
        .filter(is_it[f"elapsed-{SHORTEST}"])
        .values("account_id", day=TruncDate("asked_at", tzinfo=brand.zone))
        .annotate(elapsed=Count("pk"), within=Count("pk", filter=is_it[f"within-{SHORTEST}"]))
        .order_by()
    )
    return {
        (row["day"], row["account_id"]): {"within": row["within"], "elapsed": row["elapsed"]}
        for row in rows
    }


def _sum(parts: Sequence[InTime]) -> InTime:
    return {
        "within": sum(part["within"] for part in parts),
        "elapsed": sum(part["elapsed"] for part in parts),
    }


def _end_of_stretch(first: date, period: Period) -> date:
    """The day itself, or the Sunday of its week."""
    if period.days <= DAYS_SHOWN_ONE_BY_ONE:
        return first
    return first + timedelta(days=6 - first.weekday())
