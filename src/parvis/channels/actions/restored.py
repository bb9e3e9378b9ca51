"""After a restore: the outbox is that of an earlier hour."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from parvis.channels.actions.outbox import announce
from parvis.channels.models import Outgoing
from parvis.kit.actors import PARVIS


@transaction.atomic
def doubt_what_was_waiting(*, at: datetime) -> int:
    """What was to leave when the backup was made may have left since: it is looked for first.

    Says how much that was.
    """
    waiting = Outgoing.objects.filter(state__in=[Outgoing.State.QUEUED, Outgoing.State.SENDING])
    doubted = list(waiting.select_related("account").order_by("id"))
    for outgoing in doubted:
        outgoing.state, outgoing.look_at = Outgoing.State.UNCERTAIN, at
        outgoing.why = "restored from a backup: it may have been sent meanwhile"
        outgoing.save(update_fields=["state", "look_at", "why"])
        announce(outgoing, "reply.uncertain", by=PARVIS, at=at)
    return len(doubted)
