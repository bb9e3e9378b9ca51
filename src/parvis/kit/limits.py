"""How often something may be done: one counter for each key and window, shared by all processes."""

from __future__ import annotations

from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from django.db import connection
from django.http import HttpRequest

from parvis.kit.clock import now
from parvis.kit.models import Tally

ONE_HOUSEHOLD = 64
"""Bits of an IPv6 address that one household has alone; the other 64 it may choose as it likes."""

# One statement, so that of two processes that count at once each counts.
COUNT = """
    INSERT INTO kit_tally AS tally (key, count, ends_at) VALUES (%(key)s, 1, %(ends_at)s)
    ON CONFLICT (key) DO UPDATE SET
        count = CASE WHEN tally.ends_at <= %(now)s THEN 1 ELSE tally.count + 1 END,
        ends_at = CASE WHEN tally.ends_at <= %(now)s THEN excluded.ends_at ELSE tally.ends_at END
    RETURNING count
"""


def may_again(what: str, *, who: str, most: int, within: timedelta) -> bool:
    """Count one more `what` by `who`; False from the one after `most` in this window on."""
    moment = now()
    counted: dict[str, str | datetime] = {
        "key": f"{what}:{who}"[:200],
        "now": moment,
        "ends_at": moment + within,
    }
    with connection.cursor() as cursor:
        cursor.execute(COUNT, counted)
        count: int = cursor.fetchone()[0]
    return count <= most


def forget_ended() -> None:
    """Windows that are over count nothing any more."""
    Tally.objects.filter(ends_at__lte=now()).delete()


def address_of(request: HttpRequest) -> str:
    """The network address of whoever asks (behind a proxy: as PARVIS_PROXY lets it be told).

    Of IPv6 the household's part alone.
    """
    told = str(request.META.get("REMOTE_ADDR", "")) or "unknown"
    try:
        address = ip_address(told)
    except ValueError:
        return told
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ip_network((address, ONE_HOUSEHOLD), strict=False))
    return told
