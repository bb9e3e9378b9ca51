"""Sending: what waits in the outbox leaves once.

queued -> sending -> sent | refused | uncertain. A row found in `sending` by somebody who holds
the account's turn was left by a process that died: it may have gone out, so it is looked up,
never sent again blindly.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max

from parvis.channels.actions.account import note_reading
from parvis.channels.actions.outbox import announce
from parvis.channels.io import io_of
from parvis.channels.jobs import after_commit, knock_senders
from parvis.channels.models import Account, Attempt, Message, Outgoing, Thread
from parvis.channels.protocol import (
    Absent,
    Acts,
    CredentialsRejected,
    Done,
    Finds,
    Found,
    Intent,
    Io,
    Outcome,
    Refusal,
    Retry,
    Uncertain,
    Verb,
)
from parvis.channels.registry import connector
from parvis.channels.signals import not_sent, sent
from parvis.channels.tokens import reply_address
from parvis.kit.actors import PARVIS
from parvis.kit.clock import now
from parvis.kit.secrets import SecretUnreadable
from parvis.kit.turns import turn

LOCK_SPACE = 0x6F757462  # "outb"
REFERENCES_MAX = 20
LONGEST_SENDING = timedelta(minutes=5)
"""No attempt takes longer; until then whoever made it may still be at it, although its turn was
lost with the database's connection."""
GIVE_UP_AFTER = timedelta(days=3)


def drain_outbox(
    account: Account, *, at: datetime | None = None, io: Io | None = None
) -> list[Outgoing]:
    """Send what is due for this account, in order; returns what was tried.

    One process at a time has an account's turn; another one that comes leaves at once. `at` is
    the time to write for history made on purpose (the demo); `io` another way out than the
    account's own.
    """
    if account.state in {Account.State.PAUSED, Account.State.BROKEN}:
        return []
    with turn(LOCK_SPACE, account.pk) as ours:
        if not ours:
            return []
        try:
            way_out = io or io_of(account, clock=(lambda: at) if at else now)
        except SecretUnreadable as error:
            note_reading(account, error=CredentialsRejected(str(error)), at=at or now())
            return []
        return [
            *_look_up_abandoned(account, io=way_out, at=at),
            *_send_due(account, io=way_out, at=at),
        ]


def _look_up_abandoned(account: Account, *, io: Io, at: datetime | None) -> Iterator[Outgoing]:
    """What was being sent by a process that must be dead by now."""
    rows = Outgoing.objects.filter(account=account, state=Outgoing.State.SENDING)
    begun = Max("attempts__started_at")
    long_ago = (at or now()) - LONGEST_SENDING
    for outgoing in rows.annotate(begun=begun).filter(begun__lte=long_ago).order_by("id"):
        _look_up(outgoing, io=io, at=at or now())
        yield outgoing


def _send_due(account: Account, *, io: Io, at: datetime | None) -> Iterator[Outgoing]:
    while outgoing := _next_due(account, at=at or now()):
        _send(outgoing, io=io, at=at or now())
        yield outgoing


def _next_due(account: Account, *, at: datetime) -> Outgoing | None:
    return (
        Outgoing.objects.filter(account=account, state=Outgoing.State.QUEUED, not_before__lte=at)
        .order_by("id")
        .first()
    )


def _send(outgoing: Outgoing, *, io: Io, at: datetime) -> None:
    network = connector(outgoing.account.connector)
    if not isinstance(network, Acts):
        _settle(outgoing, Refusal("this channel cannot answer"), attempt=None, at=at)
        return
    attempt = _begin_attempt(outgoing, at=at)
    try:
        outcome = network.act(io, _intent(outgoing), attempt_key=outgoing.attempt_key)
    except Exception as bug:  # noqa: BLE001 - whatever broke, it may have gone out
        outcome = Uncertain(f"sending failed: {type(bug).__name__}: {bug}"[:2000])
    _settle(outgoing, outcome, attempt=attempt, at=at)


def _begin_attempt(outgoing: Outgoing, *, at: datetime) -> Attempt:
    """Committed before the socket opens, so that a process that dies leaves its trace."""
    with transaction.atomic():
        outgoing.state = Outgoing.State.SENDING
        outgoing.save(update_fields=["state"])
        return Attempt.objects.create(
            outgoing=outgoing, n=outgoing.attempts.count() + 1, started_at=at
        )


