"""Setting up the installation, its brands, and when they are open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import pairwise

from django.db import transaction
from django.utils.text import slugify

from parvis.brands.hours import Period
from parvis.brands.models import Brand, Holiday, Installation, OpeningPeriod, Profile
from parvis.kit.activity import record
from parvis.kit.actors import PARVIS, Actor
from parvis.kit.clock import now

CHANGEABLE = {
    "name",
    "tagline",
    "language",
    "time_zone",
    "holiday_country",
    "accent",
    "promise_minutes",
    "next_promise_minutes",
    "resolution_minutes",
    "starts_at",
}


class HoursOverlap(Exception):
    """Two periods of one day overlap; the message names the weekday (0 is Monday)."""

    def __init__(self, weekday: int) -> None:
        super().__init__(f"two opening periods of weekday {weekday} overlap")
        self.weekday = weekday


@transaction.atomic
def set_up(*, profile: Profile, at: datetime) -> Installation:
    """Say that this installation is set up. A second time changes nothing but the profile."""
    made, _ = Installation.objects.update_or_create(
        id=1, defaults={"profile": profile}, create_defaults={"profile": profile, "set_up_at": at}
    )
    return made


@transaction.atomic
def create_brand(
    name: str,
    *,
    by: Actor,
    at: datetime,
    slug: str = "",
    starts_at: datetime | None = None,
    settings: Mapping[str, object] | None = None,
) -> Brand:
    """A new brand; `settings` may hold any of its changeable fields."""
    unknown = set(settings or {}) - CHANGEABLE
    if unknown:
        raise ValueError(f"a brand has no {', '.join(sorted(unknown))}")
    brand = Brand(
        name=name, slug=slug or _free_slug(name), starts_at=starts_at or at, created_at=at
    )
    for field, value in (settings or {}).items():
        setattr(brand, field, value)
    brand.full_clean()
    brand.save(force_insert=True)
    record("brand.created", target=("brand", brand.pk), by=by, at=at, brand_id=brand.pk)
    return brand


def _free_slug(name: str) -> str:
    base = slugify(name)[:50] or "brand"
    taken = set(Brand.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{n}" for n in range(2, len(taken) + 3))
    return next(slug for slug in (base, *numbered) if slug not in taken)


@transaction.atomic
def change_brand(brand: Brand, *, to: Mapping[str, object], by: Actor, at: datetime) -> Brand:
    """Change settings of a brand; running promises keep the time they were made with."""
    changed = {
        field: str(value)
        for field, value in to.items()
        if field in CHANGEABLE and getattr(brand, field) != value
    }
    for field in changed:
        setattr(brand, field, to[field])
    if changed:
        brand.full_clean()
        brand.save(update_fields=list(changed))
        record(
            "brand.changed",
            target=("brand", brand.pk),
            by=by,
            at=at,
            brand_id=brand.pk,
            facts={"to": changed},
        )
    return brand


@transaction.atomic
def set_opening_hours(
    brand: Brand, *, week: Mapping[int, Iterable[Period]], by: Actor, at: datetime
) -> None:
    """Replace the whole week. Raises `HoursOverlap`."""
    sorted_week = {day: sorted(periods) for day, periods in week.items()}
    for day, periods in sorted_week.items():
        if any(later.opens < earlier.closes for earlier, later in pairwise(periods)):
            raise HoursOverlap(day)
    brand.opening_periods.all().delete()
    OpeningPeriod.objects.bulk_create(
        OpeningPeriod(brand=brand, weekday=day, opens=period.opens, closes=period.closes)
        for day, periods in sorted_week.items()
        for period in periods
    )
    record("brand.hours_set", target=("brand", brand.pk), by=by, at=at, brand_id=brand.pk)


@transaction.atomic
def add_holiday(brand: Brand, *, day: date, name: str, by: Actor, at: datetime) -> Holiday:
    holiday, made = Holiday.objects.get_or_create(brand=brand, day=day, defaults={"name": name})
    if made:
        record(
            "brand.holiday_added",
            target=("brand", brand.pk),
            by=by,
            at=at,
            brand_id=brand.pk,
            facts={"day": day.isoformat(), "name": name},
        )
    return holiday


@transaction.atomic
def remove_holiday(holiday: Holiday, *, by: Actor, at: datetime) -> None:
    record(
        "brand.holiday_removed",
        target=("brand", holiday.brand_id),
        by=by,
        at=at,
        brand_id=holiday.brand_id,
        facts={"day": holiday.day.isoformat()},
    )
    holiday.delete()


def brand_for_import(name: str) -> Brand:
    """The brand that an import without `--brand` goes to: the only one there is, or a new one.

    Raises `LookupError` when there are several.
    """
    brands = list(Brand.objects.all()[:2])
    if len(brands) > 1:
        raise LookupError("there are several brands: say which one with --brand")
    if brands:
        return brands[0]
    return create_brand(name, by=PARVIS, at=now(), settings={"time_zone": "UTC"})
