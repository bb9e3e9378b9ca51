"""Messages that the signal has missed: a process died between storing and taking in."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from parvis.channels.models import Message, Outgoing
from parvis.inbox.models import Case, CaseMessage, Judgement

MOST = 5000


def messages_without_place() -> list[int]:
    """Inbound messages that nobody judged, and answers that kept no promise yet, oldest first."""
    unjudged = Message.objects.filter(
        ~Exists(Judgement.objects.filter(message=OuterRef("pk"))),
        direction=Message.Direction.IN,
        deleted_at=None,
    )
    asked_in_a_case = CaseMessage.objects.filter(message__thread=OuterRef("thread"))
    unplaced = Message.objects.filter(
        Exists(asked_in_a_case),
        ~Exists(CaseMessage.objects.filter(message=OuterRef("pk"))),
        direction__in=[Message.Direction.OUT, Message.Direction.ECHO],
    )
    return [
        *unjudged.order_by("id").values_list("pk", flat=True)[:MOST],
        *unplaced.order_by("id").values_list("pk", flat=True)[:MOST],
    ]


def answers_that_failed() -> list[int]:
    """Answers that did not leave although their case was resolved upon them."""
    failed = Outgoing.objects.filter(
        state__in=[Outgoing.State.REFUSED, Outgoing.State.UNCERTAIN],
        answers__place__case__state=Case.State.RESOLVED,
    )
    return list(failed.order_by("-id").values_list("pk", flat=True)[:MOST])
