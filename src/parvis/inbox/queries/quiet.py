"""Messages that call for no answer, with what makes Parvis think so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce

from django.db.models import Q, QuerySet
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from parvis.channels.models import Account, Message
from parvis.inbox.models import Correction

ROWS_A_PAGE = 40
COUNTED_TO = 1000

REASONS: Mapping[str, Lazy] = {
    "after_answer": _("follows an answer of yours"),
    "not_addressed": _("is not said to you"),
    "automatic": _("was sent by a machine"),
    "no_words": _("has no words"),
    "promotional": _("advertises something"),
    "words": _("its words ask for nothing"),
    "team": _("somebody of the team said so"),
}
"""Why a message is quiet. All but the last three are signs of triage."""
SIGNS = REASONS.keys() - {"promotional", "words", "team"}
ADVERTISES_FROM = 0.5


@dataclass(frozen=True)
class QuietMessage:
    """`words` are those of the message that decided; `by` who of the team said so."""

    message: Message
    reasons: Sequence[Lazy]
    words: Sequence[str]
    by: str
    case_id: int | None


@dataclass(frozen=True)
class QuietPage:
    rows: Sequence[QuietMessage]
    count: int
    """How many there are, not counted further than to COUNTED_TO."""
    older: str
    """What to ask with for the page after this one; empty on the last."""

    @property
    def is_counted(self) -> bool:
        return self.count < COUNTED_TO


def quiet_messages(
    accounts: Sequence[Account], *, reason: str = "", before: str = "", limit: int = ROWS_A_PAGE
) -> QuietPage:
    """A page of them, the latest first, whatever their number: each account's newest by its own
    index, of which the newest are shown. `before` is `older` of the page before."""
    kept = [_of(account, reason) for account in accounts]
    if not kept:
        return QuietPage((), 0, "")
    wanted = [_page(_before(rows, before), limit + 1) for rows in kept]
    keys = list(_together(wanted)[: limit + 1])
    shown = keys[:limit]
    older = f"{shown[-1][0].isoformat()}~{shown[-1][1]}" if len(keys) > limit else ""
    count = _together([_page(rows, COUNTED_TO) for rows in kept])[:COUNTED_TO].count()
    return QuietPage(_shown([pk for _, pk in shown]), count, older)


def _of(account: Account, reason: str) -> QuerySet[Message, Message]:
    rows = Message.objects.filter(
        account=account,
        direction=Message.Direction.IN,
        deleted_at=None,
        judgement__calls_for_answer=False,
    )
    if reason == "team":
        return rows.filter(judgement__corrections__undone_at=None).exclude(
            judgement__corrections=None
        )
    if reason in SIGNS:
        return rows.filter(_because(reason))
    if reason == "promotional":
        return rows.filter(judgement__promotional__gte=ADVERTISES_FROM)
    if reason == "words":
        signs = reduce(Q.__or__, map(_because, sorted(SIGNS)))
        return rows.exclude(signs).exclude(judgement__promotional__gte=ADVERTISES_FROM)
    return rows


def _because(sign: str) -> Q:
    return Q(judgement__reasons__contains=[{"about": "needs_answer", "text": sign}])


def _before(rows: QuerySet[Message, Message], before: str) -> QuerySet[Message, Message]:
    at, _sign, pk = before.partition("~")
    try:
        moment, last = datetime.fromisoformat(at), int(pk)
    except ValueError:
        return rows
    if moment.tzinfo is None:
        return rows
    return rows.filter(created_at__lte=moment).exclude(created_at=moment, pk__gte=last)


def _page(rows: QuerySet[Message, Message], most: int) -> QuerySet[Message, tuple[datetime, int]]:
    return rows.order_by("-created_at", "-id").values_list("created_at", "id")[:most]


def _together(
    pages: Sequence[QuerySet[Message, tuple[datetime, int]]],
) -> QuerySet[Message, tuple[datetime, int]]:
    """The newest of all; each of these is in order already."""
    first, *others = pages
    if not others:
        return first
    return first.union(*others, all=True).order_by("-created_at", "-id")


def _shown(ids: Sequence[int]) -> Sequence[QuietMessage]:
    rows = Message.objects.filter(pk__in=ids).select_related("account", "judgement", "place")
    said = {
        row.judgement_id: row.by_name
        for row in Correction.objects.filter(judgement__in=ids, undone_at=None)
    }
    by_id = {row.pk: row for row in rows}
    return [_row(by_id[pk], said.get(pk, "")) for pk in ids if pk in by_id]


def _row(message: Message, by: str) -> QuietMessage:
    reasons = message.judgement.reasons
    because = [r["text"] for r in reasons if r["about"] == "needs_answer" and r["text"] in SIGNS]
    if message.judgement.promotional >= ADVERTISES_FROM:
        because.append("promotional")
    quoted = [r["text"] for r in reasons if r["kind"] == "words"]
    return QuietMessage(
        message=message,
        reasons=[REASONS[key] for key in dict.fromkeys(because or ["words"])],
        words=list(dict.fromkeys(quoted))[:3],
        by=by,
        case_id=message.place.case_id if hasattr(message, "place") else None,
    )
