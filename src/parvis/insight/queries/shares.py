"""Shares, and how sure they are. Arithmetic."""

from __future__ import annotations

import math

NORMAL_95 = 1.959964
"""Standard deviations on either side of the mean within which 95 % of a normal law lie."""


def share_of(part: int, whole: int) -> float | None:
    """None when there is nothing to have a part of."""
    return part / whole if whole else None


def wilson_interval(part: int, whole: int) -> tuple[float, float] | None:
    """Between which shares the true one lies, 95 times in 100 (Wilson, 1927); None of nothing."""
    if whole == 0:
        return None
    share, spread = part / whole, NORMAL_95**2 / whole
    middle = (share + spread / 2) / (1 + spread)
    reach = NORMAL_95 / (1 + spread) * math.sqrt(share * (1 - share) / whole + spread / whole / 4)
    return max(0.0, middle - reach), min(1.0, middle + reach)
