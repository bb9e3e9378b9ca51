"""All that is counted over one period, each number with the whole that it is a part of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count

from parvis.brands.hours import OpeningHours
from parvis.brands.models import Brand
from parvis.insight.queries.contacts import Contacts, contacts
from parvis.insight.queries.counted import (
    WINDOWS,
    Period,
    conditions,
    heard,
    is_answered,
    turns,
)
from parvis.insight.queries.posts import PostsPerReply, posts_per_reply
from parvis.insight.queries.resolutions import Resolutions, resolutions
from parvis.insight.queries.shares import share_of, wilson_interval
from parvis.insight.queries.times import Times, times_in_opening_hours, times_on_the_clock


@dataclass(frozen=True, kw_only=True)
class Within:
    """Turns answered `within` a window, of those whose window has `elapsed`."""

    within: int
    elapsed: int

    @property
    def share(self) -> float | None:
        return share_of(self.within, self.elapsed)

    @property
    def missed(self) -> int:
        return self.elapsed - self.within

    @property
    def interval(self) -> tuple[float, float] | None:
        return wilson_interval(self.within, self.elapsed)


@dataclass(frozen=True, kw_only=True)
class AnswerRate(Within):
    """Beside it the turns still inside the window: `open` without an answer, `early` with one."""

    hours: int
    open: int
    early: int


@dataclass(frozen=True)
class PersonsAnswered:
    """`answered` of `addressed`: persons who addressed the brand."""

    answered: int
    addressed: int

    @property
    def share(self) -> float | None:
        return share_of(self.answered, self.addressed)

    @property
    def unanswered(self) -> int:
        return self.addressed - self.answered


@dataclass(frozen=True)
class ResponseTime:
    """Over `turns`, of which `answered`; on the clock and in opening hours. `machine_only` turns
    have had an automatic reply and no other."""

    turns: int
    answered: int
    machine_only: int
    on_the_clock: Times
    in_opening_hours: Times

    @property
    def unanswered(self) -> int:
        return self.turns - self.answered


@dataclass(frozen=True)
class PromiseKept:
    """`kept` of `due`: turns whose promise has fallen due. `minutes` of opening hours."""

    minutes: int
    kept: int
    due: int

    @property
    def share(self) -> float | None:
        return share_of(self.kept, self.due)

    @property
    def broken(self) -> int:
        return self.due - self.kept


@dataclass(frozen=True)
class Figures:
    """All that is counted over a period."""

    period: Period
    rates: Sequence[AnswerRate]
    persons: PersonsAnswered
    response: ResponseTime
    promise: PromiseKept
    contacts: Contacts
    resolutions: Resolutions
    posts: PostsPerReply

    @property
    def turns(self) -> int:
        return self.response.turns

    @property
    def is_empty(self) -> bool:
        return self.persons.addressed == 0


def figures(brand: Brand, period: Period, *, hours: OpeningHours) -> Figures:
    """Count a period as it stood at its end. A fixed number of queries."""
    counts = _counts(brand, period)
    return Figures(
        period=period,
        rates=[_rate(counts, hours=window) for window in WINDOWS],
        persons=_persons(brand, period),
        response=_response(brand, period, counts, hours=hours),
        promise=PromiseKept(minutes=brand.promise_minutes, kept=counts["kept"], due=counts["due"]),
        contacts=contacts(brand, period),
        resolutions=resolutions(brand, period),
        posts=posts_per_reply(brand, period),
    )


def _counts(brand: Brand, period: Period) -> Mapping[str, int]:
    """Every number of `conditions`, read in one pass."""
    wanted = conditions(at=period.at)
    found = turns(brand, period).aggregate(
        **{name.replace("-", "_"): Count("pk", filter=is_it) for name, is_it in wanted.items()}
    )
    return {name: found[name.replace("-", "_")] for name in wanted}


def _rate(counts: Mapping[str, int], *, hours: int) -> AnswerRate:
    return AnswerRate(
        hours=hours,
        within=counts[f"within-{hours}"],
        elapsed=counts[f"elapsed-{hours}"],
        open=counts[f"open-{hours}"],
        early=counts[f"early-{hours}"],
    )


def _persons(brand: Brand, period: Period) -> PersonsAnswered:
    found = heard(brand, period).aggregate(
        addressed=Count("person_id", distinct=True),
        answered=Count("person_id", distinct=True, filter=is_answered(at=period.at)),
    )
    return PersonsAnswered(**found)


def _response(
    brand: Brand, period: Period, counts: Mapping[str, int], *, hours: OpeningHours
) -> ResponseTime:
    asked = turns(brand, period)
    return ResponseTime(
        turns=counts["turns"],
        answered=counts["answered"],
        machine_only=counts["machine-only"],
        on_the_clock=times_on_the_clock(asked, at=period.at),
        in_opening_hours=times_in_opening_hours(
            asked, at=period.at, open_until_now=_open_until(period.at, brand, hours)
        ),
    )


def _open_until(moment: datetime, brand: Brand, hours: OpeningHours) -> timedelta:
    """How long the brand had been open since it was made; less than nothing before."""
    made = brand.created_at
    if moment >= made:
        return hours.open_between(made, moment)
    return -hours.open_between(moment, made)
