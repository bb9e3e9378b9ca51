"""The team knows better than triage whether a message calls for an answer."""

from __future__ import annotations

from datetime import datetime

from parvis.brands.models import User
from parvis.channels.models import Message
from parvis.inbox.models import Case, Correction


class NotJudged(Exception):
    """Nobody has judged this message yet, or no person has said it: there is nothing to correct."""


def make_case_of(message: Message, *, by: User, at: datetime) -> Case:
    """A quiet message calls for an answer after all: its case, with a promise that runs since the
    words were said. Raises `NotJudged`."""
    raise NotImplementedError


def needs_no_answer(message: Message, *, by: User, at: datetime) -> Correction:
    """The reverse: its promise is released, and a case that waited for nothing else is resolved.
    Raises `NotJudged`."""
    raise NotImplementedError


def undo_correction(correction: Correction, *, by: User, at: datetime) -> None:
    """What triage said holds again, and so do the clocks."""
    raise NotImplementedError
