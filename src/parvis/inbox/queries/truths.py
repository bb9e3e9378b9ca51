"""What is known of messages by now: said by somebody of the team, or shown by what was done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast

from django.db.models import Exists, OuterRef

from parvis.brands.models import Brand
from parvis.inbox.models import Correction, Promise, Remark, Resolution, SpotCheck
from parvis.triage.examples import Said
from parvis.triage.verdict import About

Source = Literal["corrected", "said", "checked", "answered", "closed"]
WEIGHTS: dict[Source, float] = {
    "corrected": 1.0,
    "said": 1.0,
    "checked": 1.0,
    "answered": 0.5,
    "closed": 0.2,
}
"""How much each is believed: a case may be closed without an answer for many reasons."""
SPOKEN: tuple[Source, ...] = ("corrected", "said", "checked")


@dataclass(frozen=True, slots=True)
class Truth:
    """`known_at` is when somebody said it, or when it showed."""

    message_id: int
    about: About
    said: Said
    source: Source
    known_at: datetime

    @property
    def weight(self) -> float:
        return WEIGHTS[self.source]

    @property
    def is_spoken(self) -> bool:
        """In words of the team, not by what was done."""
        return self.source in SPOKEN


def truths(brand: Brand, *, since: datetime, until: datetime, most: int) -> Sequence[Truth]:
    """Known after `since` and up to `until`, one of each thing of each message, in the order in
    which they came to be known; of more than `most` of a source, the latest."""
    found: dict[tuple[int, About], Truth] = {}
    between = _Between(brand, since, until, most)
    for truth in (*_done(between), *_spoken(between)):  # what was said overrules what was done
        found[truth.message_id, truth.about] = truth
    return sorted(found.values(), key=lambda truth: (truth.known_at, truth.message_id))


@dataclass(frozen=True, slots=True)
class _Between:
    brand: Brand
    since: datetime
    until: datetime
    most: int


def _spoken(asked: _Between) -> Iterator[Truth]:
    """A check says no more than the correction that follows from it."""
    checks = SpotCheck.objects.filter(
        judgement__account__brand=asked.brand,
        checked_at__gt=asked.since,
        checked_at__lte=asked.until,
    ).order_by("-checked_at")
    checked = checks.values_list("judgement_id", "calls_for_answer", "checked_at")
    yield from _needs(checked[: asked.most], "checked")
    corrections = Correction.objects.filter(
        judgement__account__brand=asked.brand,
        undone_at=None,
        corrected_at__gt=asked.since,
        corrected_at__lte=asked.until,
    ).order_by("-corrected_at")
    corrected = corrections.values_list("judgement_id", "calls_for_answer", "corrected_at")
    yield from _needs(corrected[: asked.most], "corrected")
    remarks = Remark.objects.filter(
        judgement__account__brand=asked.brand,
        undone_at=None,
        said_at__gt=asked.since,
        said_at__lte=asked.until,
    ).order_by("-said_at")
    for message_id, about, said, at in remarks.values_list(
        "judgement_id", "about", "said", "said_at"
    )[: asked.most]:
        yield Truth(message_id, cast("About", about), cast("Said", said), "said", at)


def _done(asked: _Between) -> Iterator[Truth]:
    """Answered: it needed that. A question that ended with its case and without a word: perhaps it
    did not."""
    promises = Promise.objects.filter(
        case__brand=asked.brand, kind__in=Promise.ANSWERS, is_moot=False
    )
    closed = Resolution.objects.filter(case=OuterRef("case"), resolved_at=OuterRef("released_at"))
    released = (
        promises.filter(released_at__gt=asked.since, released_at__lte=asked.until)
        .filter(Exists(closed))
        .order_by("-released_at")
        .values_list("asked_id", "released_at")
    )
    yield from _needs(((pk, False, at) for pk, at in released[: asked.most]), "closed")
    answered = (
        promises.filter(answered_at__gt=asked.since, answered_at__lte=asked.until)
        .order_by("-answered_at")
        .values_list("asked_id", "answered_at")
    )
    yield from _needs(((pk, True, at) for pk, at in answered[: asked.most]), "answered")


def _needs(rows: Iterable[tuple[int, bool, datetime | None]], source: Source) -> Iterator[Truth]:
    for message_id, needs, at in rows:
        if at is not None:
            yield Truth(message_id, "needs_answer", "yes" if needs else "no", source, at)
