"""Somebody of the team says what a message is, where triage took it for something else."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from parvis.brands.models import User
from parvis.channels.models import Message
from parvis.inbox.actions.corrections import NotJudged
from parvis.inbox.models import Judgement, Remark
from parvis.kit.activity import record


class NothingToSay(Exception):
    """No message can be called that."""


@transaction.atomic
def remark(message: Message, *, about: str, said: str, by: User, at: datetime) -> Remark:
    """It takes the place of what was said of the same thing before. Said twice, it is said once.
    Raises `NothingToSay`, or `NotJudged`."""
    if about not in Remark.About.values or said not in Remark.sayings(about):
        raise NothingToSay
    judgement = Judgement.objects.select_for_update().filter(message=message).first()
    if judgement is None:
        raise NotJudged
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
    """What triage said holds again. Undone before, nothing changes."""
    message = remark.judgement.message
    Judgement.objects.select_for_update().get(message=message)
    if not Remark.objects.filter(pk=remark.pk, undone_at=None).update(undone_at=at):
        return
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
