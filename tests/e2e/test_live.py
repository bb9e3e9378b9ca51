"""Pages that are open hear what happens, from the moment on at which they were made."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.browser import Visitors
from tests.e2e.desk import appears, watch_queue

pytestmark = pytest.mark.browser
ANOTHER = "Is the small lamp allowed in a bathroom?"
QUESTION = "Which bulb belongs into the small lamp?"


def test_nothing_is_missed_between_a_page_and_its_line(visitors: Visitors, owner: Page) -> None:
    """On a slow machine a page is there long before its connection for news is."""
    held: list[Route] = []
    lines = re.compile("/live/")

    def hold(route: Route) -> None:
        held.append(route)

    owner.goto("about:blank")  # the page before may open its line late, too: that is not this one
    owner.route(lines, hold)
    with owner.expect_request(lines):
        watch_queue(owner)
    customer = visitors.come()

    ask(customer, QUESTION)
    expect(customer.locator("#conversation")).to_contain_text("A person answers you here before")
    [line] = held
    line.continue_()

    appears(owner, QUESTION)


def test_news_leave_the_keyboard_where_it_is(visitors: Visitors, owner: Page) -> None:
    customer = visitors.come()
    watch_queue(owner)
    ask(customer, "Does the big lamp need a bulb of its own?")
    row = appears(owner, "bulb of its own")
    row.focus()

    ask(customer, ANOTHER)
    appears(owner, ANOTHER)

    expect(row).to_be_focused()


def ask(customer: Page, question: str) -> None:
    customer.goto("/@maison-tilleul/ask/")
    customer.get_by_label("Your question").fill(question)
    customer.get_by_role("button", name="Send my question").click()
    expect(customer.locator("#conversation")).to_contain_text(question)
