"""Everything an agent does, without a mouse."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import Visitors
from tests.e2e.desk import asked_by_a_customer, timeline
from tests.e2e.furnished import Made

pytestmark = pytest.mark.browser
FIRST = "where does its oak come from?"
SECOND = "And can the invoice be in English?"


@pytest.fixture
def agent(owner: Page, made: Made) -> Page:
    assert made
    return owner


def test_a_part_becomes_a_case_of_its_own_and_comes_back(agent: Page, made: Made) -> None:
    agent.goto(made["table_101"])
    before = agent.url

    agent.keyboard.press("K")
    expect(agent.locator(".said", has_text=SECOND)).to_be_focused()
    agent.keyboard.press("c")
    agent.wait_for_url(lambda url: url != before)
    expect(timeline(agent)).to_contain_text(SECOND)
    expect(timeline(agent)).not_to_contain_text(FIRST)

    agent.keyboard.press("z")
    agent.wait_for_url(before)
    expect(timeline(agent)).to_contain_text(SECOND)


def test_two_cases_become_one_and_two_again(agent: Page, made: Made) -> None:
    agent.goto(made["table_102"])
    before = agent.url
    agent.keyboard.press("K")
    agent.keyboard.press("c")
    agent.wait_for_url(lambda url: url != before)

    agent.keyboard.press("m")
    agent.wait_for_url(before)
    expect(timeline(agent)).to_contain_text(SECOND)
    expect(timeline(agent)).to_contain_text("joined another case to this one")

    agent.keyboard.press("b")
    agent.wait_for_url(lambda url: url != before)
    expect(timeline(agent)).to_contain_text(SECOND)
    expect(timeline(agent)).not_to_contain_text(FIRST)


def test_putting_aside_following_tagging_noting_resolving(agent: Page, made: Made) -> None:
    agent.goto(made["table_103"])
    head = agent.locator("#case-head")
    agent.keyboard.press("f")
    expect(head).to_contain_text("followed by you")

    agent.keyboard.press("s")
    expect(agent.locator("#snooze .choice-line").first).to_be_focused()
    agent.keyboard.press("1")
    expect(head).to_contain_text("put aside until")
    agent.keyboard.press("s")
    expect(head).not_to_contain_text("put aside until")

    agent.keyboard.press("t")
    agent.keyboard.type("invoices")
    agent.keyboard.press("Enter")
    expect(head.locator(".tag")).to_contain_text("invoices")
    the_dialog_is_over(agent)

    agent.keyboard.press("n")
    agent.keyboard.type("Ask @Od")
    agent.keyboard.press("Enter")
    expect(agent.get_by_label("Note", exact=True)).to_have_value("Ask @Odile Marchand ")
    agent.keyboard.press("Control+Enter")
    expect(timeline(agent)).to_contain_text("Ask @Odile Marchand")
    the_dialog_is_over(agent)

    agent.keyboard.press("e")
    expect(head).to_contain_text("resolved")
    expect(agent.locator("#notices [data-key=z]")).to_be_visible()
    agent.keyboard.press("z")
    expect(head).not_to_contain_text("resolved")


def test_a_saved_answer_is_written_once_and_inserted(agent: Page, made: Made) -> None:
    agent.goto(made["table_104"])
    address = agent.url
    agent.keyboard.press("g")
    agent.keyboard.press("w")
    agent.wait_for_url("**/inbox/saved-answers/")
    agent.keyboard.press("n")
    agent.wait_for_url("**/inbox/saved-answers/new/")
    agent.get_by_label("Title").fill("Invoices")
    agent.get_by_label("Answer", exact=True).fill("Hello {name}, your invoice follows. {agent}")
    agent.keyboard.press("Control+Enter")
    expect(agent.get_by_role("link", name="Invoices")).to_be_visible()

    agent.goto(address)
    agent.keyboard.press("i")
    agent.keyboard.type("invo")
    expect(agent.locator("#answers-found .choice-line")).to_have_count(1)
    agent.locator("#answers-found .choice-line").press("Enter")

    field = agent.locator("#reply-form textarea")
    expect(field).to_be_focused()
    expect(field).to_have_value(re.compile("^Hello .+, your invoice follows. Odile Marchand$"))


def test_the_palette_finds_what_can_be_done_places_and_cases(agent: Page, made: Made) -> None:
    agent.goto(made["table_105"])
    field = agent.get_by_role("combobox", name="What do you want to do, or which case?")
    agent.keyboard.press("Control+k")
    expect(field).to_be_focused()
    agent.keyboard.type("folw")
    expect(agent.locator("#palette [aria-selected=true]")).to_contain_text("Follow")
    agent.keyboard.press("Enter")
    expect(agent.locator("#case-head")).to_contain_text("followed by you")

    agent.keyboard.press("Control+k")
    agent.keyboard.type("insig")
    agent.keyboard.press("Enter")
    agent.wait_for_url("**/insight/")

    agent.keyboard.press("Control+k")
    agent.keyboard.type("Table 106")
    expect(agent.get_by_role("option", name=re.compile("Table 106")).first).to_be_visible()
    agent.keyboard.press("Enter")
    agent.wait_for_url("**/inbox/cases/*/")


def test_what_a_message_is_taken_for_is_said_otherwise(agent: Page, made: Made) -> None:
    agent.goto(made["table_107"])
    last = agent.locator(".said", has_text=SECOND)
    expect(last.locator(".verdict")).not_to_contain_text("abuse")

    agent.keyboard.press("v")
    expect(agent.locator("#verdict [value='abuse=yes']")).to_be_visible()
    agent.keyboard.press("a")
    the_dialog_is_over(agent)
    expect(last.locator(".verdict")).to_contain_text("abuse")

    agent.keyboard.press("z")
    expect(last.locator(".verdict")).not_to_contain_text("abuse")


def test_several_cases_at_once(agent: Page, made: Made) -> None:
    agent.goto(made["table_106"])
    agent.goto("/inbox/")
    agent.keyboard.press("j")
    agent.keyboard.press("x")
    agent.keyboard.press("j")
    agent.keyboard.press("x")
    expect(agent.locator(".selection")).to_contain_text("2")

    agent.keyboard.press("e")
    expect(agent.locator("#notices")).to_contain_text("2 cases are resolved.")
    agent.keyboard.press("z")
    expect(agent.locator("#notices")).to_contain_text("Everything is as it was.")


def test_a_quiet_message_becomes_a_case_and_is_quiet_again(visitors: Visitors, agent: Page) -> None:
    customer = visitors.come()
    asked_by_a_customer(customer, "Thank you, all is well")
    agent.keyboard.press("g")
    agent.keyboard.press("q")
    agent.wait_for_url("**/inbox/quiet/")
    line = agent.locator(".quiet-line", has_text="Thank you, all is well")
    while line.count() == 0:
        agent.reload()

    agent.keyboard.press("j")
    expect(line).to_be_focused()
    agent.keyboard.press("c")
    expect(agent.locator(".quiet-line").first).to_contain_text("it is a case now")

    agent.keyboard.press("z")
    expect(line).to_be_visible()


def the_dialog_is_over(page: Page) -> None:
    """What it kept is shown as soon as it is known, maybe before the dialog has its answer."""
    expect(page.locator("dialog:modal")).to_have_count(0)


def test_quiet_messages_are_checked_one_after_the_other(visitors: Visitors, agent: Page) -> None:
    for words in ("Thank you, it came", "All is well now, thanks"):
        asked_by_a_customer(visitors.come(), words)
    agent.goto("/inbox/quiet/checks/")
    lines = agent.locator(".quiet-line")
    while lines.count() < 2:
        agent.reload()

    agent.keyboard.press("j")
    expect(lines.nth(0)).to_be_focused()
    agent.keyboard.press("n")
    expect(lines.nth(0)).to_contain_text("it needs no answer")
    expect(lines.nth(1)).to_be_focused()

    agent.keyboard.press("k")
    agent.keyboard.press("y")
    expect(lines.nth(0)).to_contain_text("it is a case now")
