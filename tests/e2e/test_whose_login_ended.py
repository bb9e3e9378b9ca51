"""A login that ended while somebody wrote: what they typed is put back, to be sent again."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Response, expect

from tests.e2e.browser import Visitors, log_in
from tests.e2e.conftest import OWNER, PASSWORD
from tests.e2e.furnished import Made

pytestmark = pytest.mark.browser
STEP = "/strategy/diagnosis/identity/"


@pytest.fixture
def writer(visitors: Visitors, made: Made) -> Page:
    """Has changed the answers of a step and begun a line, and has sent nothing yet."""
    assert made
    page = visitors.come()
    log_in(page, email=OWNER, password=PASSWORD)
    page.goto(STEP)
    page.locator("#step textarea").first.fill("what lasts\nmending")
    page.locator("#voice summary", has_text="Add somebody").click()
    page.locator("#voice").get_by_label("Name", exact=True).fill("Nadia")
    return page


def test_after_the_login_it_stands_where_it_was_typed(writer: Page) -> None:
    writer.context.clear_cookies(name="sessionid")
    writer.get_by_role("button", name="Keep, go on later").click()
    enter(writer)

    writer.wait_for_url(f"**{STEP}*")
    everything_is_back(writer)


def test_a_line_sent_alone_comes_back_with_the_step_beside_it(writer: Page) -> None:
    writer.context.clear_cookies(name="sessionid")
    writer.locator("#voice").get_by_role("button", name="Write it down").click()
    writer.wait_for_url("**/accounts/login/**")
    enter(writer)

    writer.wait_for_url(f"**{STEP}*")
    everything_is_back(writer)


def test_a_page_from_before_the_login_says_how_to_get_it_back(writer: Page) -> None:
    writer.context.clear_cookies()
    other = writer.context.new_page()
    log_in(other, email=OWNER, password=PASSWORD)
    writer.get_by_role("button", name="Keep, go on later").click()

    expect(writer.get_by_role("heading", level=1)).to_contain_text("Nothing was kept")
    writer.get_by_role("link", name="Open the page again").click()

    everything_is_back(writer)


def test_nobody_else_is_shown_it(writer: Page) -> None:
    writer.context.clear_cookies(name="sessionid")
    writer.get_by_role("button", name="Keep, go on later").click()
    enter(writer, email="zora@zinc.example")
    writer.wait_for_url(f"**{STEP}*")

    expect(writer.locator("#step textarea").first).to_have_value("")


def test_what_was_kept_is_not_put_back(writer: Page) -> None:
    writer.locator("#voice").get_by_role("button", name="Write it down").click()
    expect(writer.locator("#voice .rows")).to_contain_text("Nadia")
    until_the_answer_was_heard(writer)

    writer.context.clear_cookies(name="sessionid")
    writer.goto(STEP)
    enter(writer)
    writer.wait_for_url(f"**{STEP}*")

    expect(writer.locator("#voice").get_by_label("Name", exact=True)).to_have_value("")


def test_who_typed_nothing_is_not_told_that_it_is_put_back(visitors: Visitors, made: Made) -> None:
    assert made
    page = visitors.come()
    log_in(page, email=OWNER, password=PASSWORD)
    with page.expect_response(is_news):
        page.goto(STEP)
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Keep, go on later").click()
    enter(page)

    page.wait_for_url(f"**{STEP}*")
    page.wait_for_load_state()
    expect(page.locator("#notices")).not_to_contain_text("It is not kept yet: send it again.")


def test_what_one_may_not_do_is_not_taken_for_a_login_that_ended(writer: Page) -> None:
    writer.route("**/strategy/lines/**", lambda route: route.fulfill(status=403))
    with writer.expect_response(lambda answer: answer.status == 403):
        writer.locator("#voice").get_by_role("button", name="Write it down").click()
    expect(writer.locator("#notices")).to_contain_text("That did not work.")

    writer.goto(STEP)
    writer.wait_for_load_state()

    expect(writer.locator("#voice").get_by_label("Name", exact=True)).to_have_value("")
    expect(writer.locator("#notices")).not_to_contain_text("It is not kept yet")


def test_a_press_without_a_login_is_told_so_with_a_link_that_leads_back(writer: Page) -> None:
    writer.context.clear_cookies()
    writer.locator("#voice").get_by_role("button", name="Write it down").click()

    notices = writer.locator("#notices")
    expect(notices).to_contain_text("You were logged out: nothing was changed.")
    expect(notices).not_to_contain_text("you can try again")
    notices.get_by_role("link", name="Log in").click()
    writer.wait_for_url("**/accounts/login/**")
    enter(writer)

    writer.wait_for_url(f"**{STEP}*")
    everything_is_back(writer)


def test_a_press_on_a_page_from_before_the_login_is_told_to_open_it_again(writer: Page) -> None:
    writer.context.clear_cookies()
    log_in(writer.context.new_page(), email=OWNER, password=PASSWORD)
    writer.locator("#voice").get_by_role("button", name="Write it down").click()

    expect(writer.locator("#notices")).to_contain_text("This page is too old")
    writer.locator("#notices").get_by_role("link", name="Open the page again").click()

    everything_is_back(writer)


def test_what_a_page_tells_leaves_the_way_back_of_what_was_done(writer: Page) -> None:
    """And is told once, however often it happens."""
    writer.evaluate(
        """() => {
            const done = "<div class=notice><form>Undo</form></div>";
            document.getElementById("notices").innerHTML = done;
            for (const again of [1, 2]) document.body.dispatchEvent(
                new CustomEvent("htmx:sendError", { bubbles: true, detail: {} }));
        }"""
    )

    expect(writer.locator("#notices")).to_contain_text("Undo")
    expect(writer.locator("#notices .notice")).to_have_count(2)


def is_news(answer: Response) -> bool:
    """The page hears news: without a login, what it asks for next is refused."""
    return answer.headers.get("content-type", "").startswith("text/event-stream")


def enter(page: Page, *, email: str = OWNER) -> None:
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form button").first.click()


def everything_is_back(page: Page) -> None:
    expect(page.locator("#step textarea").first).to_have_value("what lasts\nmending")
    expect(page.locator("#voice").get_by_label("Name", exact=True)).to_have_value("Nadia")
    expect(page.locator("#notices")).to_contain_text("It is not kept yet: send it again.")


def until_the_answer_was_heard(page: Page) -> None:
    """The line may be seen a moment before its answer was heard to the end: until then the tab
    keeps what was typed."""
    for _ in range(100):
        if page.evaluate("sessionStorage.getItem('parvis-typed')") is None:
            return
        page.wait_for_timeout(50)
    raise AssertionError("What was typed is still kept in the tab")
