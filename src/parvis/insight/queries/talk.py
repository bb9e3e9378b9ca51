"""What becomes of what the brand says: in which tone people speak, what they ask, how it answers.

Rooms above measure by these; each is a list of rows, opened by its name.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import ExtractHour, ExtractIsoWeekDay

from parvis.brands.models import Brand
from parvis.channels.models import Message
from parvis.insight.models import Heard, Post
from parvis.insight.queries.counted import Period, heard, is_answered, turns
from parvis.insight.queries.own import IN_PUBLIC
from parvis.insight.queries.posts import posts
from parvis.insight.queries.rows import (
    Only,
    PartedRows,
    Rows,
    rows_of_messages,
    rows_of_posts,
)

PRAISE = IN_PUBLIC & Q(message__judgement__p_positive__gte=0.5)
COMPLAINT = IN_PUBLIC & Q(message__judgement__p_negative__gte=0.5)
OFFICE = (8, 18)
"""Hours of a working day; what comes before, after or at the weekend is out of them."""
SATURDAY = 6


def _said(is_it: Q) -> PartedRows:
    return lambda brand, period, only: rows_of_messages(
        only.of(heard(brand, period).filter(is_it), brand)
    )


def _promotional(brand: Brand, period: Period, only: Only) -> Rows:
    kinds = [Post.Kind.ADVERTISEMENT, Post.Kind.OFFER]
    return rows_of_posts(only.of_posts(posts(brand, period).filter(kind__in=kinds), brand))


def _offers_asked_about(brand: Brand, period: Period, only: Only) -> Rows:
    """Offers in whose thread somebody asked something afterwards."""
    asked = Heard.objects.filter(
        brand_id=OuterRef("brand_id"),
        thread_id=OuterRef("in_thread"),
        needs_answer=True,
        asked_at__gt=OuterRef("posted_at"),
        asked_at__lte=period.at,
    )
    offers = only.of_posts(posts(brand, period).filter(kind=Post.Kind.OFFER), brand)
    return rows_of_posts(offers.annotate(in_thread=F("message__thread_id")).filter(Exists(asked)))


def _answered_out_of_office(brand: Brand, period: Period, only: Only) -> Rows:
    """Requests whose answer was sent in the evening, at night or at the weekend, by the clock of
    the brand."""
    begins, ends = OFFICE
    answered = only.of(turns(brand, period), brand).filter(is_answered(at=period.at))
    local = answered.annotate(
        hour=ExtractHour("answered_at", tzinfo=brand.zone),
        weekday=ExtractIsoWeekDay("answered_at", tzinfo=brand.zone),
    )
    return rows_of_messages(
        local.filter(Q(hour__lt=begins) | Q(hour__gte=ends) | Q(weekday__gte=SATURDAY))
    )


def _answered_with_a_link(brand: Brand, period: Period, only: Only) -> Rows:
    """Requests whose answer leads to one of the brand's own answers."""
    page = f"/@{brand.slug}/answers/"
    links = Message.objects.filter(pk=OuterRef("answer_id"), text__contains=page)
    answered = only.of(turns(brand, period), brand).filter(is_answered(at=period.at))
    return rows_of_messages(answered.filter(Exists(links)))


TALK_ROWS: Mapping[str, PartedRows] = {
    "praise": _said(PRAISE),
    "praise-or-complaint": _said(PRAISE | COMPLAINT),
    "offers-asked-about": _offers_asked_about,
    "promotional": _promotional,
    "answered-out-of-office": _answered_out_of_office,
    "answered-with-a-link": _answered_with_a_link,
}
