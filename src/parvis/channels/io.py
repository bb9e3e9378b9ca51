"""What a connector is given to touch: settings, secrets, doors and the time of its account."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from parvis.channels.actions.account import secrets_of
from parvis.channels.models import Account
from parvis.channels.protocol import Io, Pulls
from parvis.channels.registry import connector
from parvis.channels.town import PostOffice, square_door
from parvis.kit.clock import now

IN_TOWN = "town"


def io_of(
    account: Account,
    *,
    clock: Callable[[], datetime] = now,
    entered: Mapping[str, str] = MappingProxyType({}),
    **doors: Any,
) -> Io:
    """The account's `Io`. An account with the setting `town` lives in the imaginary town.

    `entered` are secrets just typed: they go before the stored ones, and nothing keeps them. The
    account may be a draft that is in no table.
    """
    if account.connector == "demo":
        doors["network"] = square_door(account.brand)
    if account.connector == "email" and IN_TOWN in account.settings:
        doors["smtp"] = PostOffice(account.brand, clock=clock)
    shared = {"address": account.address, "brand": account.brand.name}
    stored = secrets_of(account) if account.pk else {}
    return Io(
        settings={**shared, **account.settings},
        secrets={**stored, **entered},
        now=clock,
        doors=doors,
    )


def can_be_pulled(account: Account) -> bool:
    """Whether there is a server to ask: the town's post office only takes mails."""
    lives_in_town = account.connector == "email" and IN_TOWN in account.settings
    return isinstance(connector(account.connector), Pulls) and not lives_in_town
