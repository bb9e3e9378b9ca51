"""Importing: a batch of deliveries stored and read, and counted by what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from parvis.channels.actions.read import read_deliveries, store_and_read
from parvis.channels.actions.telling import Tell, tell_at_once
from parvis.channels.models import Account, Delivery
from parvis.channels.protocol import Raw

SOURCE = "import"


@dataclass(frozen=True)
class Imported:
    """Where the deliveries of a file are now: each is counted once."""

    new: int = 0
    known: int = 0
    quarantined: int = 0

    @property
    def read(self) -> int:
        return self.new + self.known + self.quarantined

    def __add__(self, other: Imported) -> Imported:
        return Imported(
            self.new + other.new,
            self.known + other.known,
            self.quarantined + other.quarantined,
        )

    def __str__(self) -> str:
        return (
            f"read {self.read}, new {self.new}, known {self.known}, quarantined {self.quarantined}"
        )


def import_deliveries(
    account: Account, raws: Sequence[Raw], *, at: datetime, tell: Tell = tell_at_once
) -> Imported:
    """Store and read these deliveries in one transaction.

    Whoever is interrupted has the file still, and goes on where the last batch ended. A delivery
    that lies in quarantine is counted there, also when it was known before.
    """
    keys = [raw.key for raw in raws]
    stored, read = store_and_read(account, raws, source=SOURCE, at=at, tell=tell)
    known = stored.known_keys
    if known:  # they may lie unread: a mailbox's own reading has brought them
        read += read_deliveries(account, at=at, tell=tell)
    quarantined = _quarantined_keys(account, keys) if read.quarantined or known else set()
    new = len({*keys} - known - quarantined)
    aside = sum(key in quarantined for key in keys)
    return Imported(new=new, known=len(keys) - new - aside, quarantined=aside)


def _quarantined_keys(account: Account, keys: Sequence[str]) -> set[str]:
    state = Delivery.State.QUARANTINED
    rows = Delivery.objects.filter(account=account, key__one_of=set(keys), state=state)
    return set(rows.values_list("key", flat=True))
