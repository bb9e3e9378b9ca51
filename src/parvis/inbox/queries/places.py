"""Long lists by keyset: a page begins after the place at which the one before it ended.

A place is what the list is sorted by, and the case's id. PostgreSQL goes straight to it in an
index, however far down it lies, and a case that comes or goes meanwhile moves no page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Func, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.lookups import GreaterThan, LessThan

from parvis.inbox.models import Case
from parvis.inbox.models.case import DUE

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True)
class Order:
    """By which moment a list is sorted."""

    moment: Combinable
    newest_first: bool = False


BY_PROMISE = Order(DUE)
BY_WAKING = Order(F("snoozed_until"))
LATEST_FIRST = Order(F("last_activity_at"), newest_first=True)


@dataclass(frozen=True)
class Place:
    """Where a page ended. As text it stands in the address of the next one."""

    moment: datetime
    case_id: int

    def __str__(self) -> str:
        return f"{(self.moment - EPOCH) // MICROSECOND:x}.{self.case_id:x}"

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The place of an address; None when it is missing or not one of ours."""
        moment, _, case_id = text.partition(".")
        try:
            return cls(EPOCH + int(moment, 16) * MICROSECOND, int(case_id, 16))
        except (ValueError, OverflowError):
            return None


def first_places(
    cases: Callable[[int], QuerySet[Case]],
    brand_ids: Sequence[int],
    *,
    order: Order,
    after: Place | None,
    limit: int,
) -> list[Place]:
    """The first places of the cases of these brands, in one query.

    Each brand's list is walked in its own index, for as far as is needed, and then they are
    merged: sorting them together would read every case of all brands.
    """
    slices = [sort_cases(cases(brand_id), order, after)[:limit] for brand_id in brand_ids]
    if not slices:
        return []
    rows = slices[0]
    if len(slices) > 1:
        rows = slices[0].union(*slices[1:], all=True).order_by(*_names(order))[:limit]
    return [Place(moment, pk) for moment, pk in rows]


def sort_cases(
    cases: QuerySet[Case], order: Order, after: Place | None = None
) -> QuerySet[Case, tuple[datetime, int]]:
    """Moment and id of each, in this order; what is cut from it is walked in the index."""
    if after is not None:
        own = _row(order.moment, F("pk"))
        other = _row(_moment(after), Value(after.case_id))
        cases = cases.filter((LessThan if order.newest_first else GreaterThan)(own, other))
    # a name for the moment, by which the lists of several brands can be merged
    listed = cases.annotate(moment=order.moment).order_by(*_names(order))
    return listed.values_list("moment", "pk")


def _names(order: Order) -> tuple[str, str]:
    return ("-moment", "-pk") if order.newest_first else ("moment", "pk")


def _row(*parts: Combinable) -> Func:
    """Compared from left to right, which an index over the same parts can be walked by."""
    return Func(*parts, function="ROW", output_field=models.TextField())


def _moment(place: Place) -> Value:
    return Value(place.moment, output_field=models.DateTimeField())
