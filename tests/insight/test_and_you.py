"""The page "And you?": every figure of the sources, beside the brand's own or what is missing."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import translation

from parvis.brands.models import Brand, User
from parvis.channels.models import Account
from parvis.inbox.models import Judgement
from parvis.insight.actions import catch_up
from parvis.insight.and_you import NEEDS, TITLES, AndYou, Show, and_you
from parvis.insight.numbers import title_of
from parvis.insight.queries.counted import Period
from parvis.insight.queries.index import index
from parvis.insight.queries.own import MEASURES, OWN_ROWS, Measured
from parvis.insight.sources import Need, Theme, source_figures
from tests.insight.ledger import Said, write
from tests.insight.test_turns_against_a_count_by_hand import random_ledger

IDS = [f"F{number:02}" for number in range(1, 58)]
FOLLOWED = "brands that a person follows, not followers of a brand"


def test_all_57_figures_are_there_each_with_a_measure_or_a_need() -> None:
    figures = source_figures()

    assert sorted(figure.id for figure in figures) == IDS
    assert {figure.measure for figure in figures if figure.measure} == set(MEASURES)
    without = [figure for figure in figures if not figure.measure]
    assert all(figure.need is not Need.LOG for figure in without)
    assert all(figure.own_base for figure in figures if figure.measure)


def test_every_figure_speaks_both_languages() -> None:
    for figure in source_figures():
        for words in (figure.meaning, figure.base, figure.do):
            assert words.en
            assert words.fr
            assert words.en != words.fr


def test_themes_and_needs_have_names() -> None:
    assert (set(TITLES), set(NEEDS)) == (set(Theme), set(Need))
    assert all(title_of(number) for number in OWN_ROWS)


@pytest.mark.django_db
def test_a_brand_without_messages_has_no_figure_and_is_told_what_to_do(
    brand: Brand, noon: datetime
) -> None:
    page = asked_of(brand, Period.of_days(30, at=noon))

    assert (page.figures, page.measured) == (57, 0)
    lines = [line for group in page.groups for line in group.lines]
    assert sorted(line.id for line in lines) == IDS
    assert all(line.missing and line.do for line in lines)


@pytest.mark.django_db
def test_what_the_log_says_stands_beside_what_was_published(
    brand: Brand, square: Account, noon: datetime
) -> None:
    hour = timedelta(hours=1)
    write(
        square,
        [
            Said(at=noon - 40 * 24 * hour, who="ulla", thread="long ago"),
            Said(at=noon - 20 * hour, who="zoe", thread="lamp", case="zoe: lamp"),
            Said(at=noon - 14 * hour, who="zoe", thread="lamp", case="zoe: lamp"),
            Said(at=noon - 10 * hour, who="", to="zoe", thread="lamp", case="zoe: lamp"),
            Said(at=noon - 20 * hour, who="yann", thread="chair"),
            Said(
                at=noon - 9 * hour,
                who="",
                thread="offer",
                words="Découvrez notre nouvelle collection.",
            ),
        ],
    )

    page = asked_of(brand, Period.of_days(30, at=noon))

    own = {line.id: line.own for group in page.groups for line in group.lines if line.own}
    assert own == {
        "F20": "100%",
        "F23": "2 contacts",
        "F33": "100%",
        "F40": "50%",
        "F41": "1 for one",
        "F42": "10 h",
        "F44": "0%",
        "F47": "100%",
        "F51": "100%",
    }


@pytest.mark.django_db
def test_two_years_of_messages_tell_whether_it_grows(
    brand: Brand, square: Account, noon: datetime
) -> None:
    days = [740, 500, 400, 300, 200, 20]
    write(
        square,
        [
            Said(at=noon - timedelta(days=days[n]), who=who, thread=f"{n}")
            for n, who in enumerate(["zoe", "zoe", "yann", "zoe", "yann", "yann"])
        ],
    )

    page = asked_of(brand, Period.of_days(30, at=noon))

    own = {line.id: line.own for group in page.groups for line in group.lines}
    assert (own["F39"], own["F10"], own["F11"]) == ("50%", "50%", "50%")


@pytest.mark.django_db
def test_requests_are_shared_out_among_networks_mail_and_telephone(
    brand: Brand, square: Account, noon: datetime
) -> None:
    asked = {"zoe": "comment", "yann": "public_post", "ulla": "mail", "wanda": "call"}
    said = [Said(at=noon - timedelta(days=2), who=who, thread=who) for who in asked]
    for message in write(square, said):
        message.surface = asked[message.author_name]
        message.save()

    page = asked_of(brand, Period.of_days(30, at=noon))

    own = {line.id: line.own for group in page.groups for line in group.lines if line.own}
    persons, requests = ("F20", "F21", "F22"), ("F33", "F35", "F36")
    assert [own[figure] for figure in persons] == ["50%", "25%", "25%"]
    assert [own[figure] for figure in requests] == ["50%", "25%", "25%"]
    assert "F34" not in own


@pytest.mark.django_db
def test_who_was_let_down_complains_in_public_and_who_was_well_served_praises(
    brand: Brand, square: Account, noon: datetime
) -> None:
    days = timedelta(days=1)
    messages = write(
        square,
        [
            Said(at=noon - 9 * days, who="zoe", thread="lamp"),
            Said(at=noon - 8 * days, who="zoe", thread="talk", needs_answer=False),
            Said(at=noon - 9 * days, who="yann", thread="chair"),
            Said(at=noon - 9 * days, who="ulla", thread="vase"),
            Said(at=noon - 9 * days, who="", to="ulla", thread="vase"),
            Said(at=noon - 8 * days, who="ulla", thread="talk", needs_answer=False),
        ],
    )
    for message, tone in ((messages[1], "p_negative"), (messages[5], "p_positive")):
        Judgement.objects.filter(message=message).update(**{tone: 1, "p_neutral": 0})

    page = asked_of(brand, Period(noon - 9.5 * days, noon - 8.5 * days))
    later = asked_of(brand, Period(noon - 9.5 * days, noon))

    assert [voice_of(page), voice_of(later)] == [("0%", "0%"), ("50%", "100%")]


@pytest.mark.django_db
def test_each_link_of_the_page_leads_to_as_many_rows_as_it_says(
    client: Client, brand: Brand, square: Account, viewer: User
) -> None:
    at = datetime.fromisoformat("2026-03-30T12:00:00+00:00")
    long_ago, lately = at - timedelta(days=800), at - timedelta(days=12)
    write(square, [*random_ledger(3, start=long_ago), *random_ledger(7, start=lately)])
    client.force_login(viewer)

    page = client.get("/insight/and-you/", {"at": at.isoformat()}).content.decode()

    links = re.findall(r'href="(/insight/rows/\?[^"]+)">([\d,]+)', page)
    count = re.compile(r'<h1>.*?<span class="count">([\d,]+)</span>', re.DOTALL)
    opened = {href: count.findall(client.get(unescape(href)).content.decode()) for href, _ in links}
    assert len(opened) > 8
    assert opened == {href: [said] for href, said in links}


@pytest.mark.django_db
@pytest.mark.parametrize(("show", "lines"), [("all", 57), ("ours", 0), ("missing", 57)])
def test_the_page_shows_all_ours_or_the_missing(
    client: Client, brand: Brand, viewer: User, show: str, lines: int
) -> None:
    client.force_login(viewer)

    page = client.get("/insight/and-you/", {"show": show}).content.decode()

    assert page.count('<th scope="row"') == lines
    assert "Nothing has been counted yet" in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("value", "meaning", "base"),
    [
        (51, "take a brand that is present for more modern", "internet users of 18 and over"),
        (42, "take it for a better listener", "internet users of 18 and over"),
        (37, "take it for more innovative", "internet users of 18 and over"),
        (40, "they were a customer before they followed it", FOLLOWED),
        (11, "they became one as they began to follow it", FOLLOWED),
        (9, "they became one afterwards", FOLLOWED),
    ],
)
def test_a_figure_stands_beside_what_it_says_and_of_whom(
    client: Client, brand: Brand, viewer: User, value: int, meaning: str, base: str
) -> None:
    client.force_login(viewer)

    page = unescape(client.get("/insight/and-you/").content.decode())

    [row] = [row for row in re.findall(r"<tr.*?</tr>", page, re.DOTALL) if meaning in row]
    assert f"{value}%" in row
    assert base in row


@pytest.mark.django_db
def test_in_french_the_figures_are_french(client: Client, brand: Brand, viewer: User) -> None:
    client.force_login(viewer)

    page = client.get("/insight/and-you/", headers={"Accept-Language": "fr"}).content.decode()

    assert "reçoivent une réponse" in page
    assert ">get an answer" not in page


def voice_of(page: AndYou) -> tuple[str, str]:
    """How many of those let down criticise, and of those well served praise."""
    own = {line.id: line.own for group in page.groups for line in group.lines}
    return own["F44"], own["F46"]


def asked_of(brand: Brand, period: Period) -> AndYou:
    catch_up()
    measured = Measured(brand, period, index(brand, period).now)
    with translation.override("en"):
        return and_you(measured, show=Show.ALL, address="")
