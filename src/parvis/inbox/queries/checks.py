"""How many quiet messages need an answer after all, as lots show it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from random import Random

from django.db.models import Exists, OuterRef, QuerySet

from parvis.brands.models import Brand
from parvis.channels.models import Account, Message
from parvis.inbox.models import Correction, Judgement, SpotCheck
from parvis.inbox.models.judgement import QUIET
from parvis.inbox.queries.quiet import QuietMessage, quiet_of
from parvis.kit.intervals import Interval, share_between

DRAWN_FROM = timedelta(weeks=12)
DRAWN = 20
DRAWN_AMONG = 5_000
LOOKED_UP = 500


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
            judgement__account__brand=brand,
            undone_at=None,
            checked_at__gt=at - DRAWN_FROM,
            checked_at__lte=at,
        ).values_list("calls_for_answer", flat=True)
    )
    return Checked(len(found), sum(found))


def has_quiet(brand: Brand, *, at: datetime) -> bool:
    """Whether anything was said lately on which lots could fall."""
    return _lately(at=at).filter(account__brand=brand).exists()


def drawn(
    brand: Brand, *, chance: Random, at: datetime, most: int = DRAWN, first: int | None = None
) -> Sequence[QuietMessage]:
    """Quiet messages of the last weeks that nobody spoke of yet, drawn by lot with `chance` among
    the newest `DRAWN_AMONG` of each channel; before them `first`, that was drawn earlier, where it
    is one of those."""
    among = [
        pk
        for account in Account.objects.filter(brand=brand).order_by("pk")
        for pk in _quiet_lately(account, at=at)
    ]
    # more than are shown: some may have been spoken of, or deleted by those who wrote them
    lots = sorted(chance.sample(among, len(among)), key=lambda pk: pk != first)
    ids = list(islice(_unspoken(lots), most))
    messages = Message.objects.select_related("account", "judgement", "place").in_bulk(ids)
    return [quiet_of(messages[pk]) for pk in ids]


def _quiet_lately(account: Account, *, at: datetime) -> Sequence[int]:
    rows = _lately(at=at).filter(account=account).order_by("-said_at", "-pk")
    return list(rows.values_list("pk", flat=True)[:DRAWN_AMONG])


def _lately(*, at: datetime) -> QuerySet[Judgement, Judgement]:
    return Judgement.objects.filter(QUIET, said_at__gt=at - DRAWN_FROM, said_at__lte=at)


def _unspoken(ids: Sequence[int]) -> Iterator[int]:
    """Those that stand and of which nobody of the team has said anything, in this order."""
    spoken_of = Correction.objects.filter(judgement=OuterRef("pk"), undone_at=None)
    looked_at = SpotCheck.objects.filter(judgement=OuterRef("pk"), undone_at=None)
    rows = Judgement.objects.filter(
        ~Exists(spoken_of), ~Exists(looked_at), message__deleted_at=None
    ).values_list("pk", flat=True)
    for start in range(0, len(ids), LOOKED_UP):
        lots = ids[start : start + LOOKED_UP]
        unspoken = set(rows.filter(pk__in=lots))
        yield from (pk for pk in lots if pk in unspoken)
