"""A share counted in a sample is told with how far it may be off."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.kit.intervals import Interval, share_between


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    # Newcombe 1998, table I, the score method without a correction
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_it_is_as_published(part: int, whole: int, low: float, high: float) -> None:
    found = share_between(part, whole)

    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_nothing_drawn_says_nothing() -> None:
    assert share_between(0, 0) == Interval(0, 1)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_share_itself_lies_within(drawn: tuple[int, int]) -> None:
    part, whole = drawn

    found = share_between(part, whole)

    assert 0 <= found.low <= part / whole <= found.high <= 1
