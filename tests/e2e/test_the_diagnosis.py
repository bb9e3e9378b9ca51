"""A director in a hurry, on a phone: six steps with little in them, and what they give."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import PHONE, Visitors, log_in
from tests.e2e.conftest import PASSWORD
from tests.e2e.furnished import Made

pytestmark = pytest.mark.browser
EXPORT = Path(__file__).parents[2] / "docs/reference/diagnosis-example.jsonl"
STEPS = ("What exists", "What the brand is", "For whom", "What for", "The others", "Means")


def test_six_steps_on_a_phone_give_a_verdict(visitors: Visitors, made: Made) -> None:
    page = visitors.come(size=PHONE)
    log_in(page, email="zora@zinc.example", password=PASSWORD)
    page.goto("/inbox/")
    page.get_by_role("link", name="Start with the diagnosis (25 minutes)").click()

    at_step(page, 1)
    page.get_by_label("Names and addresses, one a line").fill(
        "https://www.instagram.com/zinc\nzinc.example/faq"
    )
    page.get_by_role("button", name="Put them in the list").click()
    expect(page.get_by_role("link", name="instagram.com/zinc")).to_be_visible()
    go_on(page)
    at_step(page, 2)
    go_on(page)
    at_step(page, 3)
    page.get_by_label("Who", exact=True).fill("Cooks in a hurry")
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_role("link", name="Cooks in a hurry")).to_be_visible()
    go_on(page)
    at_step(page, 4)
    page.get_by_label("Aim", exact=True).select_option("loyalty")
    page.get_by_role("button", name="Write it down").click()
    expect(page.locator("#objective .row")).to_contain_text("orphan")
    go_on(page)
    at_step(page, 5)
    go_on(page)
    at_step(page, 6)
    page.get_by_label("People who answer").fill("1")
    page.get_by_role("button", name="See what it gives").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("The strategy of Zinc")
    expect(page.locator(".verdicts")).to_contain_text("Instagram")
    expect(page.get_by_role("heading", name="The easiest next step")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def test_a_line_is_added_in_place_and_by_keys_alone(visitors: Visitors, made: Made) -> None:
    page = visitors.come()
    log_in(page, email="odile@tilleul.example", password=PASSWORD)
    page.goto("/strategy/diagnosis/identity/")
    page.evaluate("window.stayed = true")

    page.locator("#voice summary", has_text="Add somebody").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Nadia")
    page.keyboard.press("Enter")

    expect(page.locator("#voice .rows")).to_contain_text("Nadia")
    expect(page.locator("#voice summary", has_text="Add somebody")).to_be_focused()
    assert page.evaluate("window.stayed"), "the page was loaded again"


def test_whoever_is_at_a_button_stays_there_while_an_export_is_counted(
    visitors: Visitors, made: Made
) -> None:
    page = visitors.come()
    log_in(page, email="zora@zinc.example", password=PASSWORD)
    page.goto("/strategy/exports/")
    page.get_by_label("Channel").fill("mail")
    page.get_by_label("Export", exact=True).set_input_files(EXPORT)
    page.get_by_role("button", name="Count it").click()

    aside = page.get_by_role("button", name="Set it aside")
    aside.focus()

    expect(page.get_by_role("button", name="Take these figures")).to_be_visible()
    expect(page.locator(".counted")).to_contain_text("58 messages read")
    expect(aside).to_be_focused()
    expect(page.locator("#counting")).to_have_count(0)
    aside.press("Enter")
    expect(page.locator(".counted")).to_have_count(0)


def test_nothing_typed_is_lost_by_going_on_or_by_pasting(visitors: Visitors, made: Made) -> None:
    page = visitors.come()
    log_in(page, email="odile@tilleul.example", password=PASSWORD)
    page.goto("/strategy/diagnosis/exists/")
    listed = page.locator("[name=top_questions_listed][value=yes]")
    listed.check()
    page.get_by_label("Names and addresses, one a line").fill("tilleul.example/wiki")
    page.get_by_role("button", name="Put them in the list").click()
    expect(page.locator("#place .rows")).to_contain_text("tilleul.example/wiki")
    expect(listed).to_be_checked()
    page.locator("#place summary", has_text="Add a place").click()
    page.get_by_label("Name", exact=True).fill("Letter to customers")
    page.get_by_label("What it is").select_option("mail")
    go_on(page)
    at_step(page, 2)

    page.goto("/strategy/diagnosis/exists/")

    expect(page.locator("#place .rows")).to_contain_text("Letter to customers")


def at_step(page: Page, number: int) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(STEPS[number - 1])
    expect(page.locator(".way-words")).to_contain_text(f"Step {number} of 6")


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Keep and go on").click()
