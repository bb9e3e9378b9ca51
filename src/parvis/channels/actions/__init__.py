"""Everything that writes the ledger: what arrives, what leaves, and the accounts between."""

from parvis.channels.actions.account import (
    account_for_import,
    change_account,
    connect_account,
    pause_account,
    resume_account,
    secrets_of,
)
from parvis.channels.actions.ask import TooMany, ask
from parvis.channels.actions.gaps import close_gap
from parvis.channels.actions.ledger import (
    Stored,
    read_again,
    read_from_start,
    replay,
    replay_all,
    replay_outdated,
    store_deliveries,
    store_page,
)
from parvis.channels.actions.outbox import queue_notice, queue_reply, resend
from parvis.channels.actions.pull import pull_account
from parvis.channels.actions.read import Read, read_deliveries
from parvis.channels.actions.sending import drain_outbox

__all__ = [
    "Read",
    "Stored",
    "TooMany",
    "account_for_import",
    "ask",
    "change_account",
    "close_gap",
    "connect_account",
    "drain_outbox",
    "pause_account",
    "pull_account",
    "queue_notice",
    "queue_reply",
    "read_again",
    "read_deliveries",
    "read_from_start",
    "replay",
    "replay_all",
    "replay_outdated",
    "resend",
    "resume_account",
    "secrets_of",
    "store_deliveries",
    "store_page",
]
