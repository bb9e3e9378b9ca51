"""The first visit sets the installation up; then its owner comes in."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import Visitors, log_in
from tests.e2e.conftest import OWNER, PASSWORD, SetUp
from tests.e2e.site import Site

pytestmark = pytest.mark.browser


def test_the_first_visit_leads_from_the_set_up_page_to_the_inbox(site: Site, set_up: SetUp) -> None:
    assert set_up == SetUp(f"{site.address}/setup/", f"{site.address}/inbox/", complaints=[])


def test_afterwards_there_is_nothing_to_set_up(visitors: Visitors) -> None:
    page = visitors.come()

    answer = page.goto("/setup/")

    assert answer is not None
    assert answer.status == 404


def test_who_wants_a_page_of_the_team_logs_in_first_and_arrives_there(visitors: Visitors) -> None:
    page = visitors.come()
    page.goto("/settings/")
    expect(page).to_have_url("/accounts/login/?next=/settings/")

    page.locator("input[name=login]").fill(OWNER)
    page.get_by_label("Password").fill("something-else")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()

    expect(page).to_have_url("/settings/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Maison Tilleul")


def test_going_out_ends_the_visit(visitors: Visitors) -> None:
    page = visitors.come()
    log_in(page, email=OWNER, password=PASSWORD)

    page.locator(".bar-end details.menu summary").click()
    page.get_by_role("button", name="Log out").click()
    page.goto("/inbox/")

    expect(page).to_have_url("/accounts/login/?next=/inbox/")
