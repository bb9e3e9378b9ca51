"""Language, theme, and a phone in the hand."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import PHONE, Visitors, log_in
from tests.e2e.conftest import OWNER, PASSWORD
from tests.e2e.furnished import EMPTY_PAGES, PUBLIC_PAGES, SETTINGS_PAGES, TEAM_PAGES, Made

pytestmark = pytest.mark.browser
PAPER = "getComputedStyle(document.documentElement).backgroundColor"


def test_a_browser_that_speaks_french_is_spoken_to_in_french(visitors: Visitors) -> None:
    page = visitors.come(language="fr-FR")

    page.goto("/accounts/login/")

    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.get_by_role("heading", level=1)).to_have_text("Se connecter")


def test_the_language_is_chosen_in_the_menu_and_kept(owner: Page) -> None:
    owner.locator(".bar-end details.menu summary").click()
    owner.get_by_role("button", name="Français").click()
    expect(owner.locator("html")).to_have_attribute("lang", "fr")

    owner.goto("/insight/")
    expect(owner.locator("html")).to_have_attribute("lang", "fr")

    owner.locator(".bar-end details.menu summary").click()
    owner.get_by_role("button", name="English").click()
    expect(owner.locator("html")).to_have_attribute("lang", "en")


def test_the_theme_changes_at_once_and_is_kept(owner: Page) -> None:
    light = owner.evaluate(PAPER)
    owner.evaluate("window.stayed = true")

    owner.locator(".bar-end details.menu summary").click()
    with owner.expect_response("**/theme/"):
        owner.get_by_role("button", name="Dark").click()
    expect(owner.locator("html")).to_have_attribute("data-theme", "dark")
    assert owner.evaluate("window.stayed"), "the page was loaded again"

    owner.goto("/insight/")
    expect(owner.locator("html")).to_have_attribute("data-theme", "dark")
    expect(owner.locator("html")).not_to_have_css("background-color", light)


def test_without_a_choice_the_theme_is_the_systems(visitors: Visitors) -> None:
    page = visitors.come(color_scheme="light")
    page.goto("/accounts/login/")
    light = page.evaluate(PAPER)

    page.emulate_media(color_scheme="dark")

    expect(page.locator("html")).not_to_have_css("background-color", light)


@pytest.mark.parametrize("language", ["en-GB", "fr-FR"])
def test_no_page_is_wider_than_a_phone(visitors: Visitors, made: Made, language: str) -> None:
    customer = visitors.come(size=PHONE, language=language)
    owner = visitors.come(size=PHONE, language=language)
    newcomer = visitors.come(size=PHONE, language=language)
    log_in(owner, email=OWNER, password=PASSWORD)
    log_in(newcomer, email="zora@zinc.example", password=PASSWORD)

    too_wide = [
        *wider_than_the_screen(customer, PUBLIC_PAGES, made),
        *wider_than_the_screen(owner, [*TEAM_PAGES, *SETTINGS_PAGES], made),
        *wider_than_the_screen(newcomer, EMPTY_PAGES, made),
    ]

    assert too_wide == []


@pytest.mark.parametrize("language", ["en-GB", "fr-FR"])
def test_the_strategy_is_one_screen(visitors: Visitors, made: Made, language: str) -> None:
    assert made
    page = visitors.come(language=language)
    log_in(page, email=OWNER, password=PASSWORD)

    page.goto("/strategy/")

    assert page.evaluate("document.documentElement.scrollHeight - innerHeight") <= 0


def wider_than_the_screen(page: Page, addresses: list[str], made: Made) -> list[str]:
    """The pages of these that scroll sideways, and what sticks out of them."""
    found = []
    for address in addresses:
        page.goto(address.format(**made))
        out = page.evaluate(
            """() => document.documentElement.scrollWidth <= innerWidth ? [] :
            [...document.querySelectorAll("body *")]
              .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
              .map(one => one.outerHTML.slice(0, 120)).slice(0, 3)
              .concat([`${document.documentElement.scrollWidth} px`])"""
        )
        found += [f"{address}: {', '.join(out)}"] if out else []
    return found
