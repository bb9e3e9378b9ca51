"""Python's search for objects that hold each other in a circle, where it finds next to nothing."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = 50_000


@contextmanager
def seldom_searched() -> Iterator[None]:
    """For one who makes many objects and lets them go again, such as the rows of a batch.

    Those go by themselves. To look through the young ones at every 700 new ones, and now and then
    through all that the program consists of, took an eighth of the processor time of an import.
    """
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(SELDOM, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
