"""Quiet messages that were drawn by lot, looked at by somebody of the team."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from parvis.brands.models import User
from parvis.channels.models import Message
from parvis.inbox.actions.corrections import NotJudged, make_case_of
from parvis.inbox.models import Case, Judgement, SpotCheck
from parvis.kit.activity import record


@transaction.atomic
def check_quiet(message: Message, *, calls_for_answer: bool, by: User, at: datetime) -> Case | None:
    """What somebody found; a message that needs an answer becomes a case, which is returned. What
    was said of it before is said anew. Raises `NotCorrectable`."""
    judgement = Judgement.objects.select_for_update().filter(message=message).first()
    if judgement is None:
        raise NotJudged
    SpotCheck.objects.update_or_create(
        judgement=judgement,
        defaults={
            "calls_for_answer": calls_for_answer,
            "by": by,
            "by_name": by.name,
            "checked_at": at,
        },
    )
    record(
        "triage.checked",
        target=("message", message.pk),
        by=by.actor,
        at=at,
        brand_id=message.account.brand_id,
        facts={"calls_for_answer": calls_for_answer},
    )
    return make_case_of(message, by=by, at=at) if calls_for_answer else None
