"""Messages that call for no answer, with what makes Parvis think so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Func, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from parvis.channels.models import Account, Message
from parvis.inbox.marks import TONES
from parvis.inbox.models import Correction, Judgement
from parvis.inbox.models.judgement import (
    ADVERTISES_FROM,
    QUIET,
    QUIET_BECAUSE,
    QUIET_SIGNS,
    SAID_FROM,
)
from parvis.inbox.queries.verdicts import NEED, SIGNS, words_about

ROWS_A_PAGE = 40
COUNTED_TO = 1000
LOOKED_THROUGH = 5_000
"""Of the newest of each account, for words: there is no index of what nobody has to answer."""
MOST_WORDS = 8

REASONS: Mapping[str, Lazy] = {
    **{sign: SIGNS[sign] for sign in ("after_answer", "not_addressed", "automatic", "no_words")},
    "promotional": _("advertises something"),
    "words": _("its words ask for nothing"),
    "team": _("somebody of the team said so"),
}
"""Why a message is quiet. All but the last three are signs of triage."""


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
    accounts: Sequence[Account],
    *,
    reason: str = "",
    words: str = "",
    tone: str = "",
    before: str = "",
    limit: int = ROWS_A_PAGE,
) -> QuietPage:
    """A page of them, the latest first, whatever their number: each account's newest by an index
    of their own, of which the newest are shown. `before` is `older` of the page before.

    With `words` those that hold all of them, whatever the accents, or with a `tone` (negative,
    positive), among the newest `LOOKED_THROUGH` of each account.
    """
    kept = [_holding(_of(account, reason), words, tone) for account in accounts]
    if not kept:
        return QuietPage((), 0, "")
    wanted = [_page(_before(rows, before), limit + 1) for rows in kept]
    keys = list(_together(wanted)[: limit + 1])
    shown = keys[:limit]
    older = f"{shown[-1][0].isoformat()}~{shown[-1][1]}" if len(keys) > limit else ""
    count = _together([_page(rows, COUNTED_TO) for rows in kept])[:COUNTED_TO].count()
    return QuietPage(_shown([pk for _, pk in shown]), count, older)


def _of(account: Account, reason: str) -> QuerySet[Judgement, Judgement]:
    rows = Judgement.objects.filter(account=account, message__deleted_at=None)
    if reason == "team":
        said = Correction.objects.filter(undone_at=None, calls_for_answer=False)
        return rows.filter(QUIET, pk__in=said.values("judgement"))
    return rows.filter(QUIET_BECAUSE.get(reason, QUIET))


def _holding(
    rows: QuerySet[Judgement, Judgement], words: str, tone: str
) -> QuerySet[Judgement, Judgement]:
    asked = words.replace("\0", " ").split()[:MOST_WORDS]
    if not asked and tone not in TONES:
        return rows
    newest = rows.order_by("-said_at", "-pk").values("pk")[:LOOKED_THROUGH]
    held = Judgement.objects.filter(pk__in=newest)
    if tone in TONES:
        held = held.filter(**{f"p_{tone}__gte": SAID_FROM})
    held = held.annotate(
        said=_plain(Concat("message__title", Value(" "), "message__text", output_field=TextField()))
    )
    for word in asked:
        held = held.filter(said__contains=_plain(Value(word)))
    return held


def _plain(words: Combinable) -> Func:
    """Without accents, in small letters."""
    return Func(words, function="parvis_plain", output_field=TextField())


def _before(rows: QuerySet[Judgement, Judgement], before: str) -> QuerySet[Judgement, Judgement]:
    at, _sign, pk = before.partition("~")
    try:
        moment, last = datetime.fromisoformat(at), int(pk)
    except ValueError:
        return rows
    if moment.tzinfo is None:
        return rows
    return rows.filter(said_at__lte=moment).exclude(said_at=moment, pk__gte=last)


def _page(
    rows: QuerySet[Judgement, Judgement], most: int
) -> QuerySet[Judgement, tuple[datetime, int]]:
    return rows.order_by("-said_at", "-pk").values_list("said_at", "pk")[:most]


def _together(
    pages: Sequence[QuerySet[Judgement, tuple[datetime, int]]],
) -> QuerySet[Judgement, tuple[datetime, int]]:
    """The newest of all; each of these is in order already."""
    first, *others = pages
    if not others:
        return first
    return first.union(*others, all=True).order_by("-said_at", "-message_id")


def _shown(ids: Sequence[int]) -> Sequence[QuietMessage]:
    rows = Message.objects.filter(pk__in=ids).select_related("account", "judgement", "place")
    said = {
        row.judgement_id: row.by_name
        for row in Correction.objects.filter(judgement__in=ids, undone_at=None)
    }
    by_id = {row.pk: row for row in rows}
    return [quiet_of(by_id[pk], by=said.get(pk, "")) for pk in ids if pk in by_id]


def quiet_of(message: Message, *, by: str = "") -> QuietMessage:
    """Of a message that was read with its `judgement` and its `place`."""
    reasons = message.judgement.reasons
    because = [r["text"] for r in reasons if r["kind"] == "sign" and r["text"] in QUIET_SIGNS]
    if message.judgement.promotional >= ADVERTISES_FROM:
        because.append("promotional")
    return QuietMessage(
        message=message,
        reasons=[REASONS[key] for key in dict.fromkeys(because or ["words"])],
        words=words_about(message.judgement, NEED),
        by=by,
        case_id=message.place.case_id if hasattr(message, "place") else None,
    )
