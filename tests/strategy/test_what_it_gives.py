"""The pages of what the diagnosis gives: empty, begun, and read by those who may not change it."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from parvis.brands.models import Brand, User
from parvis.strategy.models import (
    Channel,
    Habit,
    Objective,
    Place,
    Practice,
    Rival,
    Segment,
    Sheet,
    Subject,
    Voice,
)

PAGES = ("", "channels/", "maturity/", "rules/")


@pytest.fixture
def told(brand: Brand) -> Brand:
    """Maison Tilleul, of which a little is said."""
    Place.objects.create(brand=brand, name="Our X", kind="account", channel="x", state="silent")
    Channel.objects.create(
        brand=brand, key="mail", asked=240, answered=0.95, promotions=23, replies=1
    )
    segment = Segment.objects.create(brand=brand, name="Walkers")
    Habit.objects.create(segment=segment, channel="x", present=0.01)
    Objective.objects.create(brand=brand, aim="loyalty", target=0.5)
    Subject.objects.create(brand=brand, name="Mending", legitimate="yes")
    return brand


@pytest.mark.parametrize("page", PAGES)
def test_a_page_about_nothing_still_opens(client: Client, viewer: User, page: str) -> None:
    client.force_login(viewer)

    assert client.get(f"/strategy/{page}").status_code == 200


def test_who_has_said_nothing_is_shown_where_to_begin(client: Client, lead: User) -> None:
    client.force_login(lead)

    page = client.get("/strategy/").content.decode()

    assert "Start with the diagnosis" in page
    assert "Six short steps, 25 minutes, nothing to connect." in " ".join(page.split())


def test_the_strategy_stands_on_one_page(client: Client, told: Brand, viewer: User) -> None:
    client.force_login(viewer)

    page = " ".join(client.get("/strategy/").content.decode().split())

    for words in (
        "The strategy of Maison Tilleul",
        "Build loyalty by a relation",
        "orphan",
        "<strong>23</strong> promotions for one answer",
        "A first answer within <strong>4 h</strong>",
        "The easiest next step",
        "Mending",
    ):
        assert words in page
    assert "/strategy/diagnosis/" not in page, "who may not change it is not led to the form"


def test_who_does_what_and_may_give_back_without_asking_stands_on_it(
    client: Client, told: Brand, viewer: User
) -> None:
    Sheet.objects.create(brand=told, people=3, hours_a_week=60, gesture=30)
    Voice.objects.create(brand=told, name="Maud", role="founder", willing=True)
    client.force_login(viewer)

    page = re.sub(r"<[^>]+>|\s+", " ", client.get("/strategy/").content.decode())

    assert " ".join(page.split("Who does what")[-1].split()).startswith(
        "Maud founder 3 people answer, 60 h a week without asking: up to 30, in your currency"
    )


def test_answers_that_do_not_go_together_are_counted_beside_the_form_to_take_away(
    client: Client, brand: Brand, lead: User
) -> None:
    Place.objects.create(brand=brand, name="Our blog", kind="blog")
    client.force_login(lead)
    before = client.get("/strategy/").content.decode()
    Sheet.objects.create(brand=brand, people=0, hours_a_week=60)

    after = client.get("/strategy/").content.decode()

    said = "1 thing in your answers does not go together with another"
    assert (said in before, said in after) == (False, True)


def test_a_public_stands_with_its_size_and_where_that_figure_is_from(
    client: Client, told: Brand, lead: User
) -> None:
    Segment.objects.create(brand=told, name="Menders", size=1140, source="the workshop's book")
    client.force_login(lead)

    page = unescape(client.get("/strategy/diagnosis/publics/").content.decode())

    for words in ("Menders", "1,140", "the workshop's book"):
        assert words in page


def test_a_verdict_that_is_a_guess_so_far_is_shown_as_one(
    client: Client, told: Brand, viewer: User
) -> None:
    Place.objects.create(brand=told, name="The shop in Rennes", kind="shop", state="alive")
    client.force_login(viewer)

    page = client.get("/strategy/").content.decode()
    [verdicts] = re.findall(r'<dl class="verdicts">(.*?)</dl>', page, re.DOTALL)
    said = " ".join(re.sub(r"<[^>]+>", " ", verdicts).split())

    assert said == "Answer here E-mail · little known: Shop Leave, or do not go X (Twitter)"


def test_the_page_says_for_whom_and_where_each_aim_stands_in_the_policy(
    client: Client, told: Brand, viewer: User
) -> None:
    Objective.objects.create(brand=told, aim="expertise", policy="Plan 2026: the house that mends")
    walkers = Segment.objects.get(name="Walkers")
    Habit.objects.create(segment=walkers, channel="mail", public="influencers")
    client.force_login(viewer)

    page = " ".join(client.get("/strategy/").content.decode().split())

    assert '<span class="policy" dir="auto">Plan 2026: the house that mends</span>' in page
    assert "Walkers</b>" in page
    assert " · E-mail (as influencers)</span>" in page


def test_each_channel_has_a_verdict_with_its_rules(
    client: Client, told: Brand, viewer: User
) -> None:
    client.force_login(viewer)

    page = client.get("/strategy/channels/").content.decode()
    rules = client.get("/strategy/rules/").content.decode()

    assert 'id="mail-title"' in page
    assert 'id="x-title"' in page
    assert "/strategy/rules/?brand=tilleul#public_absent" in page
    assert 'id="public_absent"' in rules


def test_who_lists_a_blog_sees_that_they_are_on_social_media(
    client: Client, brand: Brand, lead: User
) -> None:
    Place.objects.create(brand=brand, name="The menders’ blog", kind="blog")
    client.force_login(lead)

    page = " ".join(client.get("/strategy/diagnosis/exists/").content.decode().split())

    assert "You are on social media already, at 1 place:</b>" in page


def test_aims_that_pull_apart_say_so_beside_each_other(
    client: Client, brand: Brand, lead: User
) -> None:
    for aim in ("sell", "loyalty"):
        Objective.objects.create(brand=brand, aim=aim, policy="Plan 2026")
    client.force_login(lead)

    page = client.get("/strategy/diagnosis/aims/").content.decode()

    assert page.count("line-note") == 2


def test_what_competitors_do_stands_beside_what_the_brand_does(
    client: Client, brand: Brand, lead: User
) -> None:
    zinc = Rival.objects.create(brand=brand, name="Zinc")
    Practice.objects.create(rival=zinc, practice="evenings", does=True)
    client.force_login(lead)

    page = client.get("/strategy/diagnosis/others/").content.decode()

    assert "<td>Zinc</td>" in page
