"""Everything that writes cases."""

from parvis.inbox.actions.arrival import take_in
from parvis.inbox.actions.case import (
    add_note,
    assign_case,
    follow_person,
    reopen_case,
    resolve_case,
    unassign_case,
)
from parvis.inbox.actions.reply import NothingToAnswer, Overtaken, put_back, reply_to_case

__all__ = [
    "NothingToAnswer",
    "Overtaken",
    "add_note",
    "assign_case",
    "follow_person",
    "put_back",
    "reopen_case",
    "reply_to_case",
    "resolve_case",
    "take_in",
    "unassign_case",
]
