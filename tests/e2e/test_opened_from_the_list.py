"""A case opened from the list takes its place beside it, and the list stays where it was."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.desk import timeline
from tests.e2e.furnished import Made

pytestmark = pytest.mark.browser


@pytest.fixture
def agent(owner: Page, made: Made) -> Page:
    """Looks at the queue; `stayed` is lost when the page is loaded again."""
    assert made
    owner.goto("/inbox/")
    owner.evaluate("window.stayed = true")
    return owner


def test_one_case_after_the_other_without_loading_the_page_again(agent: Page) -> None:
    first, second = agent.locator(".case-row").all()[:2]
    words = second.locator(".case-row-what .one-line").inner_text()

    first.click()
    expect(first).to_have_attribute("aria-current", "true")
    expect(timeline(agent)).to_be_visible()
    second.click()

    expect(agent.locator("#case-head h1")).to_have_text(words)
    expect(agent.locator(".case-row[aria-current]")).to_have_count(1)
    expect(second).to_have_attribute("aria-current", "true")
    expect(agent).to_have_title(f"{words} · Parvis")
    expect(agent).to_have_url(re.compile(r"/inbox/cases/\d+/$"))
    expect(agent.locator(".conversation-body")).to_be_focused()
    assert agent.evaluate("window.stayed")


def test_news_leave_the_list_where_one_reads(agent: Page) -> None:
    row = agent.locator(".case-row").nth(6)
    height = "row => Math.round(row.getBoundingClientRect().top)"
    agent.set_viewport_size({"width": 1440, "height": 500})
    row.evaluate("row => row.closest('.queue-body').scrollTop = 200")
    before = row.evaluate(height)

    with agent.expect_response(lambda response: "/inbox/?" in response.url):
        agent.evaluate("document.body.dispatchEvent(new CustomEvent('live:caught-up'))")
    expect(agent.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)

    assert row.evaluate(height) == before
    assert before < 500


def test_what_is_typed_stays_with_its_case(agent: Page) -> None:
    first, second = agent.locator(".case-row").all()[:2]
    field = agent.locator("#reply-form textarea")
    first.click()
    field.press_sequentially("We look into it")
    second.click()
    expect(second).to_have_attribute("aria-current", "true")
    expect(field).to_have_value("")

    first.click()

    expect(field).to_have_value("We look into it")
    assert agent.evaluate("window.stayed")


def test_the_way_back_leads_through_the_cases(agent: Page) -> None:
    first, second = agent.locator(".case-row").all()[:2]
    first.click()
    agent.wait_for_url("**/inbox/cases/*/")
    title = agent.locator("#case-head h1").inner_text()
    before = agent.url
    second.click()
    agent.wait_for_url(lambda url: url != before)

    agent.go_back()
    expect(agent.locator("#case-head h1")).to_have_text(title)
    agent.go_back()
    expect(agent.get_by_role("heading", name="Choose a case")).to_be_visible()


def test_a_case_opened_by_its_address_gets_its_list_afterwards(agent: Page, made: Made) -> None:
    agent.goto(made["table_107"])

    expect(timeline(agent)).to_be_visible()
    expect(agent.locator(".case-row[aria-current]")).to_have_count(1)
    expect(agent.locator("#queue-list [aria-busy]")).to_have_count(0)
