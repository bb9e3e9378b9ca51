"""Negative messages of a brand: how many in each hour, the alerts that they raised, and which they
are."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Min, Q

from parvis.channels.models import Account, Message
from parvis.inbox.models import Alert, Judgement
from parvis.inbox.models.judgement import NEGATIVE
from parvis.inbox.queries.matters import KnownMatters
from parvis.triage.weeks import LEAST_WEEKS, WEEKS

# By an index that holds nothing but these columns of negative messages.
BY_HOUR = """
SELECT matter_id, floor(extract(epoch FROM %(at)s - said_at) / 3600)::int AS hour, count(*)
FROM inbox_judgement
WHERE account_id = ANY(%(accounts)s) AND p_negative >= 0.5
      AND said_at > %(from)s AND said_at <= %(at)s
GROUP BY 1, 2
"""


@dataclass(frozen=True)
class Negatives:
    """By accepted matter, and by None of all: how many in each hour before a moment, the latest
    first. `weeks` says how far back the past is known."""

    by_matter: Mapping[int | None, Sequence[int]]
    weeks: int


def negatives_by_hour(
    brand_id: int, *, known: KnownMatters, at: datetime, hours: int, least: int
) -> Negatives | None:
    """In three queries and one an account; None where fewer than `least` came in the last day."""
    accounts = list(Account.objects.filter(brand=brand_id).values_list("pk", flat=True))
    lately = Judgement.objects.filter(
        NEGATIVE, account__in=accounts, said_at__gt=at - timedelta(days=1), said_at__lte=at
    )
    if lately[:least].count() < least:
        return None
    counted: dict[int | None, list[int]] = {None: [0] * hours}
    with connection.cursor() as cursor:
        cursor.execute(
            BY_HOUR, {"at": at, "accounts": accounts, "from": at - timedelta(hours=hours)}
        )
        for matter, hour, count in cursor.fetchall():
            counted[None][hour] += count
            if matter and (now := known.now(matter)):
                counted.setdefault(now, [0] * hours)[hour] += count
    return Negatives(counted, _weeks_known(accounts, at))


def said_before(
    brand_id: int,
    *,
    at: datetime,
    within: timedelta,
    known: KnownMatters,
    matter: int | None,
    besides: Collection[int],
) -> list[datetime]:
    """When the negative messages of a matter were said; or (None) those of the brand whose matter
    is none of `besides`."""
    accounts = list(Account.objects.filter(brand=brand_id).values_list("pk", flat=True))
    rows = Judgement.objects.filter(
        NEGATIVE, account__in=accounts, said_at__gt=at - within, said_at__lte=at
    )
    found = []
    for said_at, of in rows.order_by("said_at").values_list("said_at", "matter_id"):
        now = known.now(of) if of else None
        if now == matter if matter else now not in besides:
            found.append(said_at)
    return found


def weeks_compared(alert: Alert) -> int:
    """With how many weeks before it what rose was compared."""
    accounts = list(Account.objects.filter(brand=alert.brand_id).values_list("pk", flat=True))
    return min(max(_weeks_known(accounts, alert.noticed_at), LEAST_WEEKS), WEEKS)


def _weeks_known(accounts: Sequence[int], at: datetime) -> int:
    # account by account: the first of several together is looked for in all of them
    firsts = [
        Judgement.objects.filter(NEGATIVE, account=account).aggregate(first=Min("said_at"))["first"]
        for account in accounts
    ]
    first = min((moment for moment in firsts if moment), default=at)
    return int((at - first) / timedelta(weeks=1))


def alerts_of(brand_ids: Sequence[int], *, before: int | None, most: int) -> list[Alert]:
    """The latest first; those that were noticed `before` this one."""
    rows = Alert.objects.filter(brand__in=brand_ids).select_related("brand", "matter", "grown_from")
    if before is not None and (last := rows.filter(pk=before).first()):
        rows = rows.filter(
            Q(noticed_at__lt=last.noticed_at) | Q(noticed_at=last.noticed_at, pk__lt=last.pk)
        )
    return list(rows.order_by("-noticed_at", "-pk")[:most])


def messages_behind(alert: Alert, *, known: KnownMatters, most: int) -> list[Message]:
    """The negative messages of an alert, the latest first."""
    accounts = list(Account.objects.filter(brand=alert.brand_id).values_list("pk", flat=True))
    rows = Judgement.objects.filter(
        NEGATIVE, account__in=accounts, said_at__gt=alert.since, message__deleted_at=None
    )
    if alert.over_at:
        rows = rows.filter(said_at__lte=alert.over_at)
    if alert.matter_id:
        rows = rows.filter(matter__in=known.before(alert.matter_id))
    ids = list(rows.order_by("-said_at", "-message_id").values_list("pk", flat=True)[:most])
    found = Message.objects.filter(pk__in=ids).select_related("account", "place", "judgement")
    by_id = {message.pk: message for message in found}
    return [by_id[pk] for pk in ids if pk in by_id]
