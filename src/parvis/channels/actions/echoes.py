"""Our own words, seen on the network: an answer of the outbox, before or instead of its receipt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from parvis.channels.actions.message_rows import MessageRow
from parvis.channels.actions.receipt import take_receipt
from parvis.channels.models import Account, Message, Outgoing
from parvis.channels.protocol import IncomingMessage

IN_THE_AIR = (Outgoing.State.SENDING, Outgoing.State.UNCERTAIN)
OURS = {"out", "echo"}


def recognise_echoes(
    account: Account,
    rows: Sequence[MessageRow],
    messages: Sequence[IncomingMessage],
    *,
    at: datetime,
) -> None:
    """New messages that bear the key of an attempt prove that it arrived.

    One that somebody settles at this moment is passed over: whoever settles it finds the message.
    """
    names = {
        message.sent_as or message.ext_id: row.id
        for row, message in zip(rows, messages, strict=True)
        if message.sent_as or row.direction in OURS
    }
    if not names:
        return
    proven = Outgoing.objects.filter(
        account=account, state__in=IN_THE_AIR, attempt_key__one_of=names.keys()
    ).select_for_update(skip_locked=True, of=("self",))
    for outgoing in proven:
        message = Message.objects.get(pk=names[outgoing.attempt_key])
        take_receipt(outgoing, message, at=at)
