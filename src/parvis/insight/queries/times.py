"""How long people wait, those still waiting included, worked out where the rows lie.

Who still waits counts as waiting up to what is known of them, and then leaves the reckoning
(Kaplan and Meier, 1958): neither forgotten nor taken for answered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from parvis.insight.models import Heard


@dataclass(frozen=True)
class Times:
    """How long it takes. None: not reached (too many still wait), or nobody asked.

    The median and p90 are Kaplan and Meier's; the mean is of those that ended.
    """

    median: timedelta | None
    p90: timedelta | None
    mean_of_answered: timedelta | None


@dataclass(frozen=True)
class Waits:
    """How many there were, how many of them `ended`, and how long that took."""

    all: int
    ended: int
    times: Times


def times_on_the_clock(turns: QuerySet[Heard], *, at: datetime) -> Times:
    """From the request to its answer; to `at` where there was none by then."""
    rows = turns.values_list("asked_at", "answered_at")
    sql, params = rows.query.sql_with_params()
    return waits_of(WAITS_ON_THE_CLOCK.format(asked=sql), (at, at, at, *params)).times


def times_in_opening_hours(
    turns: QuerySet[Heard], *, at: datetime, open_until_now: timedelta
) -> Times:
    """The same in opening hours. `open_until_now`: how long the brand was open, since it was
    made, until `at`."""
    rows = turns.values_list("answered_at", "open_before", "open_wait")
    sql, params = rows.query.sql_with_params()
    return waits_of(
        WAITS_IN_OPENING_HOURS.format(asked=sql), (at, at, open_until_now, *params)
    ).times


def waits_of(waits: str, params: Sequence[Any]) -> Waits:
    """`waits` is a query of `over` (it ended) and `wait` (until then, or so far)."""
    with connection.cursor() as cursor:
        cursor.execute(TIMES.format(waits=waits), params)
        counted, ended, median, p90, mean = cursor.fetchone()
    return Waits(counted, ended, Times(median=median, p90=p90, mean_of_answered=mean))


WAITS_ON_THE_CLOCK = """
SELECT coalesce(answered_at <= %s, false) AS over,
    least(coalesce(answered_at, %s), %s) - asked_at AS wait
FROM ({asked}) asked
"""
WAITS_IN_OPENING_HOURS = """
SELECT coalesce(answered_at <= %s, false) AS over,
    CASE WHEN answered_at <= %s THEN open_wait
         ELSE greatest(%s - open_before, interval '0') END AS wait
FROM ({asked}) asked
"""

# The sum of logarithms is the product of what is left after each length; of nothing left there is
# no logarithm. 1e-9 is what adding up so many of them may be off.
TIMES = """
WITH waits AS ({waits}),
lengths AS (
    SELECT wait, count(*) FILTER (WHERE over) AS ended, count(*) AS leaving FROM waits GROUP BY wait
),
at_risk AS (
    SELECT wait, ended, sum(leaving) OVER (ORDER BY wait DESC)::float8 AS waiting FROM lengths
),
still AS (
    SELECT wait,
        exp(sum(ln(greatest(1 - ended / waiting, 1e-300))) OVER (ORDER BY wait)) AS waiting
    FROM at_risk WHERE ended > 0
)
SELECT counted.*, steps.median, steps.p90, mean.wait
FROM
    (
        SELECT coalesce(sum(leaving), 0)::bigint, coalesce(sum(ended), 0)::bigint FROM lengths
    ) counted,
    (
        SELECT min(wait) FILTER (WHERE waiting <= 0.5 + 1e-9) AS median,
            min(wait) FILTER (WHERE waiting <= 0.1 + 1e-9) AS p90
        FROM still
    ) steps,
    (SELECT sum(wait * ended) / nullif(sum(ended), 0) AS wait FROM lengths) mean
"""
