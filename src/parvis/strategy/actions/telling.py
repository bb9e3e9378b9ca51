"""What workers do so that those who asked are told: through the outbox, like every answer."""

from __future__ import annotations

import logging
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from parvis.inbox.actions import AnswerOwed, NothingToAnswer, tell_in_case
from parvis.inbox.queries.moves import taker_of
from parvis.strategy.models import PublicNote, Telling
from parvis.strategy.queries.wish_languages import languages_of

log = logging.getLogger(__name__)


def tell_those_who_wait(*, at: datetime) -> int:
    """One transaction each, so that a stop in between loses and repeats nothing; how many.

    Who waits for an answer of their own goes on waiting, and is told at a later call.
    """
    told, looked_at = 0, 0
    while telling := _tell_next(after=looked_at, at=at):
        looked_at = telling.pk
        told += telling.state == Telling.State.QUEUED
    return told


@transaction.atomic
def _tell_next(*, after: int, at: datetime) -> Telling | None:
    telling = (
        Telling.objects.filter(state=Telling.State.WAITING, pk__gt=after)
        .select_for_update(skip_locked=True, of=("self",))
        .select_related("case__brand", "wish", "note__by", "by")
        .order_by("pk")
        .first()
    )
    if telling is not None:
        _tell(telling, at=at)
        telling.save(update_fields=["state", "outgoing"])
    return telling


def _tell(telling: Telling, *, at: datetime) -> None:
    """Impossible where nobody of the team stands behind it any more, the note was withdrawn before
    its turn came, or the case has nothing left to answer to."""
    telling.state = Telling.State.IMPOSSIBLE
    if telling.by is None or telling.note.withdrawn_at is not None:
        return
    try:
        telling.outgoing = tell_in_case(
            telling.case,
            text=words_for_one(telling.note, language=_language_of(telling)),
            client_key=f"told-{telling.pk}",
            by=telling.by,
            at=at,
        )
    except AnswerOwed:
        telling.state = Telling.State.WAITING
        return
    except NothingToAnswer:
        log.warning("Case %s has no message to answer: nobody is told there", telling.case_id)
        return
    telling.state = Telling.State.QUEUED


def _language_of(telling: Telling) -> str:
    """That in which the person wrote; the brand's where that is neither of the two."""
    lies_in = taker_of(telling.case).pk
    return languages_of([lies_in]).get(lies_in, telling.case.brand.language)


def words_for_one(note: PublicNote, *, language: str) -> str:
    """What somebody who asked reads: the note, and where it stands for everybody."""
    wish = note.decision.wish
    page = f"{settings.PUBLIC_URL}{reverse('strategy:you_said', args=[wish.brand.slug])}"
    with translation.override(language):
        return _("You had spoken to us of this: “%(wish)s”.\n\n%(note)s\n\n%(page)s") % {
            "wish": wish.title,
            "note": note.said_in(language),
            "page": page,
        }
