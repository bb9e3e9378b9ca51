"""Answers that were given in the past: history made on purpose (the demo), many at a time.

Only where the network's own tables lie in this database, as the imaginary town's do: then the
answer, its sending and its arrival are one transaction, and nothing can be uncertain.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from parvis.channels.actions.outbox import attempt_key
from parvis.channels.actions.speaking import intent_of
from parvis.channels.io import io_of
from parvis.channels.models import Account, Attempt, Message, Outgoing
from parvis.channels.protocol import Acts, Done, Verb
from parvis.channels.registry import connector
from parvis.kit.activity import Step, record_all
from parvis.kit.actors import PARVIS, Actor
from parvis.kit.copying import copy_rows, copy_values


@dataclass(frozen=True)
class Given:
    """An answer to `question` (with its account, thread and author), `by` whom and when."""

    question: Message
    text: str
    client_key: str
    by: Actor
    at: datetime


class NotTaken(Exception):
    """The town's network did not take an answer: its story is wrong."""


@transaction.atomic
def send_given(account: Account, given: Sequence[Given]) -> list[int]:
    """Let these answers leave, each at its time; returns the ids of the messages they became.

    Each `client_key` must be new. Raises `NotTaken`; then none of them was given.
    """
    outgoing = [_outgoing(account, answer) for answer in given]
    names = _hand_over(account, outgoing)
    messages = copy_rows(
        _message(account, row, ext_id) for row, ext_id in zip(outgoing, names, strict=True)
    )
    for row, message in zip(outgoing, messages, strict=True):
        row.message = message
    copy_rows(outgoing)
    copy_values(
        Attempt,
        ["outgoing_id", "n", "started_at", "ended_at", "outcome", "detail"],
        ((row.pk, 1, row.created_at, row.created_at, "done", "") for row in outgoing),
    )
    _record(account, given, outgoing)
    return [message.pk for message in messages]


def _outgoing(account: Account, answer: Given) -> Outgoing:
    question = answer.question
    recipient = question.author
    return Outgoing(
        account=account,
        client_key=answer.client_key,
        attempt_key=attempt_key(account, answer.client_key),
        verb=Verb.REPLY,
        thread=question.thread,
        answers=question,
        recipient=recipient,
        to=recipient.ext_id if recipient else "",
        title=question.title or question.thread.title,
        text=answer.text,
        author_kind=answer.by.kind,
        author_id=answer.by.id,
        author_name=answer.by.name,
        state=Outgoing.State.SENT,
        created_at=answer.at,
        not_before=answer.at,
    )


def _hand_over(account: Account, outgoing: Sequence[Outgoing]) -> list[str]:
    """Through the connector, like every answer; the names that they have on their network."""
    network = connector(account.connector)
    assert isinstance(network, Acts)
    moment = outgoing[0].created_at
    io = io_of(account, clock=lambda: moment)
    names = []
    for row in outgoing:
        moment = row.created_at
        outcome = network.act(io, intent_of(row), attempt_key=row.attempt_key)
        if not isinstance(outcome, Done):
            raise NotTaken(f"{row.client_key}: {outcome}")
        names.append(outcome.ext_id)
    return names


def _message(account: Account, outgoing: Outgoing, ext_id: str) -> Message:
    spec = connector(account.connector).spec
    return Message(
        account=account,
        network=spec.network,
        ext_id=ext_id,
        thread=outgoing.thread,
        parent_ext=outgoing.answers.ext_id if outgoing.answers else "",
        surface=outgoing.answers.surface if outgoing.answers else "",
        visibility=spec.visibility_of_reply,
        direction=Message.Direction.OUT,
        author_name=outgoing.author_name,
        recipient=outgoing.recipient,
        text=outgoing.text,
        title=outgoing.title,
        created_at=outgoing.created_at,
        received_at=outgoing.created_at,
    )


def _record(account: Account, given: Sequence[Given], outgoing: Sequence[Outgoing]) -> None:
    queued: dict[Actor, list[Step]] = defaultdict(list)
    sent: list[Step] = []
    for answer, row in zip(given, outgoing, strict=True):
        target, facts = ("outgoing", row.pk), {"thread": row.thread_id, "why": ""}
        queued[answer.by].append(Step("reply.queued", target, answer.at, facts))
        sent.append(Step("reply.sent", target, answer.at, facts))
    for by, steps in queued.items():
        record_all(steps, by=by, brand_id=account.brand_id)
    record_all(sent, by=PARVIS, brand_id=account.brand_id)
