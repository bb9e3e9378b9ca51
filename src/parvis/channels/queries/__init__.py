"""Reads of the ledger."""

from parvis.channels.queries.accounts import (
    AccountHealth,
    account_health,
    accounts_with_deliveries,
    accounts_with_outgoing,
)
from parvis.channels.queries.trouble import Quarantined, Unsent, gaps_of, quarantined, unsent

__all__ = [
    "AccountHealth",
    "Quarantined",
    "Unsent",
    "account_health",
    "accounts_with_deliveries",
    "accounts_with_outgoing",
    "gaps_of",
    "quarantined",
    "unsent",
]
