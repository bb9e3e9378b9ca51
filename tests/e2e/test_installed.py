"""The site as an application: installed, warned, and calm without a network."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import Visitors

pytestmark = pytest.mark.browser


def test_it_can_be_installed(owner: Page) -> None:
    owner.goto("/inbox/")
    link = owner.locator("link[rel=manifest]").get_attribute("href")
    manifest = json.loads(owner.request.get(link or "").text())

    assert (manifest["start_url"], manifest["display"]) == ("/inbox/", "standalone")
    assert {icon["sizes"] for icon in manifest["icons"]} >= {"192x192", "512x512"}
    assert owner.evaluate("navigator.serviceWorker.ready.then((it) => it.scope)").endswith("/")


def test_without_a_network_it_says_so_and_returns_by_itself(
    visitors: Visitors, owner: Page
) -> None:
    owner.goto("/inbox/")
    owner.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    owner.wait_for_function("navigator.serviceWorker.controller !== null")

    owner.context.set_offline(True)
    owner.goto("/insight/")
    expect(owner.get_by_role("heading", name=re.compile("No connection"))).to_be_visible()

    owner.context.set_offline(False)
    owner.reload()
    expect(owner).to_have_url(re.compile("/insight/"))
    expect(owner.get_by_role("heading", name=re.compile("No connection"))).not_to_be_visible()
    meant = [line for line in visitors.complaints if line.endswith("ERR_INTERNET_DISCONNECTED")]
    for line in meant:
        visitors.complaints.remove(line)


def test_a_browser_that_takes_no_notes_is_told_why(owner: Page) -> None:
    owner.goto("/settings/warnings/")
    expect(owner.get_by_text("Asking this browser")).not_to_be_visible()
    expect(owner.locator("[data-push-says]:visible, form[data-push] button:visible")).to_have_count(
        1
    )
