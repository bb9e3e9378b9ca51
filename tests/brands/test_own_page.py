"""What each of the team sets for oneself: name, language, keys."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from parvis.brands.actions import create_access_token
from parvis.brands.models import AccessToken, User
from parvis.kit.models import Activity
from parvis.kit.secrets import digest

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
HTMX = {"HX-Request": "true"}


@pytest.fixture
def key(agent: User) -> AccessToken:
    create_access_token(agent, name="Web shop", by=agent.actor, at=NOON)
    return AccessToken.objects.get()


def test_name_and_language_are_ones_own(client: Client, agent: User) -> None:
    client.force_login(agent)

    response = client.post(reverse("brands:me"), {"name": "Inès", "language": "fr"})

    agent.refresh_from_db()
    assert (agent.name, agent.language) == ("Inès", "fr")
    assert response.cookies["django_language"].value == "fr"


def test_a_name_cannot_be_emptied(client: Client, agent: User) -> None:
    client.force_login(agent)

    response = client.post(reverse("brands:me"), {"name": " ", "language": "fr"})

    assert response.status_code == 422
    agent.refresh_from_db()
    assert agent.name == "Ines"


def test_a_key_is_shown_once_and_only_its_digest_is_kept(client: Client, agent: User) -> None:
    client.force_login(agent)

    response = client.post(reverse("brands:tokens"), {"name": "Web shop"})

    key = response.context["key"]
    assert f'<output class="shown-once">{key}</output>' in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    row = AccessToken.objects.get()
    assert (row.user, row.name, row.digest, row.revoked_at) == (
        agent,
        "Web shop",
        digest(key),
        None,
    )
    assert key not in client.get(reverse("brands:me")).content.decode()


def test_a_key_is_revoked_and_twice_is_harmless(
    client: Client, agent: User, key: AccessToken
) -> None:
    client.force_login(agent)
    address = reverse("brands:revoke_token", args=[key.pk])

    first = client.post(address, headers=HTMX)
    client.post(address)

    key.refresh_from_db()
    assert key.revoked_at is not None
    assert first.content.decode().strip().startswith('<div id="tokens">')
    assert "Web shop" not in client.get(reverse("brands:me")).content.decode()
    assert Activity.objects.filter(verb="token.revoked").count() == 1


def test_another_persons_key_does_not_exist(client: Client, lead: User, key: AccessToken) -> None:
    client.force_login(lead)

    assert client.post(reverse("brands:revoke_token", args=[key.pk])).status_code == 404
    key.refresh_from_db()
    assert key.revoked_at is None


def test_who_is_in_no_team_has_no_page(client: Client, agent: User) -> None:
    agent.memberships.all().delete()
    client.force_login(agent)

    assert client.get(reverse("brands:me")).status_code == 403
    assert client.post(reverse("brands:tokens"), {"name": "x"}).status_code == 403


def test_keys_are_made_by_post(client: Client, agent: User, key: AccessToken) -> None:
    client.force_login(agent)

    assert client.get(reverse("brands:tokens")).status_code == 405
    assert client.get(reverse("brands:revoke_token", args=[key.pk])).status_code == 405
