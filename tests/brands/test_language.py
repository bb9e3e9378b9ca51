"""The language of the pages."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from parvis.brands.models import User

pytestmark = pytest.mark.django_db


def test_a_choice_is_kept_in_a_cookie_that_scripts_cannot_read(client: Client) -> None:
    response = client.post(reverse("brands:language"), {"language": "fr", "next": "/@tilleul/"})

    cookie = response.cookies["django_language"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("fr", True, "Lax")
    assert response["Location"] == "/@tilleul/"


def test_a_user_takes_the_choice_along(client: Client, agent: User) -> None:
    client.force_login(agent)

    client.post(reverse("brands:language"), {"language": "fr"})

    agent.refresh_from_db()
    assert agent.language == "fr"


@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""]
)
def test_it_leads_nowhere_else(client: Client, target: str) -> None:
    response = client.post(reverse("brands:language"), {"language": "fr", "next": target})

    assert response["Location"] == "/"


def test_a_language_that_there_is_not_changes_nothing(client: Client, agent: User) -> None:
    client.force_login(agent)

    response = client.post(reverse("brands:language"), {"language": "tlh\r\nX: 1"})

    assert "django_language" not in response.cookies
    agent.refresh_from_db()
    assert agent.language == ""


def test_it_is_a_post(client: Client) -> None:
    assert client.get(reverse("brands:language")).status_code == 405
