"""The receipt of an answer: it is on its network, and a message of the ledger like any other."""

from __future__ import annotations

from datetime import datetime

from parvis.channels.actions.outbox import announce
from parvis.channels.jobs import after_commit
from parvis.channels.models import Account, Message, Outgoing, Thread
from parvis.channels.protocol import Direction, Verb
from parvis.channels.registry import connector
from parvis.channels.signals import sent
from parvis.kit.actors import PARVIS


def take_receipt(outgoing: Outgoing, message: Message | None, *, at: datetime) -> None:
    """The answer was sent, and is this message (None: no message of any thread). In the caller's
    transaction, which holds the outgoing row."""
    outgoing.state, outgoing.why = Outgoing.State.SENT, ""
    outgoing.look_at = None
    outgoing.message = message
    if outgoing.verb == Verb.NOTIFY:  # it may hold a secret link, and has done its work
        outgoing.text = ""
    outgoing.save(update_fields=["state", "why", "look_at", "message", "text"])
    announce(outgoing, "reply.sent", by=PARVIS, at=at)
    if message is None:
        return
    # the network may have shown it before it answered: then it looked like anybody's words
    message.direction = Direction.OUT
    message.author_name, message.recipient = outgoing.author_name, outgoing.recipient
    message.automatic = outgoing.author_kind == PARVIS.kind
    message.save(update_fields=["direction", "author_name", "recipient", "automatic"])
    pk = message.pk
    after_commit(lambda: sent.send_robust(sender=Account, message_ids=[pk]))


def message_of(
    outgoing: Outgoing, thread: Thread, *, ext_id: str, said_at: datetime, at: datetime
) -> Message:
    """The answer as a message: the one that the network has shown already, or a new one."""
    spec = connector(outgoing.account.connector).spec
    message, _ = Message.objects.get_or_create(
        account=outgoing.account,
        network=spec.network,
        ext_id=ext_id,
        defaults={
            "thread": thread,
            "parent_ext": outgoing.answers.ext_id if outgoing.answers else "",
            "surface": outgoing.answers.surface if outgoing.answers else "",
            "visibility": spec.visibility_of_reply,
            "direction": Direction.OUT,
            "text": outgoing.text,
            "title": outgoing.title,
            "created_at": said_at,
            "received_at": at,
        },
    )
    return message
