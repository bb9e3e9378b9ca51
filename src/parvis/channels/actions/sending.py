"""Sending: what waits in the outbox leaves once.

queued -> sending -> sent | refused | uncertain -> (sent | queued | a human decides). An attempt is
committed before the socket opens; what became of it is only written on a row that is still being
sent. What is uncertain is sought on the network, and never sent again blindly.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max

from parvis.channels.actions.account import note_reading
from parvis.channels.actions.outbox import announce
from parvis.channels.actions.receipt import message_of, take_receipt
from parvis.channels.actions.speaking import intent_of, objection
from parvis.channels.io import io_of
from parvis.channels.jobs import after_commit, knock_senders
from parvis.channels.models import Account, Attempt, Outgoing
from parvis.channels.protocol import (
    Absent,
    Acts,
    CredentialsRejected,
    Done,
    Finds,
    Found,
    Io,
    Outcome,
    Refusal,
    Retry,
    Spec,
    Uncertain,
)
from parvis.channels.registry import connector
from parvis.channels.signals import not_sent
from parvis.kit.actors import PARVIS
from parvis.kit.clock import now
from parvis.kit.secrets import SecretUnreadable
from parvis.kit.turns import turn

LOCK_SPACE = 0x6F757462  # "outb"
LONGEST_SENDING = timedelta(minutes=5)
"""No attempt takes longer; until then whoever made it may still be at it, although its turn was
lost with the database's connection."""
GIVE_UP_AFTER = timedelta(days=3)
LOOKS_ENOUGH = 2
"""So many looks in a row that find nothing, each after the network's delay, prove the absence."""
PAUSES = [timedelta(minutes=minutes) for minutes in (5, 30, 120, 720)]
"""Between looks that leave it open; after the last one a human decides."""


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
        _give_up_abandoned(account, at=at or now())
        return [
            *_seek_uncertain(account, io=way_out, at=at),
            *_send_due(account, io=way_out, at=at),
        ]


def _give_up_abandoned(account: Account, *, at: datetime) -> None:
    """What was being sent by a process that must be dead by now may have gone out, or not."""
    rows = Outgoing.objects.filter(account=account, state=Outgoing.State.SENDING)
    long_ago = at - LONGEST_SENDING
    for outgoing in rows.annotate(begun=Max("attempts__started_at")).filter(begun__lte=long_ago):
        attempt = outgoing.attempts.order_by("-n").first()
        interrupted = Uncertain("sending was interrupted; look on the network before sending again")
        _settle(outgoing, interrupted, attempt=attempt, at=at, look_at=at)


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
    why_not = objection(outgoing, network.spec)
    if why_not or not isinstance(network, Acts):
        refusal = Refusal(why_not or "this channel cannot answer")
        _settle(outgoing, refusal, attempt=None, at=at, found=Outgoing.State.QUEUED)
        return
    if attempt := _begin_attempt(outgoing, at=at):
        _settle(outgoing, _try(network, outgoing, io=io), attempt=attempt, at=at)


def _try(network: Acts, outgoing: Outgoing, *, io: Io) -> Outcome:
    try:
        return network.act(io, intent_of(outgoing), attempt_key=outgoing.attempt_key)
    except Exception as bug:  # noqa: BLE001 - whatever broke, it may have gone out
        return Uncertain(f"sending failed: {type(bug).__name__}: {bug}"[:2000])


@transaction.atomic
def _begin_attempt(
    outgoing: Outgoing, *, at: datetime, found: Outgoing.State = Outgoing.State.QUEUED
) -> Attempt | None:
    """Committed before the socket opens, so that a process that dies leaves its trace.

    None when somebody else has taken it up, or a human has decided meanwhile.
    """
    row = Outgoing.objects.filter(pk=outgoing.pk, state=found)
    if not row.update(state=Outgoing.State.SENDING, look_at=None):
        return None
    outgoing.state, outgoing.look_at = Outgoing.State.SENDING, None
    return Attempt.objects.create(outgoing=outgoing, n=outgoing.attempts.count() + 1, started_at=at)


def _seek_uncertain(account: Account, *, io: Io, at: datetime | None) -> Iterator[Outgoing]:
    """Those of which it is not known, when it is time to look; the oldest first."""
    rows = Outgoing.objects.filter(
        account=account, state=Outgoing.State.UNCERTAIN, look_at__lte=at or now()
    )
    for outgoing in rows.order_by("id"):
        _seek(outgoing, io=io, at=at or now())
        yield outgoing


def _seek(outgoing: Outgoing, *, io: Io, at: datetime) -> None:
    """Try again where a second try makes no second copy; else look whether it is there."""
    network = connector(outgoing.account.connector)
    if (
        isinstance(network, Acts)
        and _may_repeat(outgoing, network.spec, at=at)
        and not _was_refused(network, outgoing, io=io, at=at)
    ):
        return
    found: Found = Uncertain(outgoing.why)
    if isinstance(network, Finds):
        try:
            found = network.find(io, intent_of(outgoing), attempt_key=outgoing.attempt_key)
        except Exception as error:  # noqa: BLE001 - not knowing is an answer here
            found = Uncertain(f"looking for it failed: {type(error).__name__}: {error}"[:2000])
    _note_look(outgoing, found, spec=network.spec, at=at)


