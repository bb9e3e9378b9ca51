"""Every page, filled and empty, in both themes and both languages: axe finds nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.axe import bring_axe, complaints
from tests.e2e.browser import Visitors, log_in
from tests.e2e.conftest import OWNER, PASSWORD
from tests.e2e.furnished import (
    DEMO_PAGES,
    EMPTY_PAGES,
    PAGES_OF_A_VIEWER,
    PUBLIC_PAGES,
    SETTINGS_PAGES,
    TEAM_PAGES,
    Made,
)
from tests.e2e.site import Site

pytestmark = pytest.mark.browser
LANGUAGES = ("en", "fr")
Step = Callable[[Page], None]


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def page(visitors: Visitors, made: Made, language: str) -> Page:
    page = visitors.come(bypass_csp=True)
    bring_axe(page.context)
    return page


def test_what_customers_see(page: Page, made: Made, language: str) -> None:
    assert walk(page, PUBLIC_PAGES, made, language) == []


def test_forms_that_were_refused(page: Page, made: Made, language: str) -> None:
    speak(page, language)
    found = []
    for address in ("/@maison-tilleul/ask/", made["town"], "/accounts/login/"):
        page.goto(address)
        page.locator("main form").first.evaluate("form => { form.noValidate = true }")
        page.locator("main form [type=submit], main form button").first.click()
        expect(page.locator("[aria-invalid=true]").first).to_be_visible()
        found += complaints(page, f"{address} refused")

    assert found == []


def test_the_pages_of_the_team(page: Page, made: Made, language: str) -> None:
    log_in(page, email=OWNER, password=PASSWORD)
    assert walk(page, TEAM_PAGES, made, language) == []


def test_the_settings(page: Page, made: Made, language: str) -> None:
    log_in(page, email=OWNER, password=PASSWORD)
    assert walk(page, SETTINGS_PAGES, made, language) == []


def test_what_opens_on_a_page(page: Page, made: Made, language: str) -> None:
    log_in(page, email=OWNER, password=PASSWORD)
    speak(page, language)
    steps: Mapping[str, Step] = {
        "the menu": lambda page: page.locator(".bar-end details.menu summary").click(),
        "the lists": lambda page: page.locator(".queue-tools details.menu summary").click(),
        "more of the case": lambda page: page.keyboard.press("."),
        "the palette": lambda page: page.keyboard.press("Control+k"),
        "put aside": lambda page: page.keyboard.press("s"),
        "tags": lambda page: page.keyboard.press("t"),
        "join": lambda page: page.keyboard.press("m"),
        "saved answers": lambda page: page.keyboard.press("i"),
        "what triage says": open_the_verdict,
        "the keys": lambda page: page.keyboard.press("?"),
        "assign": lambda page: page.keyboard.press("a"),
        "note": lambda page: page.locator("[data-opens=note]").first.click(),
    }
    found = []
    for name, step in steps.items():
        page.goto(made["table_108"])
        step(page)
        expect(page.locator("dialog:modal, details[open] .menu-panel").first).to_be_visible()
        found += complaints(page, name)

    assert found == []


def open_the_verdict(page: Page) -> None:
    page.keyboard.press("v")
    expect(page.locator("#verdict .verdict-form")).to_be_visible()


def test_a_brand_with_nothing_yet(page: Page, made: Made, language: str) -> None:
    log_in(page, email="zora@zinc.example", password=PASSWORD)
    assert walk(page, EMPTY_PAGES, made, language) == []


def test_what_a_low_role_is_refused(page: Page, made: Made, language: str) -> None:
    log_in(page, email="vera@tilleul.example", password=PASSWORD)

    assert walk(page, PAGES_OF_A_VIEWER, made, language) == []


def test_what_only_the_demo_shows(site: Site, browser: Browser, made: Made, language: str) -> None:
    with site.shown_as_demo() as address:
        visitors = Visitors(browser, address)
        page = visitors.come(bypass_csp=True)
        bring_axe(page.context)
        found = walk(page, DEMO_PAGES, made, language)
        visitors.leave()

    assert found == []


def walk(page: Page, addresses: list[str], made: Made, language: str) -> list[str]:
    """What axe finds on these pages in this language."""
    speak(page, language)
    found = []
    for address in addresses:
        page.goto(address.format(**made))
        assert page.locator("html").get_attribute("lang") == language, address
        found += complaints(page, address)
    return found


def speak(page: Page, language: str) -> None:
    """As the language form of a page keeps it."""
    page.context.add_cookies(
        [{"name": "django_language", "value": language, "domain": "127.0.0.1", "path": "/"}]
    )
