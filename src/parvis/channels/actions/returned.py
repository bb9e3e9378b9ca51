"""Answers that a network took and could not bring: a report says so, often a minute later."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from parvis.channels.actions.outbox import announce
from parvis.channels.jobs import after_commit
from parvis.channels.models import Account, Outgoing
from parvis.channels.protocol import Direction, IncomingMessage, Undelivered
from parvis.channels.signals import not_sent
from parvis.kit.actors import PARVIS


def note_returned(account: Account, messages: Sequence[IncomingMessage], *, at: datetime) -> None:
    """Answers that these messages report as undelivered are refused, with the reason.

    Whoever sends a false report must know the answer's identifier: that is its reader, and the
    worst that follows is that somebody answers once more.
    """
    told = {
        report.ref: report
        for message in messages
        if message.direction is Direction.IN
        for report in message.undelivered
    }
    if not told:
        return
    returned = list(
        Outgoing.objects.filter(
            message__account=account,
            message__ext_id__one_of=told.keys(),
            state=Outgoing.State.SENT,
        )
        .select_related("message", "account")
        .select_for_update(of=("self",))
    )
    for outgoing in returned:
        report = told[outgoing.message.ext_id] if outgoing.message else None
        outgoing.state = Outgoing.State.REFUSED
        outgoing.why = _words(report) if report else ""
        outgoing.save(update_fields=["state", "why"])
        announce(outgoing, "reply.refused", by=PARVIS, at=at)
    numbers = [outgoing.pk for outgoing in returned]
    if numbers:
        after_commit(lambda: not_sent.send_robust(sender=Account, outgoing_ids=numbers))


def _words(report: Undelivered) -> str:
    """The other server's own words."""
    return ": ".join(filter(None, (report.to, report.why)))
