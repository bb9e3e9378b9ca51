"""Merging and splitting cases, and back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from parvis.inbox.models import Case, Move
from parvis.kit.actors import Actor


class MoveRefused(Exception):
    """It cannot be done; the text is a sentence that says why, in the reader's language."""


def merge_case(case: Case, *, into: Case, by: Actor, at: datetime) -> Move:
    """All that lies in `case` goes into the other one, of the same brand; what arrives for it later
    too. Merging again into the same case gives the same move. Raises `MoveRefused`."""
    raise NotImplementedError


def split_case(case: Case, *, messages: Collection[int], by: Actor, at: datetime) -> Case:
    """A new case of the same person with these messages (ids) of `case`. Raises `MoveRefused` when
    they are not all in it, or nothing of the person would stay behind or come along."""
    raise NotImplementedError


def undo_move(move: Move, *, by: Actor, at: datetime) -> None:
    """Everything the move carried goes back where it was, what came since stays where it is. Undone
    before, nothing changes. Raises `MoveRefused`."""
    raise NotImplementedError
