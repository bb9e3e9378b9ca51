"""Somebody of the team says what a message is, where triage took it for something else."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from parvis.brands.models import User
from parvis.channels.models import Message
from parvis.inbox.actions.corrections import NotJudged, hold_undeleted
from parvis.inbox.models import Judgement, Remark
from parvis.kit.activity import record


class NothingToSay(Exception):
    """No message can be called that."""


@transaction.atomic
def remark(message: Message, *, about: str, said: str, by: User, at: datetime) -> Remark:
    """It takes the place of what was said of the same thing before. Said twice, it is said once.
    Raises `NothingToSay`, or `NotCorrectable`."""
    if about not in Remark.About.values or said not in Remark.sayings(about):
        raise NothingToSay
    judgement = Judgement.objects.select_for_update().filter(message=message).first()
    if judgement is None:
        raise NotJudged
    hold_undeleted(message)
    living = judgement.remarks.filter(about=about, undone_at=None)
    if same := living.filter(said=said).first():
        return same
    living.update(undone_at=at)
    made = Remark.objects.create(
        judgement=judgement, about=about, said=said, by=by, by_name=by.name, said_at=at
    )
    _log("triage.remarked", made, message, by=by, at=at)
    return made


@transaction.atomic
def undo_remark(remark: Remark, *, by: User, at: datetime) -> None:
    """What held before holds again: triage's word, or the remark whose place this one took. Undone
    before, nothing changes."""
    message = remark.judgement.message
    judgement = Judgement.objects.select_for_update().get(message=message)
    if not judgement.remarks.filter(pk=remark.pk, undone_at=None).update(undone_at=at):
        return
    of_the_same = judgement.remarks.filter(about=remark.about).exclude(pk=remark.pk)
    of_the_same.filter(undone_at=remark.said_at).update(undone_at=None)
    _log("triage.remark_undone", remark, message, by=by, at=at)


def _log(verb: str, remark: Remark, message: Message, *, by: User, at: datetime) -> None:
    record(
        verb,
        target=("message", message.pk),
        by=by.actor,
        at=at,
        brand_id=message.account.brand_id,
        facts={"about": remark.about, "said": remark.said},
    )
