"""Coming in and going out."""

from __future__ import annotations

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from parvis.brands.actions import change_user, set_up
from parvis.brands.models import Profile, User
from tests.conftest import MONDAY_NOON, PASSWORD


def log_in(client: Client, user: User, password: str = PASSWORD) -> int:
    address = reverse("account_login")
    return client.post(address, {"login": user.email, "password": password}).status_code


def test_the_right_password_leads_to_the_queue(client: Client, agent: User) -> None:
    response = client.post(reverse("account_login"), {"login": agent.email, "password": PASSWORD})

    assert (response.status_code, response["Location"]) == (302, reverse("inbox:queue"))
    assert client.session["_auth_user_id"] == str(agent.pk)


def test_capitals_in_the_address_do_not_matter(client: Client, agent: User) -> None:
    response = client.post(
        reverse("account_login"), {"login": agent.email.upper(), "password": PASSWORD}
    )

    assert response.status_code == 302


def test_after_five_wrong_passwords_the_right_one_is_refused_too(
    client: Client, agent: User
) -> None:
    for guess in range(5):
        assert log_in(client, agent, f"guess-{guess}") == 200

    assert log_in(client, agent) == 200
    assert "_auth_user_id" not in client.session


def test_guesses_at_one_account_leave_the_others_alone(
    client: Client, agent: User, lead: User
) -> None:
    for guess in range(5):
        log_in(client, agent, f"guess-{guess}")

    assert log_in(client, lead) == 302


def test_a_session_gets_a_new_name_at_the_door(client: Client, agent: User) -> None:
    session = client.session
    session["planted"] = "before"
    session.save()
    before = client.cookies["sessionid"].value

    log_in(client, agent)

    assert client.cookies["sessionid"].value != before


def test_pages_speak_the_users_language_in_every_browser(client: Client, agent: User) -> None:
    change_user(agent, name=agent.name, language="fr", by=agent.actor, at=MONDAY_NOON)

    log_in(client, agent)

    assert client.cookies["django_language"].value == "fr"


def test_going_out_takes_a_post(client: Client, agent: User) -> None:
    client.force_login(agent)

    asked = client.get(reverse("account_logout"))
    assert (asked.status_code, "_auth_user_id" in client.session) == (200, True)

    response = client.post(reverse("account_logout"))
    assert (response["Location"], "_auth_user_id" in client.session) == (
        reverse("account_login"),
        False,
    )


def test_a_new_password_needs_the_old_one(client: Client, agent: User) -> None:
    client.force_login(agent)
    address = reverse("account_change_password")
    new = {"password1": "harbour-and-chalk", "password2": "harbour-and-chalk"}

    assert client.post(address, {"oldpassword": "wrong", **new}).status_code == 200
    response = client.post(address, {"oldpassword": PASSWORD, **new})

    assert response["Location"] == reverse("brands:me")
    agent.refresh_from_db()
    assert agent.check_password("harbour-and-chalk")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/accounts/signup/", "/accounts/password/reset/"])
def test_nobody_makes_an_account_or_resets_one_from_outside(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("demo", [True, False])
def test_the_demo_shows_who_may_come_in_and_nothing_else_does(client: Client, demo: bool) -> None:
    with override_settings(DEMO=demo):
        page = client.get(reverse("account_login")).content.decode()

    assert ("maud@bruine.example" in page) == demo


@pytest.mark.django_db
def test_a_part_of_a_page_leads_the_whole_page_to_the_login(client: Client) -> None:
    """Whose session has ended: a form to log in has no place in the middle of the queue."""
    set_up(profile=Profile.TEAM, at=MONDAY_NOON)
    asked_on = "http://testserver/inbox/?view=mine"

    response = client.get(
        reverse("inbox:queue"), headers={"HX-Request": "true", "HX-Current-URL": asked_on}
    )

    assert (response.status_code, response.content) == (200, b"")
    assert response["HX-Redirect"] == "/accounts/login/?next=/inbox/%3Fview%3Dmine"


BY_HAND = {"Accept": "text/html,application/xhtml+xml"}


@pytest.mark.django_db
def test_whose_login_ended_while_they_wrote_is_told_once_that_nothing_was_kept(
    client: Client,
) -> None:
    set_up(profile=Profile.TEAM, at=MONDAY_NOON)
    step = reverse("strategy:step", args=["identity"])

    client.post(step, {"values": "lasting"}, headers={"HX-Request": "true"})
    page = client.post(step, {"values": "lasting"}, headers=BY_HAND, follow=True).content.decode()
    assert page.count("You were logged out: what you just sent was not kept.") == 1

    page = client.get(reverse("inbox:queue"), follow=True).content.decode()
    assert "You were logged out" not in page


@pytest.mark.django_db
def test_what_a_page_says_by_itself_after_the_login_ended_was_nobodys_work(client: Client) -> None:
    """As that it is open, or that it is left."""
    set_up(profile=Profile.TEAM, at=MONDAY_NOON)

    client.post(reverse("inbox:presence", args=[1]), {"left": "yes"}, headers={"Accept": "*/*"})

    page = client.get(reverse("inbox:queue"), follow=True).content.decode()
    assert "You were logged out" not in page
