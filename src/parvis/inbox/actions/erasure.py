"""Words that somebody took back, or that are erased, go from everywhere the inbox has put them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime


def withdraw_words(message_ids: Sequence[int], *, at: datetime) -> None:
    """The words of these messages go from the titles of cases and from drafts that answer them.

    Safe to repeat.
    """
    raise NotImplementedError
