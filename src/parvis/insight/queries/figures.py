"""All that is counted over one period, each number with the whole that it is a part of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

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


class Figures:
    """All that is counted over a period, as it stood at its end. Counted when it is asked for:
    of the period before, the page tells only a part."""

    def __init__(self, brand: Brand, period: Period, *, hours: OpeningHours) -> None:
        self.period = period
        self._brand = brand
        self._hours = hours

    @property
    def turns(self) -> int:
        return self._counts["turns"]

    @property
    def is_empty(self) -> bool:
        return self.persons.addressed == 0

    @property
    def rates(self) -> Sequence[AnswerRate]:
        return [self._rate(hours) for hours in WINDOWS]

    @property
    def promise(self) -> PromiseKept:
        return PromiseKept(
            minutes=self._brand.promise_minutes,
            kept=self._counts["kept"],
            due=self._counts["due"],
        )

    @property
    def response(self) -> ResponseTime:
        return ResponseTime(
            turns=self._counts["turns"],
            answered=self._counts["answered"],
            machine_only=self._counts["machine-only"],
            on_the_clock=self.on_the_clock,
            in_opening_hours=self.in_opening_hours,
        )

    @cached_property
    def persons(self) -> PersonsAnswered:
        found = heard(self._brand, self.period).aggregate(
            addressed=Count("person_id", distinct=True),
            answered=Count("person_id", distinct=True, filter=is_answered(at=self.period.at)),
        )
        return PersonsAnswered(**found)

    @cached_property
    def on_the_clock(self) -> Times:
        return times_on_the_clock(turns(self._brand, self.period), at=self.period.at)

    @cached_property
    def in_opening_hours(self) -> Times:
        return times_in_opening_hours(
            turns(self._brand, self.period),
            at=self.period.at,
            open_until_now=_open_until(self.period.at, self._brand, self._hours),
        )

    @cached_property
    def contacts(self) -> Contacts:
        return contacts(self._brand, self.period)

    @cached_property
    def resolutions(self) -> Resolutions:
        return resolutions(self._brand, self.period)

    @cached_property
    def posts(self) -> PostsPerReply:
        return posts_per_reply(self._brand, self.period)

    @cached_property
    def _counts(self) -> Mapping[str, int]:
        """Every number of `conditions`, read in one pass."""
        wanted = conditions(at=self.period.at)
        found = turns(self._brand, self.period).aggregate(
            **{name.replace("-", "_"): Count("pk", filter=is_it) for name, is_it in wanted.items()}
        )
        return {name: found[name.replace("-", "_")] for name in wanted}

    def _rate(self, hours: int) -> AnswerRate:
        return AnswerRate(
            hours=hours,
            within=self._counts[f"within-{hours}"],
            elapsed=self._counts[f"elapsed-{hours}"],
            open=self._counts[f"open-{hours}"],
            early=self._counts[f"early-{hours}"],
        )


def _open_until(moment: datetime, brand: Brand, hours: OpeningHours) -> timedelta:
    """How long the brand had been open since it was made; less than nothing before."""
    made = brand.created_at
    if moment >= made:
        return hours.open_between(made, moment)
    return -hours.open_between(moment, made)
