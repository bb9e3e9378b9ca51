"""What could not be read, and what did not go out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import BinaryField, Count, Func, Value
from django.db.models.functions import Length

from parvis.channels.models import Account, Delivery, Gap, Outgoing
from parvis.channels.protocol import Verb

FIRST_BYTES = 600
NOT_SENT = (
    Outgoing.State.QUEUED,
    Outgoing.State.SENDING,
    Outgoing.State.UNCERTAIN,
    Outgoing.State.REFUSED,
)


@dataclass(frozen=True)
class Quarantined:
    """A delivery that the parser could not read; `beginning` is its first bytes as text."""

    id: int
    reason: str
    source: str
    media_type: str
    received_at: datetime
    size: int
    beginning: str

    @property
    def is_cut(self) -> bool:
        return self.size > FIRST_BYTES


@dataclass(frozen=True)
class Unsent:
    """An answer that is not known to have arrived; a notice by Parvis itself is shown without its
    words, which may hold a link that is for its reader alone."""

    id: int
    state: str
    to: str
    title: str
    text: str
    why: str
    author_name: str
    created_at: datetime
    attempts: int
    look_at: datetime | None

    @property
    def may_be_resent(self) -> bool:
        return self.state in {Outgoing.State.UNCERTAIN, Outgoing.State.REFUSED}


def quarantined(account: Account, *, before: int | None, limit: int) -> Sequence[Quarantined]:
    """The newest first; with `before`, those that are older than that one."""
    rows = Delivery.objects.filter(account=account, state=Delivery.State.QUARANTINED)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    start = Func(
        "body",
        Value(1),
        Value(FIRST_BYTES),
        function="SUBSTRING",
        template="%(function)s(%(expressions)s)",
        output_field=BinaryField(),
    )
    cut = rows.order_by("-pk").annotate(start=start, size=Length("body")).defer("body")[:limit]
    return [
        Quarantined(
            id=row.pk,
            reason=row.reason,
            source=row.source,
            media_type=row.media_type,
            received_at=row.received_at,
            size=row.size,
            beginning=_readable(bytes(row.start)),
        )
        for row in cut
    ]


def unsent(account: Account, *, before: int | None, limit: int) -> Sequence[Unsent]:
    """The newest first; with `before`, those that are older than that one."""
    rows = Outgoing.objects.filter(account=account, state__in=NOT_SENT).select_related("recipient")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return [
        Unsent(
            id=row.pk,
            state=row.state,
            to=(row.recipient.display if row.recipient else "") or row.to,
            title=row.title,
            text=row.text if row.verb == Verb.REPLY else "",
            why=row.why,
            author_name=row.author_name,
            created_at=row.created_at,
            attempts=row.tried,
            look_at=row.look_at,
        )
        for row in rows.order_by("-pk").annotate(tried=Count("attempts"))[:limit]
    ]


def gaps_of(account: Account, *, closed: int) -> Sequence[Gap]:
    """The open ones, the newest first, and so many of those that were closed."""
    gaps = Gap.objects.filter(account=account).order_by("-found_at", "-pk")
    return [*gaps.filter(closed_at=None), *gaps.filter(closed_at__isnull=False)[:closed]]


def _readable(start: bytes) -> str:
    """Bytes as text; what cannot be shown is a middle dot."""
    text = start.decode("utf-8", "replace")
    return "".join(c if c.isprintable() or c in "\n\t" else "·" for c in text.replace("\r\n", "\n"))
