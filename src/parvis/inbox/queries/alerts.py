"""Alerts that call for somebody."""

from __future__ import annotations

from collections.abc import Sequence

from parvis.inbox.models import Alert

SHOWN = 3


def open_alerts(brand_ids: Sequence[int]) -> list[Alert]:
    """Those that nobody looks after yet, the latest first; one query."""
    rows = Alert.objects.filter(brand__in=brand_ids, state=Alert.State.OPEN)
    return list(rows.select_related("brand", "matter").order_by("-noticed_at")[:SHOWN])
