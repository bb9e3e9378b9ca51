"""The ledger of what arrives and what leaves."""

from parvis.channels.models.account import Account, Credential
from parvis.channels.models.delivery import Cursor, Delivery
from parvis.channels.models.demo import Letter, SquarePost
from parvis.channels.models.message import AppliedEvent, Media, Message, Thread, Tombstone
from parvis.channels.models.outbox import Attempt, Outgoing

__all__ = [
    "Account",
    "AppliedEvent",
    "Attempt",
    "Credential",
    "Cursor",
    "Delivery",
    "Letter",
    "Media",
    "Message",
    "Outgoing",
    "SquarePost",
    "Thread",
    "Tombstone",
]
