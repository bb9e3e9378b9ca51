"""What a signal has missed: a process died between the commit and the news of it.

With `among_newest` only so many of the newest rows are looked through, which is quick enough for
every minute whatever the tables hold; without it all of them.
"""

from __future__ import annotations

from typing import TypeVar

from django.db.models import CharField, Exists, F, Max, Model, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from parvis.channels.models import Account, Message, Outgoing
from parvis.inbox.models import Case, CaseMessage, Judgement
from parvis.people.models import Link

MOST = 5000
OURS = [Message.Direction.OUT, Message.Direction.ECHO]
FAILED = [Outgoing.State.REFUSED, Outgoing.State.UNCERTAIN]
Row = TypeVar("Row", bound=Model)


def messages_without_place(*, among_newest: int | None = None) -> list[int]:
    """Messages of people that nobody judged, or whose words were edited since; and answers in whose
    case they do not stand yet."""
    said = _newest(Message.objects.all(), among_newest).filter(deleted_at=None)
    unjudged = said.filter(
        ~Exists(Judgement.objects.filter(message=OuterRef("pk"))),
        direction=Message.Direction.IN,
    )
    of_these_words = Judgement.objects.filter(
        message=OuterRef("pk"), edited_at=OuterRef("edited_at")
    )
    edited = said.filter(
        ~Exists(of_these_words), edited_at__isnull=False, direction=Message.Direction.IN
    )
    in_thread = CaseMessage.objects.filter(message__thread=OuterRef("thread"))
    to_them = in_thread.filter(case__person=OuterRef("recipient__person"))
    unplaced = said.filter(
        Exists(to_them) | Q(Exists(in_thread), recipient=None),
        ~Exists(CaseMessage.objects.filter(message=OuterRef("pk"))),
        direction__in=OURS,
    )
    return [*{*_ids(unjudged), *_ids(edited)}, *_ids(unplaced)]


def answers_that_failed(*, among_newest: int | None = None) -> list[int]:
    """Answers that did not leave although their case was resolved upon them."""
    intents = _newest(Outgoing.objects.all(), among_newest)
    return _ids(intents.filter(state__in=FAILED, answers__place__case__state=Case.State.RESOLVED))


def answers_not_mailed(*, among_newest: int | None = None) -> list[int]:
    """Answers on the "ask us" page of which no mail went to the address confirmed before."""
    mail = Outgoing.objects.filter(
        account__brand=OuterRef("account__brand"),
        client_key=Concat(
            Value("answer-"), Cast(OuterRef("pk"), CharField()), output_field=CharField()
        ),
    )
    mailboxes = Account.objects.filter(
        brand=OuterRef("account__brand"), connector="email", state=Account.State.ACTIVE
    )
    return _ids(
        _newest(Message.objects.all(), among_newest).filter(
            ~Exists(mail),
            Exists(mailboxes),
            network="web",
            direction=Message.Direction.OUT,
            recipient__claim__confirmed_at__lte=F("created_at"),
        )
    )


def links_not_followed(*, among_newest: int | None = None) -> list[int]:
    """Identities that changed hands, and whose words still lie in a case of somebody else."""
    changed_hands = Link.objects.filter(identity=OuterRef("identity"), undone_at__isnull=False)
    left_behind = CaseMessage.objects.filter(
        message__author=OuterRef("identity"), message__direction=Message.Direction.IN
    ).exclude(case__person=OuterRef("person"))
    living = _newest(Link.objects.filter(undone_at=None), among_newest)
    found = living.filter(Exists(changed_hands), Exists(left_behind))
    return list(found.values_list("identity_id", flat=True)[:MOST])


def withdrawn_messages(*, among_newest: int | None = None) -> list[int]:
    """Messages that were deleted, and of which triage's reasons still quote words."""
    gone = _newest(Message.objects.filter(deleted_at__isnull=False), among_newest)
    return _ids(gone.exclude(judgement=None).exclude(judgement__reasons=[]))


def _newest(rows: QuerySet[Row], most: int | None) -> QuerySet[Row]:
    if most is None:
        return rows
    newest: int = rows.model._default_manager.aggregate(newest=Max("pk"))["newest"] or 0
    return rows.filter(pk__gt=newest - most)


def _ids(rows: QuerySet[Row]) -> list[int]:
    return list(rows.order_by("pk").values_list("pk", flat=True)[:MOST])
