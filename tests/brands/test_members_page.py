"""The team: owners decide who belongs to it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from parvis.brands.actions import invite_member
from parvis.brands.models import Brand, Membership, Role, User
from parvis.kit.actors import PARVIS
from parvis.kit.models import Activity

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
HTMX = {"HX-Request": "true"}
NADIA = {"name": "Nadia", "email": "Nadia@tilleul.example", "role": "agent", "password": ""}


def membership(user: User, brand: Brand) -> Membership:
    return Membership.objects.get(user=user, brand=brand)


def test_an_owner_takes_somebody_in_and_sees_a_made_password_once(
    client: Client, brand: Brand, owner: User
) -> None:
    client.force_login(owner)

    response = client.post(reverse("brands:invite", args=[brand.slug]), NADIA)

    nadia = User.objects.get(email="nadia@tilleul.example")
    assert membership(nadia, brand).role == Role.AGENT
    made = response.context["made"]
    assert nadia.check_password(made)
    assert f'<output class="shown-once">{made}</output>' in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert made not in client.get(reverse("brands:members")).content.decode()
    assert not Activity.objects.filter(facts__icontains=made).exists()


def test_a_typed_password_is_not_shown(client: Client, brand: Brand, owner: User) -> None:
    client.force_login(owner)

    response = client.post(
        reverse("brands:invite", args=[brand.slug]), NADIA | {"password": "river-and-slate"}
    )

    assert response.status_code == 302
    assert User.objects.get(name="Nadia").check_password("river-and-slate")


def test_a_weak_first_password_is_refused(client: Client, brand: Brand, owner: User) -> None:
    client.force_login(owner)

    response = client.post(
        reverse("brands:invite", args=[brand.slug]), NADIA | {"password": "nadia"}
    )

    assert response.status_code == 422
    assert not User.objects.filter(name="Nadia").exists()


def test_somebody_of_another_brand_keeps_name_and_password(
    client: Client, brand: Brand, owner: User, outsider: User
) -> None:
    client.force_login(owner)

    client.post(
        reverse("brands:invite", args=[brand.slug]),
        {"name": "Hijack", "email": outsider.email, "role": "viewer", "password": "new-password-1"},
    )

    outsider.refresh_from_db()
    assert (outsider.name, outsider.check_password("new-password-1")) == ("Oscar", False)
    assert membership(outsider, brand).role == Role.VIEWER


def test_taking_in_twice_changes_nothing(client: Client, brand: Brand, owner: User) -> None:
    client.force_login(owner)

    for role in ("agent", "owner"):
        client.post(reverse("brands:invite", args=[brand.slug]), NADIA | {"role": role})

    assert Membership.objects.get(user__name="Nadia").role == Role.AGENT


def test_a_role_is_changed_and_htmx_gets_the_list_alone(
    client: Client, brand: Brand, owner: User, agent: User
) -> None:
    client.force_login(owner)
    address = reverse("brands:role", args=[membership(agent, brand).pk])

    response = client.post(address, {"role": "lead"}, headers=HTMX)

    assert membership(agent, brand).role == Role.LEAD
    page = response.content.decode().strip()
    assert page.startswith('<div id="members">')
    assert "Ines is now Lead." in page


def test_a_member_leaves(client: Client, brand: Brand, owner: User, agent: User) -> None:
    client.force_login(owner)

    client.post(reverse("brands:remove_member", args=[membership(agent, brand).pk]))

    assert list(Membership.objects.values_list("user__name", flat=True)) == ["Odile"]
    client.force_login(agent)
    assert client.get(reverse("brands:me")).status_code == 403


def test_the_last_owner_stays(client: Client, brand: Brand, owner: User) -> None:
    client.force_login(owner)
    own = membership(owner, brand)

    demoted = client.post(reverse("brands:role", args=[own.pk]), {"role": "lead"}, headers=HTMX)
    removed = client.post(reverse("brands:remove_member", args=[own.pk]), headers=HTMX)

    assert (demoted.status_code, removed.status_code) == (409, 409)
    assert "Odile is the only owner of Maison Tilleul" in removed.content.decode()
    assert membership(owner, brand).role == Role.OWNER


def test_who_forgot_the_password_gets_a_new_one(
    client: Client, brand: Brand, owner: User, agent: User
) -> None:
    at_home = Client()
    at_home.force_login(agent)
    client.force_login(owner)

    response = client.post(reverse("brands:password", args=[membership(agent, brand).pk]))

    agent.refresh_from_db()
    assert agent.check_password(response.context["made"])
    assert at_home.get(reverse("brands:me")).status_code == 302


def test_an_owner_cannot_open_other_brands_through_a_new_password(
    client: Client, brand: Brand, owner: User, outsider: User
) -> None:
    invite_member(brand, user=outsider, role=Role.VIEWER, by=PARVIS, at=NOON)
    client.force_login(owner)
    before = outsider.password

    response = client.post(reverse("brands:password", args=[membership(outsider, brand).pk]))

    outsider.refresh_from_db()
    assert (response.status_code, outsider.password) == (403, before)


@pytest.mark.parametrize("role", ["lead", "agent", "viewer"])
def test_only_owners_see_and_change_the_team(
    client: Client, brand: Brand, owner: User, role: str, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(role))
    own = membership(owner, brand).pk

    assert client.get(reverse("brands:members")).status_code == 403
    assert client.post(reverse("brands:invite", args=[brand.slug]), NADIA).status_code == 403
    assert client.post(reverse("brands:remove_member", args=[own])).status_code == 403
    assert client.post(reverse("brands:password", args=[own])).status_code == 403


def test_to_another_house_the_team_does_not_exist(
    client: Client, brand: Brand, agent: User, outsider: User
) -> None:
    client.force_login(outsider)
    of_agent = membership(agent, brand).pk

    assert client.post(reverse("brands:invite", args=[brand.slug]), NADIA).status_code == 404
    assert (
        client.post(reverse("brands:role", args=[of_agent]), {"role": "owner"}).status_code == 404
    )
    assert client.post(reverse("brands:remove_member", args=[of_agent])).status_code == 404
    assert membership(agent, brand).role == Role.AGENT


def test_changes_are_posts(client: Client, brand: Brand, owner: User, agent: User) -> None:
    client.force_login(owner)
    of_agent = membership(agent, brand).pk

    for name, argument in [
        ("invite", brand.slug),
        ("role", of_agent),
        ("remove_member", of_agent),
        ("password", of_agent),
    ]:
        assert client.get(reverse(f"brands:{name}", args=[argument])).status_code == 405


def test_the_page_asks_the_same_number_of_questions_whatever_the_team(
    client: Client,
    brand: Brand,
    owner: User,
    agent: User,
    lead: User,
    django_assert_max_num_queries: pytest.FixtureRequest,
) -> None:
    client.force_login(owner)

    with django_assert_max_num_queries(8):  # type: ignore[operator]
        client.get(reverse("brands:members"))
