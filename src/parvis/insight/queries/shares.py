"""Shares, and how sure they are. Arithmetic."""

from __future__ import annotations

from parvis.kit.intervals import share_between


def share_of(part: int, whole: int) -> float | None:
    """None when there is nothing to have a part of."""
    return part / whole if whole else None


def wilson_interval(part: int, whole: int) -> tuple[float, float] | None:
    """Between which shares the true one lies, 95 times in 100; None of nothing."""
    if not whole:
        return None
    found = share_between(part, whole)
    return found.low, found.high
