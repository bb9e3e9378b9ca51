"""How many quiet messages need an answer after all, as lots show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from parvis.brands.models import Brand
from parvis.channels.models import Message
from parvis.inbox.models import Correction, Judgement, SpotCheck
from parvis.inbox.queries.quiet import QuietMessage, quiet_of
from parvis.kit.intervals import Interval, share_between

DRAWN_FROM = timedelta(weeks=12)
DRAWN = 20


@dataclass(frozen=True, slots=True)
class Checked:
    """Of `messages` drawn by lot, `missed` needed an answer."""

    messages: int
    missed: int

    @property
    def share(self) -> Interval:
        """Of all quiet messages, so many may need one: true for 95 samples in 100."""
        return share_between(self.missed, self.messages)


def checked(brand: Brand, *, at: datetime) -> Checked:
    """What was found in the weeks before."""
    found = list(
        SpotCheck.objects.filter(
            judgement__account__brand=brand, checked_at__gt=at - DRAWN_FROM, checked_at__lte=at
        ).values_list("calls_for_answer", flat=True)
    )
    return Checked(len(found), sum(found))


def drawn(brand: Brand, *, at: datetime, most: int = DRAWN) -> Sequence[QuietMessage]:
    """Quiet messages of the last weeks that nobody spoke of yet, drawn by lot."""
    spoken_of = Correction.objects.filter(undone_at=None)
    rows = (
        Judgement.objects.filter(
            account__brand=brand,
            calls_for_answer=False,
            said_at__gt=at - DRAWN_FROM,
            message__deleted_at=None,
            spot_check=None,
        )
        .exclude(pk__in=spoken_of.values("judgement"))
        .order_by("?")
    )
    ids = list(rows.values_list("pk", flat=True)[:most])
    messages = Message.objects.select_related("account", "judgement", "place").in_bulk(ids)
    return [quiet_of(messages[pk]) for pk in ids if pk in messages]
