"""The terms by which a brand promises now."""

from __future__ import annotations

import json
from collections import defaultdict
from hashlib import sha256

from parvis.brands.models import Brand
from parvis.inbox.models import Terms


def terms_of(brand: Brand) -> Terms:
    """The brand's hours and promises of this moment; kept when nobody has promised by them yet."""
    fields = _fields(brand)
    words = json.dumps(fields, sort_keys=True)
    digest = sha256(words.encode()).hexdigest()
    known = Terms.objects.filter(brand=brand, digest=digest).first()
    return known or Terms.objects.get_or_create(brand=brand, digest=digest, defaults=fields)[0]


def _fields(brand: Brand) -> dict[str, object]:
    week: dict[str, list[list[int]]] = defaultdict(list)
    for row in brand.opening_periods.order_by("weekday", "opens"):
        week[str(row.weekday)].append([row.opens, row.closes])
    days = brand.holidays.order_by("day").values_list("day", flat=True)
    return {
        "zone": brand.time_zone,
        "week": week,
        "closed_on": [day.isoformat() for day in days],
        "holiday_country": brand.holiday_country,
        "first_minutes": brand.promise_minutes,
        "next_minutes": brand.next_promise_minutes or brand.promise_minutes,
        "resolution_minutes": brand.resolution_minutes,
    }
