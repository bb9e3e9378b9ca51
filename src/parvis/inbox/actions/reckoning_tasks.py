"""What the matters of a brand take to answer, reckoned every night from how their cases went."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from statistics import mean, median
from typing import Any, NamedTuple

from django.db import connection

from parvis.brands.calendar import opening_hours
from parvis.brands.hours import OpeningHours
from parvis.brands.models import Brand
from parvis.inbox.models import Matter
from parvis.inbox.queries.matters import KnownMatters, known_matters
from parvis.inbox.task_values import Figures, value_of

LOOKED_BACK, COUNTED_BACK = timedelta(days=90), timedelta(days=30)
NEWEST = 5_000
"""Closed cases of a brand, the latest first, are looked at."""

CASES = """
SELECT coalesce(own.matter_id, CASE WHEN own.id IS NULL THEN told.matter_id END),
       told.first, ended.resolved_at, told.turns, ended.reopened, told.negative
FROM (
    SELECT id FROM inbox_case
    WHERE brand_id = %(brand)s AND state IN ('resolved', 'history') AND last_activity_at > %(from)s
    ORDER BY last_activity_at DESC, id DESC LIMIT %(newest)s
) AS c
LEFT JOIN inbox_casematter own ON own.case_id = c.id AND own.ended_at IS NULL
JOIN LATERAL (
    SELECT (array_agg(j.matter_id ORDER BY calls_for_answer DESC, matter_chance DESC, said_at))[1]
               AS matter_id,
           min(said_at) AS first, count(*) AS turns, bool_or(p_negative >= 0.5) AS negative
    FROM inbox_casemessage place JOIN inbox_judgement j ON j.message_id = place.message_id
    WHERE place.case_id = c.id
) AS told ON told.first IS NOT NULL
JOIN LATERAL (
    SELECT max(resolved_at) FILTER (WHERE reopened_at IS NULL) AS resolved_at,
           bool_or(reopened_at IS NOT NULL AND NOT was_undone) AS reopened
    FROM inbox_resolution WHERE case_id = c.id
) AS ended ON ended.resolved_at IS NOT NULL
"""
MESSAGES = """
SELECT matter_id, count(*), avg(p_simple), avg(p_middle), avg(p_difficult)
FROM inbox_judgement WHERE matter_id = ANY(%(matters)s) AND said_at > %(from)s AND message_id > (
    SELECT coalesce(min(id), 0) FROM (
        SELECT message_id AS id FROM inbox_judgement ORDER BY message_id DESC LIMIT %(newest)s
    ) AS newest)
GROUP BY matter_id
"""
NEWEST_MESSAGES = 200_000


class _Case(NamedTuple):
    matter: int | None
    minutes: float
    turns: int
    reopened: bool
    negative: bool


@dataclass(frozen=True)
class _Heard:
    """Messages of the last month, and what their words look like on average."""

    count: int
    p_simple: float
    p_middle: float
    p_difficult: float


def reckon_tasks(brand: Brand, *, at: datetime) -> None:
    """Write down the figures of each accepted matter and what they propose."""
    known = known_matters(brand.pk)
    if not known.accepted:
        return
    cases = _closed_cases(brand, known, at=at)
    usual = median(case.minutes for case in cases) if cases else 0.0
    heard = _heard(known, at=at)
    for matter in known.accepted.values():
        own = [case for case in cases if case.matter == matter.pk]
        figures = _figures(own, usual, heard.get(matter.pk, _Heard(0, 0.0, 0.0, 0.0)))
        matter.figures, matter.task = asdict(figures), value_of(figures)
        matter.reckoned_at = at
    Matter.objects.bulk_update(known.accepted.values(), ["figures", "task", "reckoned_at"])


def _closed_cases(brand: Brand, known: KnownMatters, *, at: datetime) -> list[_Case]:
    since = at - LOOKED_BACK
    rows = _rows(CASES, {"brand": brand.pk, "from": since, "newest": NEWEST})
    hours = opening_hours(brand, years=range(since.year - 1, at.year + 1))
    return [
        _Case(
            known.now(matter) if matter else None,
            _open_minutes(hours, first, resolved),
            turns,
            bool(reopened),
            bool(negative),
        )
        for matter, first, resolved, turns, reopened, negative in rows
        if first > since - LOOKED_BACK
    ]


def _open_minutes(hours: OpeningHours, first: datetime, resolved: datetime) -> float:
    return hours.open_between(first, max(first, resolved)) / timedelta(minutes=1)


def _heard(known: KnownMatters, *, at: datetime) -> Mapping[int, _Heard]:
    """Those merged into one count for it."""
    before = {old: pk for pk in known.accepted for old in known.before(pk)}
    rows = _rows(
        MESSAGES,
        {"matters": list(before), "from": at - COUNTED_BACK, "newest": NEWEST_MESSAGES},
    )
    parts: dict[int, list[_Heard]] = defaultdict(list)
    for matter, *told in rows:
        parts[before[matter]].append(_Heard(*told))
    return {matter: _together(of) for matter, of in parts.items()}


def _together(parts: Iterable[_Heard]) -> _Heard:
    told = list(parts)
    count = sum(part.count for part in told)

    def on_average(values: Iterable[float]) -> float:
        weighed = zip(values, told, strict=True)
        return sum(value * part.count for value, part in weighed) / count

    return _Heard(
        count,
        on_average(part.p_simple for part in told),
        on_average(part.p_middle for part in told),
        on_average(part.p_difficult for part in told),
    )


def _figures(cases: Sequence[_Case], usual: float, heard: _Heard) -> Figures:
    return Figures(
        cases=len(cases),
        minutes=median(case.minutes for case in cases) if cases else 0.0,
        usual_minutes=usual,
        turns=mean(case.turns for case in cases) if cases else 0.0,
        reopened=mean(case.reopened for case in cases) if cases else 0.0,
        negative=mean(case.negative for case in cases) if cases else 0.0,
        messages=heard.count,
        p_simple=heard.p_simple,
        p_middle=heard.p_middle,
        p_difficult=heard.p_difficult,
    )


def _rows(statement: str, given: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
