"""What workers do so that those who asked are told: through the outbox, like every answer."""

from __future__ import annotations

import logging
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from parvis.inbox.actions import NothingToAnswer, reply_to_case
from parvis.strategy.models import PublicNote, Telling

log = logging.getLogger(__name__)


def tell_those_who_wait(*, at: datetime) -> int:
    """One transaction each, so that a stop in between loses and repeats nothing; how many."""
    told = 0
    while _tell_next(at=at):
        told += 1
    return told


@transaction.atomic
def _tell_next(*, at: datetime) -> bool:
    telling = (
        Telling.objects.filter(state=Telling.State.WAITING)
        .select_for_update(skip_locked=True, of=("self",))
        .select_related("case__brand", "wish", "note__by", "by")
        .order_by("pk")
        .first()
    )
    if telling is None:
        return False
    _tell(telling, at=at)
    telling.save(update_fields=["state", "outgoing"])
    return True


def _tell(telling: Telling, *, at: datetime) -> None:
    """Impossible where nobody of the team stands behind it any more, the note was withdrawn before
    its turn came, or the case has nothing left to answer to."""
    telling.state = Telling.State.IMPOSSIBLE
    if telling.by is None or telling.note.withdrawn_at is not None:
        return
    try:
        telling.outgoing = reply_to_case(
            telling.case,
            text=words_for_one(telling.note),
            client_key=f"told-{telling.pk}",
            by=telling.by,
            at=at,
        )
    except NothingToAnswer:
        log.warning("Case %s has no message to answer: nobody is told there", telling.case_id)
        return
    telling.state = Telling.State.QUEUED


def words_for_one(note: PublicNote) -> str:
    """What somebody who asked reads: the note, and where it stands for everybody."""
    wish = note.decision.wish
    page = f"{settings.PUBLIC_URL}{reverse('strategy:you_said', args=[wish.brand.slug])}"
    with translation.override(wish.brand.language):
        return _("You had spoken to us of this: “%(wish)s”.\n\n%(note)s\n\n%(page)s") % {
            "wish": wish.title,
            "note": note.text,
            "page": page,
        }
