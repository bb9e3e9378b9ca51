"""The first visit: one page, one transaction, once."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connections
from django.test import Client
from django.urls import reverse

from parvis.brands.actions import AlreadySetUp, Beginning, begin, set_up
from parvis.brands.hours import Period
from parvis.brands.models import Brand, Installation, Membership, Profile, Role, User
from parvis.kit.models import Activity

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ANSWERS = {
    "profile": "shop",
    "owner_name": "Odile Marchand",
    "email": "Odile@Tilleul.example",
    "password": "lime-tree-and-rain",
    "brand_name": "Maison Tilleul",
    "language": "fr",
    "time_zone": "Europe/Paris",
    "hours": "own",
    "monday": "9:00-12:30, 13:30-18:00",
    "saturday": "10-13",
    "holiday_country": "FR",
    "promise_hours": "2.5",
    "starts_on": "2026-02-01",
}


@pytest.mark.django_db
def test_one_page_makes_the_owner_the_brand_its_hours_and_its_promise(client: Client) -> None:
    response = client.post(reverse("brands:setup"), ANSWERS)

    assert response["Location"] == reverse("inbox:queue")
    brand = Brand.objects.get()
    assert (brand.name, brand.slug, brand.language, brand.time_zone, brand.holiday_country) == (
        "Maison Tilleul",
        "maison-tilleul",
        "fr",
        "Europe/Paris",
        "FR",
    )
    assert brand.promise_minutes == 150
    assert brand.starts_at == datetime(2026, 1, 31, 23, 0, tzinfo=UTC)
    assert list(brand.opening_periods.values_list("weekday", "opens", "closes")) == [
        (0, 540, 750),
        (0, 810, 1080),
        (5, 600, 780),
    ]
    assert Installation.objects.get().profile == Profile.SHOP
    membership = Membership.objects.select_related("user").get()
    assert (membership.brand, membership.role) == (brand, Role.OWNER)
    assert membership.user.email == "odile@tilleul.example"
    assert membership.user.check_password("lime-tree-and-rain")


@pytest.mark.django_db
def test_the_owner_is_logged_in(client: Client) -> None:
    client.post(reverse("brands:setup"), ANSWERS)

    assert client.session["_auth_user_id"] == str(User.objects.get().pk)


@pytest.mark.django_db
def test_without_a_start_the_brand_starts_now(client: Client) -> None:
    before = datetime.now(UTC)

    client.post(reverse("brands:setup"), ANSWERS | {"starts_on": ""})

    assert before <= Brand.objects.get().starts_at <= datetime.now(UTC)


@pytest.mark.django_db
def test_always_open_needs_no_periods(client: Client) -> None:
    client.post(reverse("brands:setup"), ANSWERS | {"hours": "always", "monday": "whenever"})

    assert Brand.objects.get().opening_periods.count() == 0


@pytest.mark.django_db
def test_office_hours_are_a_choice_of_one_click(client: Client) -> None:
    client.post(reverse("brands:setup"), ANSWERS | {"hours": "office"})

    periods = Brand.objects.get().opening_periods.values_list("weekday", "opens", "closes")
    assert list(periods) == [(day, 540, 1080) for day in range(5)]


@pytest.mark.django_db
def test_every_error_stands_beside_its_field_with_what_was_typed(client: Client) -> None:
    wrong = ANSWERS | {
        "email": "odile",
        "monday": "9:00-12:30, 12:00-18:00",
        "tuesday": "mornings",
        "time_zone": "Mars/Olympus",
        "promise_hours": "0",
    }

    response = client.post(reverse("brands:setup"), wrong)

    assert response.status_code == 422
    form = response.context["form"]
    assert {name: errors[0] for name, errors in form.errors.items()} == {
        "email": "Enter a valid email address.",
        "monday": "9:00-12:30 and 12:00-18:00 overlap.",
        "tuesday": "“mornings” is no period: write it like 9:00-12:30.",
        "time_zone": "Select a valid choice. Mars/Olympus is not one of the available choices.",
        "promise_hours": "Ensure this value is greater than or equal to 0.25.",
        "password": "Type it once more: a password is never sent back to a page.",
    }
    page = response.content.decode()
    assert 'value="9:00-12:30, 12:00-18:00"' in page
    assert "lime-tree-and-rain" not in page
    assert not Installation.objects.exists()


@pytest.mark.django_db
def test_a_password_that_everybody_tries_first_is_refused(client: Client) -> None:
    response = client.post(reverse("brands:setup"), ANSWERS | {"password": "password123"})

    assert response.context["form"].errors["password"] == ["This password is too common."]


@pytest.mark.django_db
def test_an_own_week_without_any_hour_is_refused(client: Client) -> None:
    response = client.post(reverse("brands:setup"), ANSWERS | {"monday": "", "saturday": ""})

    assert response.context["form"].errors["hours"] == [
        "Write the hours of at least one day, or choose always."
    ]


@pytest.mark.django_db
def test_after_set_up_there_is_nothing_at_this_address(client: Client) -> None:
    set_up(profile=Profile.TEAM, at=NOON)

    assert client.get(reverse("brands:setup")).status_code == 404
    assert client.post(reverse("brands:setup"), ANSWERS).status_code == 404
    assert not User.objects.exists()


@pytest.mark.django_db
def test_before_set_up_every_page_of_the_team_leads_there(client: Client) -> None:
    assert client.get(reverse("brands:settings"))["Location"] == reverse("brands:setup")


@pytest.mark.django_db
def test_who_does_not_finish_leaves_nothing_behind() -> None:
    broken = beginning(email="not an address")

    with pytest.raises(ValidationError, match="email"):
        begin(broken, at=NOON)

    assert (Installation.objects.count(), Brand.objects.count(), Activity.objects.count()) == (
        0,
        0,
        0,
    )


@pytest.mark.django_db(transaction=True)
def test_of_two_who_set_up_at_once_one_wins() -> None:
    ready = threading.Barrier(2)
    outcomes: list[str] = []

    def set_up_as(name: str) -> None:
        ready.wait()
        try:
            begin(beginning(email=f"{name}@tilleul.example"), at=NOON)
        except AlreadySetUp:
            outcomes.append("late")
        else:
            outcomes.append("first")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=set_up_as, args=[name]) for name in ("odile", "omar")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["first", "late"]
    assert (User.objects.count(), Brand.objects.count()) == (1, 1)


def beginning(*, email: str) -> Beginning:
    return Beginning(
        profile=Profile.TEAM,
        owner_name="Odile",
        email=email,
        password="lime-tree-and-rain",
        language="fr",
        brand_name="Maison Tilleul",
        brand={"time_zone": "Europe/Paris"},
        starts_at=NOON,
        week={0: (Period(540, 1080),)},
    )
