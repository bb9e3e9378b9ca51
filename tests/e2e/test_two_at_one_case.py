"""Two agents at one case: they see each other, and none speaks past the other."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import Visitors, log_in
from tests.e2e.conftest import PASSWORD
from tests.e2e.furnished import Made

pytestmark = pytest.mark.browser
NO_NETWORK = ("ERR_INTERNET_DISCONNECTED", "htmx:sendError", "htmx:afterRequest")
OMAR = "omar@tilleul.example"


@pytest.fixture
def omar(visitors: Visitors, made: Made) -> Page:
    """Another agent, in a browser of his own."""
    assert made
    page = visitors.come()
    log_in(page, email=OMAR, password=PASSWORD)
    return page


def test_each_sees_the_other_write_and_the_later_answer_is_held(
    owner: Page, omar: Page, made: Made
) -> None:
    case = made["table_109"]
    owner.goto(case)
    omar.goto(case)
    expect(owner.locator("#colleagues")).to_contain_text("Omar Belkacem is reading this case")

    omar.locator("#reply-form textarea").press_sequentially("They do, at 50 degrees")
    expect(owner.locator("#colleagues")).to_contain_text("Omar Belkacem is writing an answer")
    expect(omar.locator(".reply-kept")).to_have_text("Draft kept")
    owner.locator("#colleagues summary").click()
    expect(owner.locator("#colleagues")).to_contain_text("They do, at 50 degrees")

    owner.locator("#reply-form textarea").fill("Yes, all of them.")
    omar.keyboard.press("Control+Enter")
    expect(omar.locator("#timeline")).to_contain_text("They do, at 50 degrees")
    owner.locator("#reply-form textarea").press("Control+Enter")

    held = owner.locator(".conversation-end .notice")
    expect(held).to_contain_text("Omar Belkacem has answered since you opened this page")
    expect(held.locator("blockquote")).to_contain_text("They do, at 50 degrees")
    expect(owner.locator("#reply-form textarea")).to_have_value("Yes, all of them.")

    owner.get_by_role("button", name="Send anyway").click()
    expect(owner.locator("#timeline")).to_contain_text("Yes, all of them.")
    expect(owner.locator("#reply-form textarea")).to_have_value("")


def test_a_draft_is_taken_over(owner: Page, omar: Page, made: Made) -> None:
    case = made["table_110"]
    owner.goto(case)
    omar.goto(case)
    omar.locator("#reply-form textarea").press_sequentially("A cotton one")
    expect(omar.locator(".reply-kept")).to_have_text("Draft kept")
    omar.goto("/inbox/")

    expect(owner.locator("#colleagues")).to_contain_text("A cotton one")
    owner.locator("#colleagues summary").click()
    owner.get_by_role("button", name="Take it over").click()

    expect(owner.locator("#reply-form textarea")).to_have_value("A cotton one")
    expect(owner.locator("#timeline")).to_contain_text("took over the draft of Omar Belkacem")
    omar.goto(case)
    expect(omar.locator("#reply-form textarea")).to_have_value("")


def test_a_draft_outlives_its_browser(visitors: Visitors, made: Made) -> None:
    case = made["table_111"]
    dying = visitors.come()
    log_in(dying, email=OMAR, password=PASSWORD)
    dying.goto(case)
    dying.locator("#reply-form textarea").press_sequentially("The lid is sold alone")
    expect(dying.locator(".reply-kept")).to_have_text("Draft kept")
    dying.context.close()

    another = visitors.come()
    log_in(another, email=OMAR, password=PASSWORD)
    another.goto(case)

    expect(another.locator("#reply-form textarea")).to_have_value("The lid is sold alone")


def test_words_typed_while_the_server_is_away_are_kept_in_the_browser(
    visitors: Visitors, owner: Page, made: Made
) -> None:
    case = made["table_112"]
    owner.goto(case)
    owner.context.set_offline(True)
    owner.locator("#reply-form textarea").press_sequentially("We do, in May")
    expect(owner.locator(".reply-kept")).to_have_text("Kept in this browser only")
    owner.context.set_offline(False)

    owner.goto(case)

    expect(owner.locator("#reply-form textarea")).to_have_value("We do, in May")
    expect(owner.locator(".reply-kept")).to_have_text("Draft kept")
    visitors.complaints[:] = [
        line for line in visitors.complaints if not any(words in line for words in NO_NETWORK)
    ]
