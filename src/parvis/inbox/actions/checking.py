"""Quiet messages that were drawn by lot, looked at by somebody of the team."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from parvis.brands.models import User
from parvis.channels.models import Message
from parvis.inbox.actions.corrections import (
    NotJudged,
    hold_undeleted,
    make_case_of,
    restore_correction,
    undo_correction,
)
from parvis.inbox.actions.holding import wait_for_turn
from parvis.inbox.models import Case, Judgement, SpotCheck
from parvis.kit.activity import record


@transaction.atomic
def check_quiet(message: Message, *, calls_for_answer: bool, by: User, at: datetime) -> Case | None:
    """What somebody found; a message that needs an answer becomes a case, which is returned. What
    was said of it before is said anew. Raises `NotCorrectable`."""
    wait_for_turn(message.account.brand)
    judgement = Judgement.objects.select_for_update().filter(message=message).first()
    if judgement is None:
        raise NotJudged
    hold_undeleted(message)
    judgement.spot_checks.filter(undone_at=None).update(undone_at=at)
    SpotCheck.objects.create(
        judgement=judgement,
        calls_for_answer=calls_for_answer,
        by=by,
        by_name=by.name,
        checked_at=at,
    )
    _log("triage.checked", message, by=by, at=at, calls_for_answer=calls_for_answer)
    return make_case_of(message, by=by, at=at) if calls_for_answer else None


@transaction.atomic
def undo_check(message: Message, *, by: User, at: datetime) -> None:
    """What they found is not said any more, nor what followed from it; the message may be drawn
    again. Where they have found nothing, or a colleague has looked since, nothing changes. Raises
    `NotCorrectable`."""
    wait_for_turn(message.account.brand)
    judgement = Judgement.objects.select_for_update().filter(message=message).first()
    check = SpotCheck.objects.filter(judgement=judgement, by=by, undone_at=None).first()
    if judgement is None or check is None:
        return
    check.undone_at = at
    check.save(update_fields=["undone_at"])
    _log("triage.check_undone", message, by=by, at=at, calls_for_answer=check.calls_for_answer)
    if not check.calls_for_answer:
        return
    if said := judgement.corrections.filter(corrected_at=check.checked_at).first():
        undo_correction(said, by=by, at=at)
    elif taken_back := judgement.corrections.filter(undone_at=check.checked_at).first():
        restore_correction(taken_back, by=by, at=at)


def _log(verb: str, message: Message, *, by: User, at: datetime, calls_for_answer: bool) -> None:
    record(
        verb,
        target=("message", message.pk),
        by=by.actor,
        at=at,
        brand_id=message.account.brand_id,
        facts={"calls_for_answer": calls_for_answer},
    )
