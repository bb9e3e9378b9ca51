"""Messages that call for no answer, with what makes Parvis think so."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce

from django.db.models import Exists, Func, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat, Lower
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
from parvis.inbox.queries.asked_words import read_plain_words
from parvis.inbox.queries.verdicts import NEED, SIGNS, words_about

ROWS_A_PAGE = 40
COUNTED_TO = 1000
LOOKED_THROUGH = 5_000
"""Of the newest of each account, for words: there is no index of what nobody has to answer."""

REASONS: Mapping[str, Lazy] = {
    "team": _("somebody of the team said so"),
    **{sign: SIGNS[sign] for sign in ("automatic", "no_words", "not_addressed", "after_answer")},
    "promotional": _("advertises something"),
    "words": _("its words ask for nothing"),
}
"""Why a message is quiet: of several reasons the first of these. What a person said goes before
the signs of triage, what a message is before where it stands."""
SAID_SO = Correction.objects.filter(
    judgement=OuterRef("pk"), undone_at=None, calls_for_answer=False
)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class QuietMessage:
    """`words` are those of the message that decided; `by` who of the team said so."""

    message: Message
    reason: Lazy
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

    With `words` those in which a word begins with each of them (accents as in `_begins`; what
    stands in quotes, one after the other; a minus leaves out), or with a `tone` (negative,
    positive), among the newest `LOOKED_THROUGH` of each account.
    """
    kept = [_holding(_of(account, reason), words, tone) for account in accounts]
    if not kept:
        return QuietPage((), 0, "")
    wanted = [_page(_before(rows, before), limit + 1) for rows in kept]
    keys = list(_together(wanted)[: limit + 1])
    shown = keys[:limit]
    older = f"{shown[-1][0].isoformat()}~{shown[-1][1]}" if len(keys) > limit else ""
    if before or older:
        count = _together([_page(rows, COUNTED_TO) for rows in kept])[:COUNTED_TO].count()
    else:
        count = len(shown)
    return QuietPage(_shown([pk for _, pk in shown]), count, older)


def _of(account: Account, reason: str) -> QuerySet[Judgement, Judgement]:
    rows = Judgement.objects.filter(account=account, message__deleted_at=None)
    if reason == "team":
        said = Correction.objects.filter(undone_at=None, calls_for_answer=False)
        return rows.filter(QUIET, pk__in=said.values("judgement"))
    if reason not in QUIET_BECAUSE:
        return rows.filter(QUIET)
    rows = rows.filter(QUIET_BECAUSE[reason]).exclude(Exists(SAID_SO))
    order = list(REASONS)
    before = [QUIET_BECAUSE[one] for one in order[1 : order.index(reason)] if reason != "words"]
    return rows.filter(~reduce(Q.__or__, before)) if before else rows


def _holding(
    rows: QuerySet[Judgement, Judgement], words: str, tone: str
) -> QuerySet[Judgement, Judgement]:
    asked = read_plain_words(words)
    if not asked and tone not in TONES:
        return rows
    newest = rows.order_by("-said_at", "-pk").values("pk")[:LOOKED_THROUGH]
    held = Judgement.objects.filter(pk__in=newest)
    if tone in TONES:
        held = held.filter(**{f"p_{tone}__gte": SAID_FROM})
    said = Concat("message__title", Value(" "), "message__text", output_field=TextField())
    held = held.annotate(plain=_plain(said), accented=Lower(said))
    for term in asked:
        begins = _begins(unicodedata.normalize("NFC", term.words))
        held = held.filter(~begins if term.excluded else begins)
    return held


def _begins(asked: str) -> Q:
    """That these words stand in it, one after the other, each as a word and the last as the
    beginning of one; signs alone, as they are.

    Who types no accents means any; those that are typed stand so, or are left out altogether:
    "été" is not the beginning of "êtes"."""
    words = _WORD.findall(asked)
    if not words:
        return Q(plain__contains=_plain(Value(asked)))
    without = _pattern([_plain(Value(word)) for word in words])
    if not any(map(unicodedata.combining, unicodedata.normalize("NFD", asked))):
        return Q(plain__regex=without)
    typed = _pattern([Value(word.lower()) for word in words])
    return Q(accented__regex=typed) | Q(accented__regex=without)


def _pattern(words: Sequence[Combinable]) -> Combinable:
    """A regular expression; taking accents away may leave signs, which stand for themselves."""
    parts: list[Combinable] = [Value(r"\m")]
    for word in words:
        parts += [_replaced(word, r"(\W)", r"\\\1"), Value(r"\W+")]
    return Concat(*parts[:-1], output_field=TextField())


def _replaced(words: Combinable, pattern: str, by: str) -> Func:
    """All that the pattern names."""
    how = [Value(pattern), Value(by), Value("g")]
    return Func(words, *how, function="regexp_replace", output_field=TextField())


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
    rows = Message.objects.filter(pk__in=ids).select_related("account__brand", "judgement", "place")
    said = {
        row.judgement_id: row.by_name
        for row in Correction.objects.filter(judgement__in=ids, undone_at=None)
    }
    by_id = {row.pk: row for row in rows}
    return [quiet_of(by_id[pk], by=said.get(pk, "")) for pk in ids if pk in by_id]


def quiet_of(message: Message, *, by: str = "") -> QuietMessage:
    """Of a message that was read with its `judgement` and its `place`."""
    return QuietMessage(
        message=message,
        reason=next(words for key, words in REASONS.items() if key in _because(message, by)),
        words=words_about(message.judgement, NEED),
        by=by,
        case_id=message.place.case_id if hasattr(message, "place") else None,
    )


def _because(message: Message, by: str) -> set[str]:
    """All its reasons, as their indexes know them; "words" is one where there is no other."""
    signs = {
        reason["text"]
        for reason in message.judgement.reasons
        if reason["about"] == NEED and reason["text"] in QUIET_SIGNS
    }
    advertises = {"promotional"} if message.judgement.promotional >= ADVERTISES_FROM else set()
    return {*({"team"} if by else ()), *signs, *advertises, "words"}
