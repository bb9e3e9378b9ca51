"""The terms by which a brand promises now."""

from __future__ import annotations

import json
from collections import defaultdict
from hashlib import sha256

from parvis.brands.models import Brand
from parvis.inbox.models import Terms


def terms_now(brand: Brand) -> Terms:
    """The brand's hours and promises of this moment. Not stored yet, without an id, when nobody has
    promised by them."""
    week: dict[str, list[list[int]]] = defaultdict(list)
    for row in brand.opening_periods.order_by("weekday", "opens"):
        week[str(row.weekday)].append([row.opens, row.closes])
    days = brand.holidays.order_by("day").values_list("day", flat=True)
    terms = Terms(
        brand=brand,
        zone=brand.time_zone,
        week=dict(week),
        closed_on=[day.isoformat() for day in days],
        holiday_country=brand.holiday_country,
        first_minutes=brand.promise_minutes,
        next_minutes=brand.next_promise_minutes or brand.promise_minutes,
        resolution_minutes=brand.resolution_minutes,
    )
    terms.digest = _digest(terms)
    return Terms.objects.filter(brand=brand, digest=terms.digest).first() or terms


def _digest(terms: Terms) -> str:
    said = (
        *(terms.zone, terms.week, terms.closed_on, terms.holiday_country),
        *(terms.first_minutes, terms.next_minutes, terms.resolution_minutes),
    )
    return sha256(json.dumps(said).encode()).hexdigest()
