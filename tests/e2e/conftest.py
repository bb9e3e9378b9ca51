"""One site and one browser for all tests of this folder, in each worker."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.axe import bring_axe, complaints
from tests.e2e.browser import Visitors, chromium, log_in
from tests.e2e.furnished import Made
from tests.e2e.site import Site

PATIENCE_SECONDS = 30
"""Long enough for a busy machine; a test that succeeds never waits for it."""
OWNER = "odile@tilleul.example"
PASSWORD = "lime-tree-and-rain"


@dataclass(frozen=True)
class SetUp:
    """What the first visitor found, page by page."""

    first_address: str
    last_address: str
    complaints: list[str]
    """What axe said of the set-up page, empty and refused, in both languages."""


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE_SECONDS * 1000)
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="package")
def new_site() -> Iterator[Site]:
    """`parvis serve` before anybody has visited it; at the end it leaves nothing behind."""
    folder = Path(tempfile.mkdtemp(prefix="parvis-site-"))
    site = Site(folder)
    try:
        site.start()
        yield site
        assert site.stop() == 0, site.log
        assert site.still_running() == []
        assert "Traceback" not in site.log, site.log
    finally:
        site.kill()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="package")
def set_up(new_site: Site, browser: Browser) -> SetUp:
    """The site is set up in the browser, as its owner does it: Maison Tilleul, always open."""
    visitors = Visitors(browser, new_site.address)
    found = [
        complaint
        for language in ("fr-FR", "en-GB")
        for complaint in look_at_set_up(visitors.come(language=language, bypass_csp=True))
    ]
    page = visitors.come()
    page.goto("/")
    first = page.url
    fill_in_set_up(page)
    page.wait_for_url("**/inbox/")
    last = page.url
    visitors.leave()
    assert visitors.complaints == []
    return SetUp(first, last, found)


def look_at_set_up(page: Page) -> list[str]:
    """As axe sees it: fresh, and with every error that an empty form has."""
    bring_axe(page.context)
    page.goto("/setup/")
    found = complaints(page, "set-up")
    page.locator("main form.form").evaluate("form => { form.noValidate = true }")
    page.locator("main form.form button").last.click()
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()
    return found + complaints(page, "set-up refused")


def fill_in_set_up(page: Page) -> None:
    page.get_by_label("Your name").fill("Odile Marchand")
    page.get_by_label("Your e-mail address").fill(OWNER)
    page.get_by_label("A password").fill(PASSWORD)
    page.get_by_label("Name of the brand").fill("Maison Tilleul")
    page.get_by_label("Language of your customers").select_option("en")
    page.get_by_label("Always, day and night").check()
    page.get_by_role("button", name="Open the square").click()


@pytest.fixture(scope="package")
def site(new_site: Site, set_up: SetUp) -> Site:
    """The site of Maison Tilleul, after set-up."""
    return new_site


@pytest.fixture(scope="package")
def made(site: Site) -> Made:
    """The site is filled with one of everything: the addresses of it."""
    said = site.run_inside(Path(__file__).parent / "furniture.py")
    addresses: Made = json.loads(said.splitlines()[-1])
    return addresses


@pytest.fixture
def visitors(site: Site, browser: Browser) -> Iterator[Visitors]:
    came = Visitors(browser, site.address)
    yield came
    came.leave()
    assert came.complaints == []


@pytest.fixture
def owner(visitors: Visitors) -> Page:
    """The browser of the owner, who is logged in and looks at the queue."""
    page = visitors.come()
    log_in(page, email=OWNER, password=PASSWORD)
    return page
