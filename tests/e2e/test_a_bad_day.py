"""A bad day: 500 people wait, and two agents work on one queue while more arrive."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.browser import Visitors, log_in
from tests.e2e.conftest import PASSWORD
from tests.e2e.desk import LIVE
from tests.e2e.site import Site

pytestmark = pytest.mark.browser
HERE = Path(__file__).parent
PEOPLE = 500
LATE = 24
BOTH_ANSWER, BOTH_TAKE, BULK, ONE_BY_ONE = 3, 4, 20, 6
QUEUE_SECONDS = 3.0
"""From a key to the repainted queue, on a busy machine with two cores."""


@pytest.fixture
def cases(site: Site) -> Sequence[str]:
    """The addresses of those that are due first."""
    addresses: list[str] = json.loads(site.run_inside(HERE / "storm.py").splitlines()[-1])
    return addresses


def agent(visitors: Visitors, name: str) -> Page:
    page = visitors.come()
    log_in(page, email=f"{name}@orage.example", password=PASSWORD)
    return page


def test_two_agents_work_on_five_hundred_cases(
    site: Site, visitors: Visitors, cases: Sequence[str]
) -> None:
    nadia, paul = agent(visitors, "nadia"), agent(visitors, "paul")
    for page in (nadia, paul):
        expect(waiting(page)).to_have_text(str(PEOPLE))

    for case in cases[:BOTH_ANSWER]:
        both_answer(nadia, paul, case)
    answered_twice_by_one_hand(paul, cases[BOTH_ANSWER])
    for page in (nadia, paul):
        page.goto("/inbox/")
        page.evaluate(LIVE)
    both_take(nadia, paul)
    resolve_chosen(nadia, paul)
    quickest = resolve_while_more_arrive(site, nadia, paul)

    left = PEOPLE + LATE - BULK - ONE_BY_ONE
    for page in (nadia, paul):
        expect(waiting(page)).to_have_text(str(left))
    assert lines(nadia) == lines(paul)
    assert paul.evaluate("window.stayed"), "the queue was loaded again"
    assert median(quickest) < QUEUE_SECONDS
    outcome = json.loads(site.run_inside(HERE / "storm_counted.py").splitlines()[-1])
    assert (outcome["open"], outcome["fates"]) == (left, ["sent"])
    assert outcome["resolved_by"] == {"Nadia Roux": BULK + ONE_BY_ONE}
    assert set(outcome["answers"].values()) == {1}
    assert len(outcome["answers"]) == BOTH_ANSWER + 1


def both_answer(nadia: Page, paul: Page, case: str) -> None:
    """In the same moment: one of the two leaves, the other one is told."""
    for page, name in ((nadia, "Nadia"), (paul, "Paul")):
        page.goto(case)
        page.locator("#reply-form textarea").fill(f"{name} comes today, {case}")
    for page in (nadia, paul):
        click_at_once(page.get_by_role("button", name="Send", exact=True))

    held = [page.locator(".conversation-end .notice") for page in (nadia, paul)]
    expect(held[0].or_(nadia.locator("#timeline", has_text="Nadia comes today"))).to_be_visible()
    expect(held[1].or_(paul.locator("#timeline", has_text="Paul comes today"))).to_be_visible()
    assert sorted(notice.count() for notice in held) == [0, 1]


def answered_twice_by_one_hand(page: Page, case: str) -> None:
    page.goto(case)
    page.locator("#reply-form textarea").fill("Somebody comes tomorrow")
    send = page.get_by_role("button", name="Send", exact=True)
    send.evaluate("button => { button.click(); button.click() }")
    expect(page.locator("#timeline")).to_contain_text("Somebody comes tomorrow")


def both_take(nadia: Page, paul: Page) -> None:
    """The same cases in the same moment: they are one of the two's, and both see whose."""
    for page in (nadia, paul):
        choose(page, BOTH_TAKE)
    for page in (nadia, paul):
        click_at_once(page.get_by_role("button", name="Take", exact=True))
    for page in (nadia, paul):
        expect(page.locator("#notices")).to_contain_text(f"{BOTH_TAKE} cases are yours.")
    paul.evaluate(LIVE)
    expect(nadia.locator(".case-row-with").first).to_have_text(
        paul.locator(".case-row-with").first.inner_text()
    )


def resolve_chosen(nadia: Page, paul: Page) -> None:
    """Twenty at once by keys; the colleague's queue follows by itself, his place in it stays."""
    mine = paul.locator(".case-row").nth(24)
    mine.focus()
    number = str(mine.get_attribute("id"))
    choose(nadia, BULK)
    nadia.keyboard.press("e")
    expect(nadia.locator("#notices")).to_contain_text(f"{BULK} cases are resolved.")

    expect(waiting(paul)).to_have_text(str(PEOPLE - BULK))
    expect(paul.locator(f"#{number}")).to_be_focused()
    paul.keyboard.press("k")
    expect(paul.locator(f"li:has(+ li #{number}) .case-row")).to_be_focused()


def resolve_while_more_arrive(site: Site, nadia: Page, paul: Page) -> list[float]:
    """Seconds from the key to the queue without the case, in Nadia's window, four new cases coming
    every second; Paul moves about in his meanwhile."""
    seconds = []
    with ThreadPoolExecutor(1) as people:
        writing = people.submit(site.run_inside, HERE / "storm_goes_on.py")
        expect(waiting(paul)).not_to_have_text(str(PEOPLE - BULK))
        for _ in range(ONE_BY_ONE):
            choose(nadia, 1)
            row = nadia.locator(".case-row:focus")
            gone = nadia.locator(f"#{row.get_attribute('id')}")
            began = time.monotonic()
            nadia.keyboard.press("e")
            expect(gone).to_have_count(0)
            seconds.append(time.monotonic() - began)
            paul.keyboard.press("j")
            expect(paul.locator(".case-row:focus")).to_be_visible()
        writing.result()
    print("from the key to the queue:", *(f"{one:.2f}" for one in sorted(seconds)), "s")
    return seconds


def choose(page: Page, number: int) -> None:
    for _ in range(number):
        page.keyboard.press("j")
        page.keyboard.press("x")
    expect(page.locator("#selection [data-picked]")).to_have_text(str(number))


def click_at_once(button: Locator) -> None:
    """Without waiting for what comes of it, so that another browser's click is as early."""
    button.evaluate("button => { setTimeout(() => button.click()) }")


def waiting(page: Page) -> Locator:
    """How many wait, as the queue says it."""
    return page.locator("#queue-list h1 .count")


def lines(page: Page) -> list[str]:
    rows = page.locator(".case-row")
    return [str(row.get_attribute("id")) for row in rows.all()]
