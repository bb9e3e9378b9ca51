"""What an agent does and reads, as a person at the desk would say it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

LIVE = "window.stayed = true"


@dataclass(frozen=True)
class Figures:
    """Numbers of the page Insight."""

    requests: int
    answered: int
    persons: int
    persons_answered: int


def figures(page: Page) -> Figures:
    """What the page Insight says now."""
    page.goto("/insight/")
    expect(page.get_by_role("heading", name="Insight")).to_be_visible()
    return Figures(
        requests=_number(page, "turns"),
        answered=_number(page, "answered"),
        persons=_number(page, "persons"),
        persons_answered=_number(page, "persons-answered"),
    )


def figures_at_rest(page: Page) -> Figures:
    """When what earlier tests have left has been worked out, too: twice the same a second apart."""
    before, now = None, figures(page)
    while now != before:
        page.wait_for_timeout(1000)
        before, now = now, figures(page)
    return now


def _number(page: Page, name: str) -> int:
    """The number in the link that opens its rows; 0 when the page has nothing to count yet."""
    link = page.locator(f'main a[href*="number={name}&"]')
    if link.count() == 0:
        return 0
    found = re.search(r"\d+", link.first.inner_text().replace(",", ""))
    return int(found[0]) if found else 0


def watch_queue(page: Page) -> None:
    """Open the queue, and notice later if it was loaded again."""
    page.goto("/inbox/")
    page.evaluate(LIVE)


def appears(page: Page, words: str) -> Locator:
    """The line of the queue with these words, which came by itself."""
    row = page.locator(".case-row", has_text=words)
    expect(row).to_be_visible()
    assert page.evaluate("window.stayed"), "the queue was loaded again"
    return row


def answer_with_the_keyboard(page: Page, row: Locator, text: str) -> None:
    """From the queue to the answer sent without a mouse: j, Enter, r, words, ctrl and Enter."""
    for _ in range(page.locator(".case-row").count()):
        page.keyboard.press("j")
        if row.evaluate("row => row === document.activeElement"):
            break
    expect(row).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/inbox/cases/*/")
    page.keyboard.press("r")
    expect(page.locator("#reply-form textarea")).to_be_focused()
    page.keyboard.type(text)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#reply-form textarea")).to_have_value("")
    expect(timeline(page)).to_contain_text(text)
    expect(timeline(page)).not_to_contain_text("on its way")


def timeline(page: Page) -> Locator:
    return page.locator("#timeline")


def connect_channel(page: Page, connector: str, fields: Mapping[str, str] | None = None) -> None:
    """Through the page of channels: choose one, fill in its fields, press the button."""
    page.goto("/channels/")
    page.locator(f'a[href="/channels/new/{connector}/?brand=maison-tilleul"]').click()
    for name, value in (fields or {}).items():
        field = page.locator(f'main form [name="{name}"]')
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    page.get_by_role("button", name="Connect").click()
    page.wait_for_url("**/channels/")


def asked_by_a_customer(customer: Page, question: str) -> None:
    """Through the brand's page; the customer then sees their own question."""
    customer.goto("/@maison-tilleul/ask/")
    customer.get_by_label("Your question").fill(question)
    customer.get_by_role("button", name="Send my question").click()
    expect(customer.locator("#conversation")).to_contain_text(question)
