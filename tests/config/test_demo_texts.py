"""What the demo shows is whole: everybody exists, nothing is empty, time runs forward."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from parvis.config.demo import brand
from parvis.config.demo.articles import ARTICLES, Article
from parvis.config.demo.living import LIVING
from parvis.config.demo.logins import LOGINS
from parvis.config.demo.people import PEOPLE, PEOPLE_BY_KEY
from parvis.config.demo.scripts import POSTS, SCRIPTS, Past, Script

NOW = datetime(2025, 11, 21, 15, 30, tzinfo=UTC)
ZONE = ZoneInfo(brand.TIME_ZONE)
SQUARE_TAKES = 500
RESERVED = re.compile(r"(^|\.)(example\.(org|net|com)|[a-z0-9-]+\.example)$")
ADDRESS = re.compile(r"[\w.+-]+@([\w-]+\.[\w.-]*\w)")
LINK = re.compile(r"https?://([^/\s]+)")


def moments(script: Script) -> list[tuple[str, datetime]]:
    moment = script.begins.before(NOW, zone=ZONE)
    told: list[tuple[str, datetime]] = []
    for line in script.lines:
        moment += timedelta(minutes=line.after_minutes)
        told.append((line.who, moment))
    return told


def is_open(moment: datetime) -> bool:
    local = moment.astimezone(ZONE)
    minute = local.hour * 60 + local.minute
    periods = brand.OPENING_HOURS.get(local.weekday(), ())
    return any(opens <= minute < closes for opens, closes in periods)


def all_texts() -> list[str]:
    return [
        *(line.text for script in SCRIPTS for line in script.lines),
        *(post.text for post in POSTS),
        *(arrival.text for arrival in LIVING),
        *(article.body for article in ARTICLES),
    ]


def test_there_is_as_much_as_a_living_town_needs() -> None:
    assert len(PEOPLE) == 110
    assert len(SCRIPTS) == 163
    assert (len(POSTS), sum(post.is_promotional for post in POSTS)) == (25, 17)
    assert len(LIVING) == 60
    assert Counter(article.language for article in ARTICLES) == {"fr": 14, "en": 8}
    assert Counter(role for role, _, _ in LOGINS) == {
        "owner": 1,
        "lead": 1,
        "agent": 3,
        "viewer": 1,
    }


def test_keys_and_addresses_are_unique() -> None:
    assert len(PEOPLE_BY_KEY) == len(PEOPLE)
    assert len({person.handle for person in PEOPLE}) == len(PEOPLE)
    assert len({person.email for person in PEOPLE}) == len(PEOPLE)
    assert len({script.key for script in SCRIPTS}) == len(SCRIPTS)
    assert len({post.key for post in POSTS}) == len(POSTS)
    assert len({(article.language, article.slug) for article in ARTICLES}) == len(ARTICLES)


def test_whoever_speaks_exists() -> None:
    speakers = {script.person for script in SCRIPTS} | {arrival.person for arrival in LIVING}
    assert speakers - PEOPLE_BY_KEY.keys() == set()


def test_everybody_of_the_town_speaks() -> None:
    assert PEOPLE_BY_KEY.keys() - {script.person for script in SCRIPTS} == set()


def test_every_address_lies_in_a_reserved_domain() -> None:
    addresses = [person.email for person in PEOPLE] + [email for _, email, _ in LOGINS]
    domains = {address.rpartition("@")[2] for address in addresses}
    for text in all_texts():
        domains.update(ADDRESS.findall(text), LINK.findall(text))
    assert {domain for domain in domains if not RESERVED.search(domain)} == set()


def test_no_text_is_empty_or_padded() -> None:
    assert [text for text in all_texts() if not text.strip()] == []
    lines = [line.text for script in SCRIPTS for line in script.lines]
    assert [text for text in lines if text != text.strip()] == []


def test_mails_and_web_messages_have_a_subject_and_posts_have_none() -> None:
    without = [s.key for s in SCRIPTS if s.channel != "square" and not s.lines[0].subject]
    posted = [s.key for s in SCRIPTS if s.channel == "square" and s.lines[0].subject]
    later = [s.key for s in SCRIPTS if any(line.subject for line in s.lines[1:])]
    assert (without, posted, later) == ([], [], [])
    assert [a for a in LIVING if (a.channel == "square") == bool(a.subject)] == []


def test_what_is_said_on_the_square_fits() -> None:
    said = [line.text for s in SCRIPTS if s.channel == "square" for line in s.lines]
    said += [post.text for post in POSTS]
    assert [text for text in said if len(text) > SQUARE_TAKES] == []


def test_a_person_begins_every_conversation_and_time_runs_forward() -> None:
    assert {script.lines[0].who for script in SCRIPTS} == {"person"}
    assert {script.lines[0].after_minutes for script in SCRIPTS} == {0}
    assert {s.key for s in SCRIPTS if any(line.after_minutes < 1 for line in s.lines[1:])} == set()
    assert [s.key for s in SCRIPTS if moments(s)[-1][1] >= NOW] == []


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.key)
def test_the_team_works_in_opening_hours(script: Script) -> None:
    if isinstance(script.begins, Past):
        worked = [moment for who, moment in moments(script) if who != "person"]
        assert [moment for moment in worked if not is_open(moment)] == []


def test_comments_come_after_the_post_they_comment() -> None:
    posted = {post.key: post.begins.before(NOW, zone=ZONE) for post in POSTS}
    commented = [script for script in SCRIPTS if script.under]
    assert {script.under for script in commented} - posted.keys() == set()
    assert {s.key for s in commented if moments(s)[0][1] <= posted[s.under]} == set()


def test_reality_shows_some_late_some_never_some_waiting() -> None:
    answered = [script for script in SCRIPTS if script.is_answered]
    assert 0.6 < len(answered) / len(SCRIPTS) < 0.8
    waits = [
        next(moment for who, moment in moments(s) if who == "agent") - moments(s)[0][1]
        for s in answered
    ]
    assert sum(wait > timedelta(hours=12) for wait in waits) >= 10
    assert sum(wait < timedelta(minutes=30) for wait in waits) >= 20
    assert sum(not isinstance(script.begins, Past) for script in SCRIPTS) == 16


def test_some_people_write_on_two_channels_and_some_only_talk_about_the_brand() -> None:
    channels: dict[str, set[str]] = {}
    for script in SCRIPTS:
        channels.setdefault(script.person, set()).add(script.channel)
    assert sum(len(used) > 1 for used in channels.values()) >= 8
    assert sum(not script.is_addressed for script in SCRIPTS) >= 6


def test_three_quarters_or_more_of_the_conversations_are_french() -> None:
    french = sum(script.language == "fr" for script in SCRIPTS)
    assert 0.75 <= french / len(SCRIPTS) <= 0.85


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.slug)
def test_an_article_is_long_enough_to_help_and_short_enough_to_read(article: Article) -> None:
    assert 80 <= len(re.findall(r"\w+(?:[’'-]\w+)*", article.body)) <= 200
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", article.slug)
    assert len(article.title) <= 160
