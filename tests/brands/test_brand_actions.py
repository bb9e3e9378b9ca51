"""What is true of brands and their team, by action and by the database itself."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from parvis.brands.actions import (
    HoursOverlap,
    LastOwner,
    add_holiday,
    change_brand,
    change_role,
    create_brand,
    create_user,
    invite_member,
    set_opening_hours,
)
from parvis.brands.calendar import opening_hours, public_holidays
from parvis.brands.countries import COUNTRIES
from parvis.brands.hours import Period
from parvis.brands.models import Brand, Holiday, Membership, OpeningPeriod, Role, User
from parvis.kit.actors import PARVIS
from parvis.kit.models import Activity

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def hours_of(brand: Brand) -> list[tuple[int, int, int]]:
    return list(brand.opening_periods.values_list("weekday", "opens", "closes"))


def test_a_week_replaces_the_one_before(brand: Brand) -> None:
    set_opening_hours(brand, week={0: [Period(540, 720)]}, by=PARVIS, at=NOON)

    set_opening_hours(brand, week={1: [Period(810, 1080), Period(540, 720)]}, by=PARVIS, at=NOON)

    assert hours_of(brand) == [(1, 540, 720), (1, 810, 1080)]


def test_overlapping_periods_are_refused_and_the_week_before_stays(brand: Brand) -> None:
    set_opening_hours(brand, week={0: [Period(540, 720)]}, by=PARVIS, at=NOON)

    with pytest.raises(HoursOverlap) as caught:
        set_opening_hours(brand, week={2: [Period(540, 720), Period(700, 800)]}, by=PARVIS, at=NOON)

    assert (caught.value.weekday, hours_of(brand)) == (2, [(0, 540, 720)])


def test_the_database_refuses_an_overlap_that_no_action_saw(brand: Brand) -> None:
    OpeningPeriod.objects.create(brand=brand, weekday=0, opens=540, closes=720)

    refused = pytest.raises(IntegrityError, match="periods_of_a_day_do_not_overlap")
    with refused, transaction.atomic():
        OpeningPeriod.objects.create(brand=brand, weekday=0, opens=719, closes=800)

    OpeningPeriod.objects.create(brand=brand, weekday=0, opens=720, closes=800)


def test_the_database_refuses_a_period_past_its_day(brand: Brand) -> None:
    with pytest.raises(IntegrityError, match="period_lies_within_its_day"):
        OpeningPeriod.objects.create(brand=brand, weekday=0, opens=540, closes=1441)


def test_two_brands_of_one_name_have_two_addresses(brand: Brand) -> None:
    again = [create_brand("Maison Tilleul", by=PARVIS, at=NOON).slug for _ in range(2)]

    assert again == ["maison-tilleul", "maison-tilleul-2"]


def test_a_name_without_letters_has_an_address_too(db: None) -> None:
    assert create_brand("茶", by=PARVIS, at=NOON).slug == "brand"


def test_a_taken_address_is_refused(brand: Brand) -> None:
    with pytest.raises(ValidationError, match="slug"):
        create_brand("Another", by=PARVIS, at=NOON, slug=brand.slug)


def test_a_setting_that_brands_have_not_is_a_mistake(db: None) -> None:
    with pytest.raises(ValueError, match="a brand has no mood"):
        create_brand("Another", by=PARVIS, at=NOON, settings={"mood": "good"})


def test_a_change_that_changes_nothing_is_not_in_the_log(brand: Brand) -> None:
    before = Activity.objects.count()

    change_brand(brand, to={"name": brand.name}, by=PARVIS, at=NOON)

    assert Activity.objects.count() == before


def test_a_time_zone_that_there_is_not_is_refused(brand: Brand) -> None:
    with pytest.raises(ValidationError, match="No time zone is called Mars/Olympus"):
        change_brand(brand, to={"time_zone": "Mars/Olympus"}, by=PARVIS, at=NOON)


def test_the_last_owner_stays(brand: Brand, owner: User) -> None:
    membership = Membership.objects.get(user=owner)

    for new in (Role.LEAD, None):
        with pytest.raises(LastOwner):
            change_role(membership, to=new, by=owner.actor, at=NOON)

    assert Membership.objects.get(user=owner).role == Role.OWNER


def test_of_two_owners_one_may_go(brand: Brand, owner: User, lead: User) -> None:
    change_role(Membership.objects.get(user=lead), to=Role.OWNER, by=owner.actor, at=NOON)

    change_role(Membership.objects.get(user=owner), to=None, by=owner.actor, at=NOON)

    assert list(brand.memberships.values_list("user__name", "role")) == [("Lea", "owner")]


def test_a_second_invitation_keeps_the_role(brand: Brand, agent: User) -> None:
    invite_member(brand, user=agent, role=Role.OWNER, by=PARVIS, at=NOON)

    assert Membership.objects.get(user=agent).role == Role.AGENT


def test_an_address_belongs_to_one_user_whatever_its_capitals(agent: User) -> None:
    with pytest.raises(ValidationError, match="one_user_an_address"):
        create_user(agent.email.upper(), name="Other", password="x", by=PARVIS, at=NOON)

    with pytest.raises(IntegrityError, match="one_user_an_address"):
        User.objects.create(email=agent.email.upper(), name="Other", joined_at=NOON)


def test_a_brand_is_closed_on_its_own_days_and_on_public_holidays(brand: Brand) -> None:
    change_brand(brand, to={"holiday_country": "FR"}, by=PARVIS, at=NOON)
    set_opening_hours(brand, week=dict.fromkeys(range(7), (Period(540, 1080),)), by=PARVIS, at=NOON)
    for _ in range(2):
        add_holiday(brand, day=date(2026, 12, 24), name="Stock-taking", by=PARVIS, at=NOON)

    opening = opening_hours(brand, years=[2026])

    assert Holiday.objects.count() == 1
    assert {date(2026, 7, 14), date(2026, 12, 24), date(2027, 1, 1)} <= opening.closed_on
    assert not opening.is_open(datetime(2026, 12, 24, 11, 0, tzinfo=UTC))
    assert opening.is_open(datetime(2026, 12, 23, 11, 0, tzinfo=UTC))


def test_every_country_that_can_be_chosen_has_public_holidays() -> None:
    import holidays

    assert set(COUNTRIES) == set(holidays.list_supported_countries(include_aliases=False))
    assert len(public_holidays("FR", [2026])) == 33
    assert public_holidays("", [2026]) == frozenset()
