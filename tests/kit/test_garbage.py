"""Who makes many objects that live for a moment has them searched for circles seldom."""

from __future__ import annotations

import gc

import pytest

from parvis.kit.garbage import SELDOM, seldom_searched


def test_afterwards_all_is_searched_as_before() -> None:
    before = gc.get_threshold()

    with seldom_searched():
        within = gc.get_threshold()

    assert within == (SELDOM, *before[1:])
    assert (gc.get_threshold(), gc.get_freeze_count()) == (before, 0)


def test_also_after_an_interruption() -> None:
    before = gc.get_threshold()

    with pytest.raises(KeyboardInterrupt), seldom_searched():
        raise KeyboardInterrupt

    assert gc.get_threshold() == before
