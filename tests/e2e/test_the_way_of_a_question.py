"""A question on the public page: from the first letter to the answer, without a reload."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import Visitors
from tests.e2e.desk import (
    answer_with_the_keyboard,
    appears,
    figures,
    figures_at_rest,
    watch_queue,
)

pytestmark = pytest.mark.browser
ARTICLE = "How do I send a lamp back?"
QUESTION = "My lamp arrived with a broken foot. Can you replace it before Friday?"
ANSWER = "A new foot leaves tonight. Keep the old one."


def test_a_question_is_met_with_answers_then_by_a_person(visitors: Visitors, owner: Page) -> None:
    publish_article(owner)
    before = figures_at_rest(owner)
    watch_queue(owner)
    customer = visitors.come()

    ask(customer)
    customer.evaluate("window.stayed = true")
    answer_with_the_keyboard(owner, appears(owner, QUESTION[:30]), ANSWER)

    expect(customer.locator("#conversation")).to_contain_text(ANSWER)
    assert customer.evaluate("window.stayed"), "the customer's page was loaded again"
    assert figures(owner) == replace(
        before,
        requests=before.requests + 1,
        answered=before.answered + 1,
        persons=before.persons + 1,
        persons_answered=before.persons_answered + 1,
    )


def publish_article(owner: Page) -> None:
    """An answer that everybody may read, written on the team's page."""
    owner.goto("/answers/new/")
    owner.locator("[name=title]").fill(ARTICLE)
    owner.locator("select[name=language]").select_option("en")
    owner.locator("[name=body]").fill("Pack it **well** and bring the parcel to any post office.")
    expect(owner.locator("#preview strong")).to_have_text("well")
    owner.get_by_role("button", name="Save and publish").click()
    expect(owner.get_by_role("heading", level=1)).to_have_text(ARTICLE)


def ask(customer: Page) -> None:
    """From the first words on the home to the page of the request."""
    customer.goto("/@maison-tilleul/")
    customer.get_by_role("searchbox").press_sequentially("send a lamp back")
    expect(customer.locator("#found")).to_contain_text(ARTICLE)
    customer.get_by_role("link", name="None of these? Ask us").click()
    customer.get_by_label("Your question").fill(QUESTION)
    expect(customer.locator("#suggestions")).to_contain_text(ARTICLE)
    customer.get_by_label("Your name").fill("Claire Fontaine")
    customer.get_by_role("button", name="Send my question").click()
    customer.wait_for_url("**/@maison-tilleul/my/*/")
    expect(customer.locator("#conversation")).to_contain_text(QUESTION)