def _was_refused(network: Acts, outgoing: Outgoing, *, io: Io, at: datetime) -> bool:
    """Try once more with the same key; whether the network said no to that.

    A no, or "later", to the second try says nothing about the first: it stays uncertain.
    """
    attempt = _begin_attempt(outgoing, at=at, found=Outgoing.State.UNCERTAIN)
    if attempt is None:
        return False
    outcome = _try(network, outgoing, io=io)
    look_at = at + outcome.after if isinstance(outcome, Retry) else None
    if isinstance(outcome, Refusal | Retry):
        _settle(outgoing, Uncertain(outcome.why), attempt=attempt, at=at, look_at=look_at)
    else:
        _settle(outgoing, outcome, attempt=attempt, at=at)
    return isinstance(outcome, Refusal)


def _may_repeat(outgoing: Outgoing, spec: Spec, *, at: datetime) -> bool:
    if not spec.may_repeat or objection(outgoing, spec):
        return False
    first: datetime | None = outgoing.attempts.aggregate(first=Max("started_at"))["first"]
    return first is None or at - first < spec.key_lives


@transaction.atomic
def _note_look(outgoing: Outgoing, found: Found, *, spec: Spec, at: datetime) -> None:
    """What a look at the network says, and when to look next."""
    row = Outgoing.objects.select_for_update().get(pk=outgoing.pk)
    if row.state != Outgoing.State.UNCERTAIN:
        return
    if isinstance(found, Done):
        begun = row.attempts.order_by("-n").values_list("started_at", flat=True).first()
        _receive(row, found, said_at=found.at or begun or at, at=at)
        return
    row.looks += 1
    row.absences = row.absences + 1 if isinstance(found, Absent) else 0
    if row.absences >= LOOKS_ENOUGH:
        row.state, row.why = Outgoing.State.QUEUED, "it is not on the network: it is sent again"
        row.look_at, row.not_before = None, at
        row.looks = row.absences = 0
        announce(row, "reply.queued", by=PARVIS, at=at)
    elif isinstance(found, Absent):
        row.look_at = at + spec.visible_within
    else:
        row.why = found.why
        row.look_at = at + PAUSES[row.looks - 1] if row.looks <= len(PAUSES) else None
    row.save(
        update_fields=["state", "why", "look_at", "not_before", "looks", "absences"],
    )
    if row.look_at:
        knock_senders(row.account, schedule_in=(row.look_at - at).total_seconds())


@transaction.atomic
def _settle(
    outgoing: Outgoing,
    outcome: Outcome,
    *,
    attempt: Attempt | None,
    at: datetime,
    found: Outgoing.State = Outgoing.State.SENDING,
    look_at: datetime | None = None,
) -> None:
    """Write down what the network said, and what follows from it.

    Only while the row is still as it was `found`: that it was seen on the network meanwhile is
    a better proof than any answer.
    """
    row = Outgoing.objects.select_for_update().get(pk=outgoing.pk)
    _end(attempt, outcome, at=at)
    if row.state != found:
        return
    spec = connector(row.account.connector).spec
    match outcome:
        case Done():
            _receive(row, outcome, said_at=outcome.at or at, at=at)
            return
        case Refusal(why=why):
            row.state, row.why = Outgoing.State.REFUSED, why
        case Uncertain(why=why):
            row.state, row.why = Outgoing.State.UNCERTAIN, why
            row.look_at = look_at or at + spec.visible_within
        case Retry(why=why) if at - row.asked_at > GIVE_UP_AFTER:
            row.state, row.why = Outgoing.State.REFUSED, why
        case Retry(after=after, why=why):
            row.state, row.why = Outgoing.State.QUEUED, why
            row.not_before = at + after
    row.save(update_fields=["state", "why", "not_before", "look_at"])
    later = row.look_at or (row.not_before if row.state == Outgoing.State.QUEUED else None)
    if later:
        knock_senders(row.account, schedule_in=max(0.0, (later - at).total_seconds()))
    announce(row, f"reply.{row.state}", by=PARVIS, at=at)
    if row.state in {Outgoing.State.REFUSED, Outgoing.State.UNCERTAIN}:
        after_commit(lambda: not_sent.send_robust(sender=Account, outgoing_ids=[row.pk]))


def _end(attempt: Attempt | None, outcome: Outcome, *, at: datetime) -> None:
    if attempt and attempt.ended_at is None:
        attempt.ended_at, attempt.outcome = at, type(outcome).__name__.lower()
        attempt.detail = "" if isinstance(outcome, Done) else outcome.why
        attempt.save(update_fields=["ended_at", "outcome", "detail"])


def _receive(outgoing: Outgoing, done: Done, *, said_at: datetime, at: datetime) -> None:
    thread, name = outgoing.thread, done.ext_id
    message = message_of(outgoing, thread, ext_id=name, said_at=said_at, at=at) if thread else None
    take_receipt(outgoing, message, at=at)
