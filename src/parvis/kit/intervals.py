"""How far a share, counted in a sample, may be from the share of the whole."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

_SURE_IN_95 = 1.959964


@dataclass(frozen=True, slots=True)
class Interval:
    low: float
    high: float


def share_between(part: int, whole: int) -> Interval:
    """Wilson's interval of `part` in `whole` drawn by lot: true for 95 samples in 100.

    Nothing drawn: anything is possible.
    """
    if not whole:
        return Interval(0, 1)
    share, squared = part / whole, _SURE_IN_95**2
    middle = share + squared / (2 * whole)
    width = _SURE_IN_95 * sqrt(share * (1 - share) / whole + squared / (4 * whole**2))
    scale = 1 + squared / whole
    low = 0.0 if not part else max((middle - width) / scale, 0)
    high = 1.0 if part == whole else min((middle + width) / scale, 1)
    return Interval(low, high)