def _look_up(outgoing: Outgoing, *, io: Io, at: datetime) -> None:
    """Did the attempt of a process that died go out?"""
    network = connector(outgoing.account.connector)
    found: Found = Uncertain("sending was interrupted; look on the network before sending again")
    if isinstance(network, Finds):
        try:
            found = network.find(io, _intent(outgoing), attempt_key=outgoing.attempt_key)
        except Exception as error:  # noqa: BLE001 - not knowing is an answer here
            found = Uncertain(f"sending was interrupted, and looking it up failed: {error}"[:2000])
    attempt = outgoing.attempts.order_by("-n").first()
    if isinstance(found, Absent):
        _settle(outgoing, Retry(timedelta(), "interrupted before it left"), attempt=attempt, at=at)
    else:
        _settle(outgoing, found, attempt=attempt, at=at)


@transaction.atomic
def _settle(outgoing: Outgoing, outcome: Outcome, *, attempt: Attempt | None, at: datetime) -> None:
    """Write down what the network said, and what follows from it."""
    match outcome:
        case Done(ext_id=ext_id):
            outgoing.state, outgoing.why = Outgoing.State.SENT, ""
            if outgoing.verb == Verb.NOTIFY:  # it may hold a secret link, and has done its work
                outgoing.text = ""
            _keep_sent(outgoing, ext_id=ext_id, at=at)
        case Refusal(why=why):
            outgoing.state, outgoing.why = Outgoing.State.REFUSED, why
        case Uncertain(why=why):
            outgoing.state, outgoing.why = Outgoing.State.UNCERTAIN, why
        case Retry(why=why) if at - outgoing.created_at > GIVE_UP_AFTER:
            outgoing.state, outgoing.why = Outgoing.State.REFUSED, why
        case Retry(after=after, why=why):
            outgoing.state, outgoing.why = Outgoing.State.QUEUED, why
            outgoing.not_before = at + after
            knock_senders(outgoing.account, schedule_in=after.total_seconds())
    outgoing.save(update_fields=["state", "why", "text", "not_before", "message"])
    if attempt:
        attempt.ended_at, attempt.outcome = at, type(outcome).__name__.lower()
        attempt.detail = outgoing.why
        attempt.save(update_fields=["ended_at", "outcome", "detail"])
    announce(outgoing, f"reply.{outgoing.state}", by=PARVIS, at=at)
    if outgoing.state in {Outgoing.State.REFUSED, Outgoing.State.UNCERTAIN}:
        after_commit(lambda: not_sent.send_robust(sender=Account, outgoing_ids=[outgoing.pk]))


def _keep_sent(outgoing: Outgoing, *, ext_id: str, at: datetime) -> None:
    """What the network accepted is a message of the ledger, like any other.

    The network may have shown it to us before it answered: then that row is the message.
    """
    if outgoing.thread is None:
        return
    spec = connector(outgoing.account.connector).spec
    message, _ = Message.objects.get_or_create(
        account=outgoing.account,
        network=spec.network,
        ext_id=ext_id,
        defaults={
            "thread": outgoing.thread,
            "parent_ext": outgoing.answers.ext_id if outgoing.answers else "",
            "surface": outgoing.answers.surface if outgoing.answers else "",
            "visibility": spec.visibility_of_reply,
            "direction": Message.Direction.OUT,
            "author_name": outgoing.author_name,
            "recipient": outgoing.recipient,
            "text": outgoing.text,
            "title": outgoing.title,
            "automatic": outgoing.author_kind == PARVIS.kind,
            "created_at": at,
            "received_at": at,
        },
    )
    outgoing.message = message
    after_commit(lambda: sent.send_robust(sender=Account, message_ids=[message.pk]))


def _intent(outgoing: Outgoing) -> Intent:
    account, thread = outgoing.account, outgoing.thread
    has_mail_address = account.connector == "email" and thread is not None
    return Intent(
        verb=Verb(outgoing.verb),
        text=outgoing.text,
        to=outgoing.to,
        to_name=outgoing.recipient.display if outgoing.recipient else "",
        title=outgoing.title,
        parent_ext=outgoing.answers.ext_id if outgoing.answers else "",
        thread_ext=thread.ext_id if thread else "",
        references=_references(thread) if thread else (),
        reply_to=reply_address(account, thread) if has_mail_address and thread else "",
        author_name="" if outgoing.author_kind == PARVIS.kind else outgoing.author_name,
        lang=outgoing.lang,
        created_at=outgoing.created_at,
    )


def _references(thread: Thread) -> tuple[str, ...]:
    """The thread's messages, oldest first, as far as a header should be long."""
    names = list(thread.messages.order_by("created_at", "id").values_list("ext_id", flat=True))
    return tuple(names[:1] + names[1:][-REFERENCES_MAX:])
