"""What is known of messages by now: said by somebody of the team, or shown by what was done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypeAlias, cast

from django.db.models import BooleanField, Exists, OuterRef, QuerySet, Value

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
    asked = Asked(brand, since, until, most)
    found = {(truth.message_id, truth.about): truth for truth in (*_needs(asked), *_remarks(asked))}
    return sorted(found.values(), key=lambda truth: (truth.known_at, truth.message_id))


@dataclass(frozen=True, slots=True)
class Asked:
    """What became known of a brand's messages after `since` and up to `until`; of each source the
    latest, `most` at most."""

    brand: Brand
    since: datetime
    until: datetime
    most: int


Needs: TypeAlias = QuerySet[Any, tuple[int, bool, datetime]]
"""Messages, whether they needed an answer, and when that came to be known."""


def needs_by_source(asked: Asked) -> Mapping[Source, Needs]:
    """Where several know of a message, the last of these holds: what was said overrules what was
    done, and the correction that follows from a check says no less than it."""
    return {
        "closed": _closed(asked),
        "answered": _answered(asked),
        "checked": _checked(asked),
        "corrected": _corrected(asked),
    }


def _needs(asked: Asked) -> Iterator[Truth]:
    for source, rows in needs_by_source(asked).items():
        for message_id, needs, at in rows:
            yield Truth(message_id, "needs_answer", "yes" if needs else "no", source, at)


def _closed(asked: Asked) -> Needs:
    """A question that ended with its case and without a word: perhaps it needed none."""
    ended = Resolution.objects.filter(case=OuterRef("case"), resolved_at=OuterRef("released_at"))
    rows = _promises(asked).filter(
        Exists(ended), released_at__gt=asked.since, released_at__lte=asked.until
    )
    return rows.order_by("-released_at").values_list("asked_id", _said(False), "released_at")[
        : asked.most
    ]


def _answered(asked: Asked) -> Needs:
    rows = _promises(asked).filter(answered_at__gt=asked.since, answered_at__lte=asked.until)
    return rows.order_by("-answered_at").values_list("asked_id", _said(True), "answered_at")[
        : asked.most
    ]


def _promises(asked: Asked) -> QuerySet[Promise, Promise]:
    return Promise.objects.filter(case__brand=asked.brand, kind__in=Promise.ANSWERS, is_moot=False)


def _said(needs: bool) -> Value:
    return Value(needs, output_field=BooleanField())


def _checked(asked: Asked) -> Needs:
    rows = SpotCheck.objects.filter(
        judgement__account__brand=asked.brand,
        undone_at=None,
        checked_at__gt=asked.since,
        checked_at__lte=asked.until,
    )
    return rows.order_by("-checked_at").values_list(
        "judgement_id", "calls_for_answer", "checked_at"
    )[: asked.most]


def _corrected(asked: Asked) -> Needs:
    rows = Correction.objects.filter(
        judgement__account__brand=asked.brand,
        undone_at=None,
        corrected_at__gt=asked.since,
        corrected_at__lte=asked.until,
    )
    return rows.order_by("-corrected_at").values_list(
        "judgement_id", "calls_for_answer", "corrected_at"
    )[: asked.most]


def _remarks(asked: Asked) -> Iterator[Truth]:
    rows = Remark.objects.filter(
        judgement__account__brand=asked.brand,
        undone_at=None,
        said_at__gt=asked.since,
        said_at__lte=asked.until,
    ).order_by("-said_at")
    for message_id, about, said, at in rows.values_list("judgement_id", "about", "said", "said_at")[
        : asked.most
    ]:
        yield Truth(message_id, cast("About", about), cast("Said", said), "said", at)
