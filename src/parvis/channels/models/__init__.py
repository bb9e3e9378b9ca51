"""The ledger of what arrives and what leaves."""

from parvis.channels.models.account import Account, Credential
from parvis.channels.models.delivery import Cursor, Delivery, Gap
from parvis.channels.models.demo import Letter, SquarePost
from parvis.channels.models.message import Ancestor, Media, Message, Sighting, Thread, Tombstone
from parvis.channels.models.outbox import Attempt, LinkWanted, Outgoing

__all__ = [
    "Account",
    "Ancestor",
    "Attempt",
    "Credential",
    "Cursor",
    "Delivery",
    "Gap",
    "Letter",
    "LinkWanted",
    "Media",
    "Message",
    "Outgoing",
    "Sighting",
    "SquarePost",
    "Thread",
    "Tombstone",
]
