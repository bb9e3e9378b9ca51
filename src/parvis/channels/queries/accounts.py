"""Accounts: how each is, and for which something is to be done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from parvis.channels.models import Account, Cursor, Delivery, Gap, Outgoing
from parvis.channels.protocol import Spec
from parvis.channels.registry import connector


def accounts_with_deliveries() -> list[Account]:
    """Accounts for which something waits to be read."""
    waiting = Delivery.objects.filter(state=Delivery.State.WAITING).values("account")
    return list(Account.objects.filter(pk__in=waiting))


def accounts_with_outgoing() -> list[Account]:
    """Accounts that may send, and for which something waits to be sent or to be looked for, or was
    being sent when a process died."""
    to_do = Q(state__in=[Outgoing.State.QUEUED, Outgoing.State.SENDING]) | Q(look_at__isnull=False)
    waiting = Outgoing.objects.filter(to_do).values("account")
    silent = [Account.State.PAUSED, Account.State.BROKEN]
    return list(Account.objects.filter(pk__in=waiting).exclude(state__in=silent))


@dataclass(frozen=True)
class AccountHealth:
    """One account as its page shows it: what it is, and what waits or went wrong."""

    account: Account
    spec: Spec
    waiting: int
    quarantined: int
    unsent: int
    uncertain: int
    gaps: int
    cursors: Sequence[Cursor]

    @property
    def has_unreadable_mark(self) -> bool:
        return any(cursor.unreadable_at for cursor in self.cursors)

    @property
    def was_compared(self) -> bool:
        return any(cursor.compared_at for cursor in self.cursors)

    @property
    def held(self) -> int:
        """How much its sources held at the last comparison."""
        return sum(cursor.held for cursor in self.cursors)

    @property
    def missing(self) -> int:
        """How much of that is not stored."""
        return self.held - sum(cursor.stored for cursor in self.cursors)


def account_health(brand_ids: Iterable[int]) -> Sequence[AccountHealth]:
    """The accounts of these brands, in five queries whatever their number."""
    accounts = list(Account.objects.filter(brand__in=brand_ids).select_related("brand"))
    deliveries = _counts(
        Delivery.objects.filter(account__in=accounts),
        waiting=Q(state=Delivery.State.WAITING),
        quarantined=Q(state=Delivery.State.QUARANTINED),
    )
    outgoing = _counts(
        Outgoing.objects.filter(account__in=accounts),
        unsent=Q(state__in=[Outgoing.State.QUEUED, Outgoing.State.SENDING]),
        uncertain=Q(state__in=[Outgoing.State.UNCERTAIN, Outgoing.State.REFUSED]),
    )
    gaps = _counts(Gap.objects.filter(account__in=accounts), open=Q(closed_at=None))
    cursors: dict[int, list[Cursor]] = defaultdict(list)
    for cursor in Cursor.objects.filter(account__in=accounts).order_by("source"):
        cursors[cursor.account_id].append(cursor)
    return [
        AccountHealth(
            account=account,
            spec=connector(account.connector).spec,
            waiting=deliveries.get(account.pk, {}).get("waiting", 0),
            quarantined=deliveries.get(account.pk, {}).get("quarantined", 0),
            unsent=outgoing.get(account.pk, {}).get("unsent", 0),
            uncertain=outgoing.get(account.pk, {}).get("uncertain", 0),
            gaps=gaps.get(account.pk, {}).get("open", 0),
            cursors=cursors[account.pk],
        )
        for account in accounts
    ]


def _counts(rows: QuerySet[Any], **conditions: Q) -> dict[int, dict[str, int]]:
    counted = rows.values("account").annotate(
        **{name: Count("pk", filter=condition) for name, condition in conditions.items()}
    )
    return {row["account"]: row for row in counted}
