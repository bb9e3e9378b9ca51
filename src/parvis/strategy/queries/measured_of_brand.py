"""Facts of the brand as a whole that Parvis counts: how it answers, what it wrote and decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.brands.models import Brand
from parvis.inbox.models import Tagging
from parvis.insight.forms import address_of
from parvis.insight.queries.contacts import contacts
from parvis.insight.queries.counted import Period
from parvis.insight.queries.resolutions import opened_cases
from parvis.kit.spoken import number as in_digits
from parvis.knowledge.models import Article
from parvis.strategy.diagnosis.result import Basis, Fact
from parvis.strategy.models import Course, Objective, Review
from parvis.strategy.queries.counting_aims import count_rows
from parvis.strategy.queries.course import unexplained
from parvis.strategy.queries.rows_at import rows_at
from parvis.strategy.queries.wishes_decided import (
    page_of_wishes,
    somebody_was_told,
    wishes_decided,
)

LEAST = 30
"""Fewer cases than that say too little: one more or less would move a share by three points."""
LEAST_POSTS = 10
"""Posts are fewer than cases; below ten, one of them would move a share by more than ten points."""
HALF_A_YEAR = timedelta(days=183)
YEAR = timedelta(days=365)
QUARTER = timedelta(days=91)
EVENINGS = 4
"""Answers out of office hours in four weeks that make it a habit: one a week."""


@dataclass(frozen=True)
class Share:
    """A share of rows by rows, told from `least` of the whole on. `unseen`: there may be more of
    it than Parvis sees, so that none is not told."""

    key: str
    part: str
    whole: str
    least: int = LEAST
    unseen: bool = False


SHARES = (
    Share("within_promise", "kept", "due"),
    Share("praised", "praise", "praise-or-complaint"),
    Share("exclusive_share", "offers", "promotional", LEAST_POSTS),
    Share("answers_that_link", "answered-with-a-link", "answered", unseen=True),
)


def measured_of_brand(brand: Brand, period: Period) -> Sequence[Fact]:
    """Over the period, in the language of the moment."""
    return [
        *_shares(brand, period),
        *_contacts(brand, period),
        *_sorted(brand, period),
        *_habits(brand, period),
        *_pages(brand, period),
        *_wishes(brand, period.at),
        _fact("kept_in_one_place", True, period.at, brand, evidence=_("A channel is connected.")),
        _fact(
            "definitions_written",
            True,
            period.at,
            brand,
            evidence=_("Parvis writes what each figure counts beside it."),
            rows=f"{reverse('insight:index')}?brand={brand.slug}",
        ),
    ]


def kept_by_strategy(brand: Brand, at: datetime) -> Sequence[Fact]:
    """What the room itself knows, once the course is set: aims in force, and how it is steered."""
    course = Course.objects.filter(brand=brand).select_related("brand").first()
    if course is None:
        return []
    return [*_aims_in_force(course, at), *_steering(course, at)]


def _shares(brand: Brand, period: Period) -> Iterator[Fact]:
    address = address_of(brand, period)
    for share in SHARES:
        whole = count_rows(share.whole, brand, period)
        if whole < share.least:
            continue
        part = count_rows(share.part, brand, period)
        if share.unseen and not part:
            continue
        evidence = _("%(part)s of %(whole)s") % {
            "part": in_digits(part),
            "whole": in_digits(whole),
        }
        rows = rows_at(share.part, address)
        yield _fact(share.key, part / whole, period.at, brand, evidence=evidence, rows=rows)


def _contacts(brand: Brand, period: Period) -> Iterator[Fact]:
    found = contacts(brand, period)
    if found.mean is None or found.cases < LEAST:
        return
    evidence = _("%(contacts)s contacts in %(cases)s cases") % {
        "contacts": in_digits(found.contacts),
        "cases": in_digits(found.cases),
    }
    rows = rows_at("contacts", address_of(brand, period))
    yield _fact("contacts_per_case", found.mean, period.at, brand, evidence=evidence, rows=rows)


def _sorted(brand: Brand, period: Period) -> Iterator[Fact]:
    """Said when most cases carry a tag; who sorts in another way is not contradicted."""
    tagged = Exists(Tagging.objects.filter(case=OuterRef("pk"), removed_at=None))
    counted = opened_cases(brand, period).aggregate(
        cases=Count("pk"), tagged=Count("pk", filter=Q(tagged))
    )
    if counted["cases"] >= LEAST and 2 * counted["tagged"] >= counted["cases"]:
        evidence = _("%(tagged)s of %(cases)s cases carry a tag") % {
            "tagged": in_digits(counted["tagged"]),
            "cases": in_digits(counted["cases"]),
        }
        rows = rows_at("opened-cases", address_of(brand, period))
        yield _fact("sorted_by_subject", True, period.at, brand, evidence=evidence, rows=rows)


def _habits(brand: Brand, period: Period) -> Iterator[Fact]:
    address = address_of(brand, period)
    late = count_rows("answered-out-of-office", brand, period)
    if late >= EVENINGS or count_rows("answered", brand, period) >= LEAST:
        evidence = _("answers out of office hours, of four weeks: %(count)s") % {
            "count": in_digits(late)
        }
        rows = rows_at("answered-out-of-office", address)
        yield _fact("evenings", late >= EVENINGS, period.at, brand, evidence=evidence, rows=rows)
    if offers := count_rows("offers", brand, period):
        evidence = _("exclusive offers of four weeks: %(count)s") % {"count": in_digits(offers)}
        rows = rows_at("offers", address)
        yield _fact("exclusive_offers", True, period.at, brand, evidence=evidence, rows=rows)


def _pages(brand: Brand, period: Period) -> Iterator[Fact]:
    """Said when each published answer was written anew in the half year; one that was read and
    left as it is is not contradicted."""
    published = Article.objects.filter(brand=brand, published_at__isnull=False)
    found = published.aggregate(articles=Count("pk"), oldest=Min("updated_at"))
    if found["oldest"] and found["oldest"] > period.at - HALF_A_YEAR:
        evidence = _("published answers, all changed within half a year: %(count)s") % {
            "count": in_digits(found["articles"])
        }
        rows = f"{reverse('knowledge:list')}?state=published"
        yield _fact("pages_reread", True, period.at, brand, evidence=evidence, rows=rows)


def _wishes(brand: Brand, at: datetime) -> Iterator[Fact]:
    """Said when there are any: what is decided elsewhere is not contradicted."""
    rows = page_of_wishes(brand)
    if decided := len(wishes_decided(brand, since=at - QUARTER, until=at)):
        yield _fact("decided_from_customers", decided, at, brand, rows=rows)
    if somebody_was_told(brand, since=at - YEAR, until=at):
        yield _fact("told_back", True, at, brand, rows=rows)


def _aims_in_force(course: Course, at: datetime) -> Iterator[Fact]:
    brand, rows = course.brand, _course_page(course.brand)
    aims = list(Objective.objects.filter(brand=brand))
    yield _fact("aims_chosen", len(aims), at, brand, rows=rows)
    shares = {
        "aims_with_target": [aim.target is not None for aim in aims],
        "aims_on_policy": [bool(aim.policy) for aim in aims],
        "aims_owned": [bool(aim.owner) for aim in aims],
    }
    for key, held in shares.items():
        if aims:
            evidence = _("%(part)s of %(whole)s") % {"part": sum(held), "whole": len(held)}
            yield _fact(key, sum(held) / len(held), at, brand, evidence=evidence, rows=rows)


def _steering(course: Course, at: datetime) -> Iterator[Fact]:
    brand = course.brand
    a_year_ago = (at - YEAR).astimezone(brand.zone).date()
    reviews = Review.objects.filter(brand=brand, held_on__gt=a_year_ago).count()
    if reviews or course.set_at <= at - YEAR:  # those held before Parvis were declared
        rows = f"{reverse('strategy:reviews')}?brand={brand.slug}"
        yield _fact("reviews_held", reviews, at, brand, rows=rows)
    evidence = _("Each change of the course has its reason.")
    if waiting := len(unexplained(course)):
        evidence = _("changes without a reason: %(count)s") % {"count": waiting}
    kept, rows = not waiting, _course_page(brand)
    yield _fact("course_kept", kept, at, brand, evidence=evidence, rows=rows)


def _course_page(brand: Brand) -> str:
    return f"{reverse('strategy:course')}?brand={brand.slug}"


def _fact(
    key: str,
    value: bool | float,
    at: datetime,
    brand: Brand,
    *,
    evidence: str = "",
    rows: str = "",
) -> Fact:
    day: date = at.astimezone(brand.zone).date()
    return Fact(key=key, value=value, basis=Basis.MEASURED, evidence=evidence, on=day, rows=rows)
