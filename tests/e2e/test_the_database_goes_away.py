"""While the database is away nobody loses what they wrote, and a click sends it again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from parvis.kit.embedded import hold, revive
from tests.config.ordeal import House, await_true, counted, run_inside, stop_database, url_of
from tests.config.serving import prepared_folder
from tests.e2e.axe import bring_axe, complaints
from tests.e2e.browser import DESKTOP, PHONE, Visitors, log_in

pytestmark = pytest.mark.browser
PASSWORD = "lime-tree-and-rain"
QUESTION = "Where is my teapot?\n\nThe order was number 12."
ANSWER = "It left this morning."
OPEN_THE_HOUSE = f"""
from parvis.brands.actions import create_brand, create_user, invite_member, set_up
from parvis.brands.models import Profile, Role
from parvis.kit.actors import PARVIS
from parvis.kit.clock import now

set_up(profile=Profile.TEAM, at=now())
brand = create_brand(
    "Maison Tilleul", slug="tilleul", settings={{"language": "en"}}, by=PARVIS, at=now()
)
ines = create_user(
    "ines@tilleul.example", name="Ines", password="{PASSWORD}", by=PARVIS, at=now()
)
invite_member(brand, user=ines, role=Role.AGENT, by=PARVIS, at=now())
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = prepared_folder(tmp_path_factory.mktemp("away") / "data")
    run_inside(folder, OPEN_THE_HOUSE)
    return folder


@pytest.fixture(scope="module")
def house(data: Path) -> Iterator[House]:
    """Served from a database of its own, which the tests may stop."""
    with hold(data / "pg"):
        served = House(data, DATABASE_URL=url_of(data))
        served.open()
        try:
            await_true(lambda: "Parvis is ready" in served.log())
            yield served
        finally:
            served.close()


@pytest.fixture
def visitors(house: House, browser: Browser) -> Iterator[Visitors]:
    """Their consoles are not looked at: browsers note each 503 there."""
    came = Visitors(browser, f"http://127.0.0.1:{house.port}")
    yield came
    came.leave()


def test_a_customers_words_come_back_and_a_click_sends_them_again(
    house: House, data: Path, visitors: Visitors
) -> None:
    customer = visitors.come(size=PHONE, bypass_csp=True)
    bring_axe(customer.context)
    customer.goto("/@tilleul/ask/")
    customer.get_by_label("Your question").fill(QUESTION)
    customer.get_by_label("Your name").fill("Zoé")

    stop_database(data)
    customer.get_by_role("button", name="Send my question").click()
    for _ in range(2):
        expect(customer.get_by_role("heading")).to_have_text("The database cannot be reached")
        expect(customer.get_by_label("What you wrote")).to_have_value(QUESTION)
        customer.get_by_role("button", name="Send again").click()
    assert complaints(customer, "the database is away") == []
    revive(data / "pg")
    customer.get_by_role("button", name="Send again").click()

    expect(customer.locator(".timeline")).to_contain_text("The order was number 12.")
    names = "SELECT author_name, count(*) FROM channels_message GROUP BY 1"
    await_true(lambda: counted(data, names) == {"Zoé": 1})
    assert counted(data, "SELECT 'all', count(*) FROM channels_delivery") == {"all": 1}


def test_an_agents_answer_stays_in_its_box_until_it_can_be_sent(
    house: House, data: Path, visitors: Visitors
) -> None:
    customer = visitors.come(size=PHONE)
    customer.goto("/@tilleul/ask/")
    customer.get_by_label("Your question").fill("May I bring the lid back?")
    customer.get_by_role("button", name="Send my question").click()
    expect(customer.locator(".timeline")).to_contain_text("bring the lid back")
    agent = visitors.come(size=DESKTOP)
    log_in(agent, email="ines@tilleul.example", password=PASSWORD)
    agent.locator(".case-row").first.click()
    box = agent.locator("#reply-form textarea")
    box.fill(ANSWER)

    stop_database(data)
    agent.get_by_role("button", name="Send", exact=True).click()
    expect(agent.locator(".notice")).to_contain_text("The database cannot be reached")
    expect(box).to_have_value(ANSWER)
    revive(data / "pg")
    agent.get_by_role("button", name="Send", exact=True).click()

    expect(agent.locator(".timeline")).to_contain_text(ANSWER)
    told = "SELECT text, count(*) FROM channels_outgoing GROUP BY 1"
    assert counted(data, told) == {ANSWER: 1}


def test_a_page_says_it_in_the_language_of_its_reader(
    house: House, data: Path, visitors: Visitors
) -> None:
    reader = visitors.come(language="fr-FR")
    stop_database(data)
    reader.goto("/@tilleul/")
    expect(reader.get_by_role("heading")).to_have_text("La base de données est injoignable")
    revive(data / "pg")
    reader.get_by_role("link", name="Réessayer").click()
    expect(reader.get_by_role("heading", level=1)).not_to_contain_text("injoignable")
