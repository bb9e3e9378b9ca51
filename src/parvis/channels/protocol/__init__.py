"""What a connector is: a translator between one network and Parvis, with no memory and no database.

A connector reads with `pull` and understands with `parse`; it writes with `act`. Getting and
understanding are separate, so that a parser's mistake loses nothing: the raw bytes are stored
first and can be parsed again.

Reading calls raise one of four errors (`CredentialsRejected`, `RateLimited`, `Unreachable`,
`Refused`); what follows from each is decided in one place, `channels.actions.account`. Writing
calls never raise for what the network says: they return `Done`, `Refusal`, `Retry` or `Uncertain`,
because after the first byte has left, only "sent", "not sent" and "unknown" are true answers.
"""

from parvis.channels.protocol.connector import (
    Acts,
    Checks,
    Compares,
    Connector,
    Finds,
    HearsItself,
    Io,
    Pulls,
    Transport,
    Waits,
)
from parvis.channels.protocol.errors import (
    CredentialsRejected,
    MarkUnreadable,
    Poison,
    RateLimited,
    ReadingError,
    Refused,
    Unreachable,
)
from parvis.channels.protocol.heard import (
    Attachment,
    Author,
    Direction,
    Event,
    EventKind,
    IncomingMessage,
    JsonObject,
    Page,
    Raw,
    Surface,
    Undelivered,
    Visibility,
)
from parvis.channels.protocol.said import (
    Absent,
    Done,
    Found,
    Intent,
    Outcome,
    Refusal,
    Retry,
    Uncertain,
    Verb,
)
from parvis.channels.protocol.spec import Field, Health, Limits, Spec

__all__ = [
    "Absent",
    "Acts",
    "Attachment",
    "Author",
    "Checks",
    "Compares",
    "Connector",
    "CredentialsRejected",
    "Direction",
    "Done",
    "Event",
    "EventKind",
    "Field",
    "Finds",
    "Found",
    "Health",
    "HearsItself",
    "IncomingMessage",
    "Intent",
    "Io",
    "JsonObject",
    "Limits",
    "MarkUnreadable",
    "Outcome",
    "Page",
    "Poison",
    "Pulls",
    "RateLimited",
    "Raw",
    "ReadingError",
    "Refusal",
    "Refused",
    "Retry",
    "Spec",
    "Surface",
    "Transport",
    "Uncertain",
    "Undelivered",
    "Unreachable",
    "Verb",
    "Visibility",
    "Waits",
]
