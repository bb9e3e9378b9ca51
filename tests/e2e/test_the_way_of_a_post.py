"""A post on the square of the imaginary town, through the page where channels are connected."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import Visitors
from tests.e2e.desk import answer_with_the_keyboard, appears, connect_channel, watch_queue

pytestmark = pytest.mark.browser
POST = "@maison-tilleul do your lamps work with bulbs from abroad?"
ANSWER = "They do: any bulb with an E27 base."


def test_a_post_on_the_square_is_answered_there(visitors: Visitors, owner: Page) -> None:
    connect_channel(owner, "demo")
    watch_queue(owner)
    customer = visitors.come()

    customer.goto("/town/maison-tilleul/")
    customer.locator("[name=name]").fill("Paul")
    customer.locator("[name=handle]").fill("paul")
    customer.locator("[name=text]").fill(POST)
    customer.get_by_role("button", name="Say it").click()
    expect(customer.locator("#square")).to_contain_text(POST)
    customer.evaluate("window.stayed = true")
    answer_with_the_keyboard(owner, appears(owner, "bulbs from abroad"), ANSWER)

    expect(customer.locator(".talk", has_text=POST)).to_contain_text(ANSWER)
    assert customer.evaluate("window.stayed"), "the page of the square was loaded again"
