"""The outbox: an intent is a row, committed with what asked for it; channels.actions.sending lets
it leave.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from parvis.channels.jobs import knock_senders
from parvis.channels.models import Account, Message, Outgoing
from parvis.channels.protocol import Verb
from parvis.kit.activity import record
from parvis.kit.actors import PARVIS, Actor


@transaction.atomic
def queue_reply(
    *,
    answers: Message,
    text: str,
    client_key: str,
    by: Actor,
    at: datetime,
) -> Outgoing:
    """An answer to a message, where it was said. The same `client_key` again is the same answer."""
    account = answers.account
    recipient = answers.author
    outgoing, made = Outgoing.objects.get_or_create(
        account=account,
        client_key=client_key,
        defaults={
            "attempt_key": attempt_key(account, client_key),
            "verb": Verb.REPLY,
            "thread": answers.thread,
            "answers": answers,
            "recipient": recipient,
            "to": recipient.ext_id if recipient else "",
            "title": answers.title or answers.thread.title,
            "text": text,
            "author_kind": by.kind,
            "author_id": by.id,
            "author_name": by.name,
            "created_at": at,
            "not_before": at,
        },
    )
    if made:
        announce(outgoing, "reply.queued", by=by, at=at)
        knock_senders(account)
    return outgoing


@transaction.atomic
def queue_notice(
    account: Account, *, to: str, title: str, text: str, client_key: str, at: datetime
) -> Outgoing:
    """A mail by Parvis itself, such as the link that confirms an address."""
    outgoing, made = Outgoing.objects.get_or_create(
        account=account,
        client_key=client_key,
        defaults={
            "attempt_key": attempt_key(account, client_key),
            "verb": Verb.NOTIFY,
            "to": to,
            "title": title,
            "text": text,
            "author_kind": PARVIS.kind,
            "author_name": account.brand.name,
            "created_at": at,
            "not_before": at,
        },
    )
    if made:
        knock_senders(account)
    return outgoing


def attempt_key(account: Account, client_key: str) -> str:
    """One name for every try of this intent; for mail it is the Message-ID."""
    domain = account.address.partition("@")[2].encode("idna").decode() or "parvis.invalid"
    return f"<{client_key}@{domain}>" if account.connector == "email" else client_key


@transaction.atomic
def resend(outgoing: Outgoing, *, by: Actor, at: datetime) -> bool:
    """A human has looked and decides: send it (again). Only for refused and uncertain ones."""
    waiting = [Outgoing.State.REFUSED, Outgoing.State.UNCERTAIN]
    won = Outgoing.objects.filter(pk=outgoing.pk, state__in=waiting).update(
        state=Outgoing.State.QUEUED,
        not_before=at,
        asked_again_at=at,
        look_at=None,
        looks=0,
        absences=0,
        why="",
    )
    if won:
        announce(outgoing, "reply.resent", by=by, at=at)
        knock_senders(outgoing.account)
    return bool(won)


def announce(outgoing: Outgoing, verb: str, *, by: Actor, at: datetime) -> None:
    record(
        verb,
        target=("outgoing", outgoing.pk),
        by=by,
        at=at,
        brand_id=outgoing.account.brand_id,
        facts={"thread": outgoing.thread_id, "why": outgoing.why},
    )
