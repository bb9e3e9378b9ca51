"""How long cases take until they are resolved, and how many come back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet

from parvis.brands.models import Brand
from parvis.inbox.models import Case, Pause, Promise, Resolution
from parvis.insight.queries.counted import Period
from parvis.insight.queries.shares import share_of
from parvis.insight.queries.times import Times, Waits, waits_of

NEW_EPISODE_AFTER = timedelta(days=14)
"""A case that comes back longer after it was resolved is another matter: for the inbox a message
begins a new case then, so that only somebody of the team can still have reopened the old one."""


@dataclass(frozen=True)
class Resolutions:
    """Over `cases` opened in a period, of which `resolved`; how long that took on the clock.

    `kept` of `due`: promised resolutions that have fallen due. `minutes` of opening hours are
    promised now, None for no promise. `reopened` cases came back within the period, and
    `new_episodes` of them after two weeks of silence.
    """

    cases: int
    resolved: int
    times: Times
    minutes: int | None
    kept: int
    due: int
    reopened: int
    new_episodes: int

    @property
    def unresolved(self) -> int:
        return self.cases - self.resolved

    @property
    def kept_share(self) -> float | None:
        return share_of(self.kept, self.due)

    @property
    def broken(self) -> int:
        return self.due - self.kept

    @property
    def episodes(self) -> int:
        """Cases opened, and cases that came back so late that it is another matter."""
        return self.cases + self.new_episodes


def resolutions(brand: Brand, period: Period) -> Resolutions:
    """As it stood at the end of the period. History was never open, and is not counted."""
    opened = _waits(brand, period)
    promised = resolution_promises(brand, period).aggregate(
        kept=Count("pk", filter=IS_KEPT), due=Count("pk")
    )
    undone = reopenings(brand, period).aggregate(
        reopened=Count("pk"), new_episodes=Count("pk", filter=_is_new_episode())
    )
    return Resolutions(
        cases=opened.all,
        resolved=opened.ended,
        times=opened.times,
        minutes=brand.resolution_minutes,
        **promised,
        **undone,
    )


IS_KEPT = Q(answered_at__lte=F("due_at"))


def opened_cases(brand: Brand, period: Period) -> QuerySet[Case]:
    states = [Case.State.OPEN, Case.State.RESOLVED]
    return Case.objects.filter(
        brand=brand, state__in=states, opened_at__gt=period.since, opened_at__lte=period.at
    )


def resolved_cases(brand: Brand, period: Period) -> QuerySet[Case]:
    """Those of the opened that were resolved at the period's end."""
    return opened_cases(brand, period).filter(Exists(_resolutions_in_force(period)))


def unresolved_cases(brand: Brand, period: Period) -> QuerySet[Case]:
    return opened_cases(brand, period).filter(~Exists(_resolutions_in_force(period)))


def _resolutions_in_force(period: Period) -> QuerySet[Resolution]:
    return Resolution.objects.filter(
        Q(reopened_at=None) | Q(reopened_at__gt=period.at),
        case=OuterRef("pk"),
        resolved_at__lte=period.at,
    )


def _in_force(period: Period) -> FilteredRelation:
    """The same beside each case, in one pass over all of them: one was in force at a time."""
    held = Q(resolutions__reopened_at=None) | Q(resolutions__reopened_at__gt=period.at)
    return FilteredRelation(
        "resolutions", condition=held & Q(resolutions__resolved_at__lte=period.at)
    )


def resolution_promises(brand: Brand, period: Period) -> QuerySet[Promise]:
    """Promised in the period and fallen due by its end. One that rests with the customer does
    not fall due."""
    resting = Pause.objects.filter(
        Q(ended_at=None) | Q(ended_at__gt=period.at),
        promise=OuterRef("pk"),
        started_at__lte=period.at,
    )
    return Promise.objects.filter(
        Q(released_at=None) | Q(released_at__gt=period.at),
        ~Exists(resting),
        kind=Promise.Kind.RESOLUTION,
        is_moot=False,
        case__brand=brand,
        started_at__gt=period.since,
        started_at__lte=period.at,
        due_at__lt=period.at,
    )


def reopenings(brand: Brand, period: Period) -> QuerySet[Resolution]:
    """Resolutions that were undone in the period."""
    return Resolution.objects.filter(
        case__brand=brand, reopened_at__gt=period.since, reopened_at__lte=period.at
    )


def new_episodes(brand: Brand, period: Period) -> QuerySet[Resolution]:
    """Undone after so long a silence that a message would have begun a new case."""
    return reopenings(brand, period).filter(_is_new_episode())


def _is_new_episode() -> Q:
    return Q(reopened_at__gt=F("resolved_at") + NEW_EPISODE_AFTER)


def _waits(brand: Brand, period: Period) -> Waits:
    sql, params = (
        opened_cases(brand, period)
        .annotate(in_force=_in_force(period))
        .annotate(held_since=F("in_force__resolved_at"))
        .values_list("opened_at", "held_since")
        .query.sql_with_params()
    )
    return waits_of(WAITS.format(opened=sql), (period.at, *params))


WAITS = """
SELECT held_since IS NOT NULL AS over, coalesce(held_since, %s) - opened_at AS wait
FROM ({opened}) opened
"""
