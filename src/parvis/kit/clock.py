"""The time, from one place. Actions take `at=`; only the outermost callers ask `now()`."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)
