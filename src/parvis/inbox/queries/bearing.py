"""Which cases of a list bear marks (inbox.marks), in the list's own order.

The first of the list are looked at one by one, which is enough for marks that many bear; for the
others the index says which cases bear them. Where it names too many, the page ends with what was
looked at, and the next goes on from there: no page reads more than a bounded number of rows, and
no case is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from parvis.inbox.models import Case
from parvis.inbox.queries.places import Order, Place, sort_cases

LOOKED_THROUGH = 1_000
"""Of the first cases of a brand's list, one by one, before the index is asked."""

MOST_BORNE = 3_000
"""Cases that the index may name."""

FIRST = """
WITH first AS MATERIALIZED ({listed}), looked_to (moment, case_id) AS (
    SELECT * FROM first OFFSET %s
), borne (moment, case_id) AS (
    SELECT first.* FROM first JOIN inbox_casewords words ON words.case_id = first.pk
    WHERE words.search @@ %s::tsquery ORDER BY {order} LIMIT %s
)
SELECT true, * FROM looked_to UNION ALL SELECT false, * FROM borne
"""
NAMED = """
SELECT case_id FROM inbox_casewords WHERE brand_id = %s AND search @@ %s::tsquery LIMIT %s
"""
ONE_BY_ONE = "SET LOCAL enable_sort = off"
BY_INDEX = "SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off"
"""What PostgreSQL expects of marks may be far off: else it would sort a whole list to look at its
first cases, or read every case instead of the index."""

Listed = QuerySet[Case, tuple[Any, ...]]


@dataclass(frozen=True)
class Bearers:
    """The first places. `looked_to`: the place up to which these are all; None: to the end."""

    places: Sequence[Place]
    looked_to: Place | None = None


def first_bearing(
    cases: Callable[[int], QuerySet[Case]],
    brand_ids: Sequence[int],
    *,
    marks: Sequence[str],
    order: Order,
    after: Place | None,
    limit: int,
) -> Bearers:
    """The first of these brands' cases that bear all `marks` (inbox.queries.asked_marks). One query
    a brand, three where its first cases do not bear them."""
    asked = " & ".join(marks)
    found = [_of_brand(cases(one), one, asked, order, after, limit) for one in brand_ids]
    ends = [one.looked_to for one in found if one.looked_to]
    looked_to = _sorted(ends, order)[0] if ends else None
    places = _sorted([place for one in found for place in one.places], order)
    if looked_to:
        places = [place for place in places if _sorted([place, looked_to], order)[0] == place]
    return Bearers(places[:limit], looked_to)


def _of_brand(
    cases: QuerySet[Case], brand_id: int, asked: str, order: Order, after: Place | None, limit: int
) -> Bearers:
    listed = sort_cases(cases, order, after)
    with transaction.atomic():
        first = _first(listed[:LOOKED_THROUGH], asked, order, limit)
        if len(first.places) == limit or first.looked_to is None:
            return Bearers(first.places)
        named = _named(brand_id, asked)
    if len(named) == MOST_BORNE:
        return first
    # sorted here: PostgreSQL would walk the list in its order for what may lie at its end
    borne = [Place(*row) for row in listed.filter(pk__one_of=named).order_by()]
    return Bearers(_sorted(borne, order)[:limit])


def _first(listed: Listed, asked: str, order: Order, limit: int) -> Bearers:
    sql, given = listed.query.sql_with_params()
    written = "moment DESC, pk DESC" if order.newest_first else "moment, pk"
    rows = _rows(
        ONE_BY_ONE,
        FIRST.format(listed=sql, order=written),
        [*given, LOOKED_THROUGH - 1, asked, limit],
    )
    last = [Place(moment, case_id) for is_last, moment, case_id in rows if is_last]
    borne = [Place(moment, case_id) for is_last, moment, case_id in rows if not is_last]
    return Bearers(_sorted(borne, order), last[0] if last else None)


def _named(brand_id: int, asked: str) -> list[int]:
    return [pk for (pk,) in _rows(BY_INDEX, NAMED, [brand_id, asked, MOST_BORNE])]


def _rows(settings: str, statement: str, given: Sequence[Any]) -> list[tuple[Any, ...]]:
    """In one round, of which the last result is that of the statement."""
    with connection.cursor() as cursor:
        cursor.execute(f"{settings}; {statement}", given)
        while cursor.nextset():
            pass
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def _sorted(places: Sequence[Place], order: Order) -> list[Place]:
    return sorted(
        places, key=lambda place: (place.moment, place.case_id), reverse=order.newest_first
    )
