"""Withdrawing words: nothing of them stays, wherever the ledger has put them.

That something was said, by whom and when, stays. What a quarantined delivery holds is not known,
and stays until it is read.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db.models import Q, QuerySet

from parvis.channels.actions.fates import NetworkName
from parvis.channels.models import Account, Delivery, Media, Message, Outgoing, Sighting, Thread
from parvis.kit.activity import Step, record_all
from parvis.kit.actors import PARVIS


def withdraw(
    account: Account, deleted: Mapping[NetworkName, datetime], *, at: datetime
) -> list[int]:
    """Empty these messages, with the time of the network at which each was deleted.

    Their ids; those that are unknown, or empty already, are passed over.
    """
    rows = _living(account, deleted)
    if not rows:
        return []
    ids = [row.pk for row in rows]
    _empty_what_quotes(account, rows, at=at)
    _forget_titles(rows)
    empty_deliveries(_deliveries_of(Message.objects.filter(pk__in=ids)), at=at)
    Media.objects.filter(message__in=ids).delete()
    Outgoing.objects.filter(message__in=ids).update(text="", title="")
    for row in rows:
        row.text = row.html = row.quoted = row.title = ""
        row.deleted_at = deleted[row.network, row.ext_id]
    Message.objects.bulk_update(rows, ["text", "html", "quoted", "title", "deleted_at"])
    steps = [Step("message.withdrawn", ("message", pk), at) for pk in ids]
    record_all(steps, by=PARVIS, brand_id=account.brand_id)
    return ids


def empty_deliveries(delivery_ids: Collection[int], *, at: datetime) -> None:
    """The bytes go, the key stays: they are not brought a second time."""
    if delivery_ids:
        Delivery.objects.filter(pk__in=delivery_ids).exclude(
            state=Delivery.State.QUARANTINED
        ).update(state=Delivery.State.PARSED, body=b"", emptied_at=at)


def _living(account: Account, names: Collection[NetworkName]) -> list[Message]:
    if not names:
        return []
    wanted = {ext_id for _, ext_id in names}
    rows = Message.objects.filter(account=account, ext_id__one_of=wanted, deleted_at=None)
    kept = rows.only("network", "ext_id", "thread_id", "title").order_by("pk")
    return [row for row in kept if (row.network, row.ext_id) in names]


def _empty_what_quotes(account: Account, rows: Sequence[Message], *, at: datetime) -> None:
    """An answer quotes what it answers: its quotation, its formatted form and its bytes go."""
    answers = Message.objects.filter(
        account=account,
        thread__in={row.thread_id for row in rows},
        parent_ext__in=[row.ext_id for row in rows],
    ).exclude(quoted="", html="")
    empty_deliveries(_deliveries_of(answers), at=at)
    answers.update(quoted="", html="")


def _deliveries_of(messages: QuerySet[Message]) -> set[int]:
    ids = set(messages.exclude(delivery=None).values_list("delivery_id", flat=True))
    return ids | set(
        Sighting.objects.filter(message__in=messages.values("pk")).values_list(
            "delivery_id", flat=True
        )
    )


def _forget_titles(rows: Sequence[Message]) -> None:
    """A mail's subject names its thread, and the answers to it."""
    ids = [row.pk for row in rows]
    titled = Q()
    for row in rows:
        if row.title:
            titled |= Q(pk=row.thread_id, title=row.title)
    if titled:
        Thread.objects.filter(titled).update(title="")
    answers = Outgoing.objects.filter(answers__in=ids)
    Message.objects.filter(outgoing__in=answers).update(title="")
    answers.update(title="")
