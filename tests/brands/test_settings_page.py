"""What leads set for a brand, and who may not."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from parvis.brands.actions import add_holiday
from parvis.brands.models import Brand, Holiday, Installation, OpeningPeriod, Profile, User
from parvis.kit.actors import PARVIS
from parvis.kit.models import Activity

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
HTMX = {"HX-Request": "true"}
LOOK = {"name": "Tilleul", "tagline": "Infusions.", "language": "en", "accent": "#aa3355"}
RHYTHM = {
    "time_zone": "America/Montreal",
    "hours": "own",
    "friday": "8-12, 13-17",
    "holiday_country": "CA",
    "promise_hours": "1",
    "starts_on": "2026-02-01",
}


def page_of(brand: Brand) -> str:
    return f"{reverse('brands:settings')}?brand={brand.slug}"


@pytest.fixture
def closed_day(brand: Brand) -> Holiday:
    return add_holiday(brand, day=date(2099, 5, 4), name="Stock-taking", by=PARVIS, at=NOON)


def test_a_lead_changes_the_look(client: Client, brand: Brand, lead: User) -> None:
    client.force_login(lead)

    response = client.post(reverse("brands:look", args=[brand.slug]), LOOK)

    assert response["Location"] == page_of(brand)
    brand.refresh_from_db()
    assert (brand.name, brand.tagline, brand.language, brand.accent) == (
        "Tilleul",
        "Infusions.",
        "en",
        "#aa3355",
    )
    assert Activity.objects.filter(verb="brand.changed", actor_name="Lea").count() == 1


def test_a_colour_that_is_none_is_refused_beside_its_field(
    client: Client, brand: Brand, lead: User
) -> None:
    client.force_login(lead)

    response = client.post(
        reverse("brands:look", args=[brand.slug]), LOOK | {"accent": "red; } body {"}
    )

    assert response.status_code == 422
    assert response.context["look"].errors == {"accent": ["A colour is written like #1f6f64."]}
    brand.refresh_from_db()
    assert brand.name == "Maison Tilleul"


def test_a_lead_changes_promise_and_hours(client: Client, brand: Brand, lead: User) -> None:
    client.force_login(lead)

    client.post(reverse("brands:rhythm", args=[brand.slug]), RHYTHM)

    brand.refresh_from_db()
    assert (brand.time_zone, brand.holiday_country, brand.promise_minutes) == (
        "America/Montreal",
        "CA",
        60,
    )
    assert list(brand.opening_periods.values_list("weekday", "opens", "closes")) == [
        (4, 480, 720),
        (4, 780, 1020),
    ]


def test_a_further_answer_and_the_end_may_be_promised_too(
    client: Client, brand: Brand, lead: User
) -> None:
    client.force_login(lead)
    address = reverse("brands:rhythm", args=[brand.slug])

    client.post(address, RHYTHM | {"next_promise_hours": "0.5", "resolution_hours": "24"})
    brand.refresh_from_db()
    assert (brand.next_promise_minutes, brand.resolution_minutes) == (30, 1440)

    shown = client.get(page_of(brand)).context["rhythm"].initial
    assert (shown["next_promise_hours"], shown["resolution_hours"]) == ("0.5", "24")

    client.post(address, RHYTHM)
    brand.refresh_from_db()
    assert (brand.next_promise_minutes, brand.resolution_minutes) == (None, None)


def test_the_start_stays_to_the_minute_when_its_day_is_left_alone(
    client: Client, brand: Brand, lead: User
) -> None:
    Brand.objects.update(starts_at=datetime(2026, 2, 1, 9, 17, tzinfo=UTC))
    client.force_login(lead)

    client.post(reverse("brands:rhythm", args=[brand.slug]), RHYTHM)

    brand.refresh_from_db()
    assert brand.starts_at == datetime(2026, 2, 1, 9, 17, tzinfo=UTC)


def test_another_start_is_the_first_instant_of_its_day_in_the_time_zone(
    client: Client, brand: Brand, lead: User
) -> None:
    client.force_login(lead)

    client.post(reverse("brands:rhythm", args=[brand.slug]), RHYTHM | {"starts_on": "2026-07-14"})

    brand.refresh_from_db()
    assert brand.starts_at == datetime(2026, 7, 14, 4, 0, tzinfo=UTC)


def test_hours_that_cannot_be_read_change_nothing(client: Client, brand: Brand, lead: User) -> None:
    client.force_login(lead)

    response = client.post(
        reverse("brands:rhythm", args=[brand.slug]), RHYTHM | {"friday": "8-12, 11-17"}
    )

    assert response.status_code == 422
    assert response.context["rhythm"].errors == {"friday": ["8:00-12:00 and 11:00-17:00 overlap."]}
    assert not OpeningPeriod.objects.exists()


def test_what_the_page_shows_can_be_saved_unchanged(
    client: Client, brand: Brand, lead: User
) -> None:
    client.force_login(lead)
    client.post(reverse("brands:rhythm", args=[brand.slug]), RHYTHM)
    before = OpeningPeriod.objects.values_list("weekday", "opens", "closes")
    shown = client.get(page_of(brand)).context["rhythm"].initial

    client.post(reverse("brands:rhythm", args=[brand.slug]), shown)

    assert shown["friday"] == "8:00-12:00, 13:00-17:00"
    assert list(before) == [(4, 480, 720), (4, 780, 1020)]


def test_a_closed_day_is_added_once(client: Client, brand: Brand, lead: User) -> None:
    client.force_login(lead)
    asked = {"day": "2099-05-04", "name": "Stock-taking"}

    for _ in range(2):
        client.post(reverse("brands:holidays", args=[brand.slug]), asked)

    assert list(Holiday.objects.values_list("day", "name")) == [(date(2099, 5, 4), "Stock-taking")]
    assert Activity.objects.filter(verb="brand.holiday_added").count() == 1


def test_a_closed_day_is_removed_and_htmx_gets_the_list_alone(
    client: Client, brand: Brand, lead: User, closed_day: Holiday
) -> None:
    client.force_login(lead)
    address = reverse("brands:remove_holiday", args=[closed_day.pk])

    response = client.post(address, headers=HTMX)

    assert not Holiday.objects.exists()
    page = response.content.decode().strip()
    assert page.startswith('<div id="holidays">')
    assert "Stock-taking" not in page
    assert client.post(address).status_code == 404


def test_only_owners_choose_the_profile(
    client: Client, brand: Brand, lead: User, owner: User
) -> None:
    client.force_login(lead)
    assert client.post(reverse("brands:profile"), {"profile": "network"}).status_code == 403
    assert Installation.objects.get().profile == Profile.TEAM

    client.force_login(owner)
    client.post(reverse("brands:profile"), {"profile": "network"})
    assert Installation.objects.get().profile == Profile.NETWORK


@pytest.mark.parametrize("role", ["agent", "viewer"])
def test_those_who_answer_or_read_are_refused(
    client: Client, brand: Brand, closed_day: Holiday, role: str, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(role))

    assert client.get(reverse("brands:settings")).status_code == 403
    assert client.post(reverse("brands:look", args=[brand.slug]), LOOK).status_code == 403
    assert client.post(reverse("brands:rhythm", args=[brand.slug]), RHYTHM).status_code == 403
    removal = reverse("brands:remove_holiday", args=[closed_day.pk])
    assert client.post(removal).status_code == 403


def test_to_another_house_the_brand_does_not_exist(
    client: Client, brand: Brand, closed_day: Holiday, outsider: User
) -> None:
    client.force_login(outsider)

    assert client.get(page_of(brand)).status_code == 404
    assert client.post(reverse("brands:look", args=[brand.slug]), LOOK).status_code == 404
    assert client.post(reverse("brands:rhythm", args=[brand.slug]), RHYTHM).status_code == 404
    removal = reverse("brands:remove_holiday", args=[closed_day.pk])
    assert client.post(removal).status_code == 404
    brand.refresh_from_db()
    assert (brand.name, Holiday.objects.count()) == ("Maison Tilleul", 1)


def test_changes_are_posts(client: Client, brand: Brand, lead: User, closed_day: Holiday) -> None:
    client.force_login(lead)

    assert client.get(reverse("brands:look", args=[brand.slug])).status_code == 405
    assert client.get(reverse("brands:rhythm", args=[brand.slug])).status_code == 405
    assert client.get(reverse("brands:remove_holiday", args=[closed_day.pk])).status_code == 405
    assert client.post(reverse("brands:settings")).status_code == 405


@pytest.mark.parametrize(
    ("accent", "words"),
    [
        ("#1f6f64", "Reads well: contrast 5.7 on light pages."),
        ("#ffd400", "Too pale to read on light pages: contrast 1.3, and 4.5 is needed."),
    ],
)
def test_a_colour_is_judged_while_it_is_chosen(
    client: Client, lead: User, accent: str, words: str
) -> None:
    client.force_login(lead)

    response = client.get(reverse("brands:accent"), {"accent": accent}, headers=HTMX)

    assert words in response.content.decode()


def test_saving_says_so_once(client: Client, brand: Brand, lead: User) -> None:
    client.force_login(lead)

    response = client.post(reverse("brands:look", args=[brand.slug]), LOOK)

    assert [str(said) for said in get_messages(response.wsgi_request)] == ["Saved."]
