"""What the demo shows is whole: everybody exists, nothing is empty, time runs forward."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from parvis.config.demo import brand
from parvis.config.demo.articles import ARTICLES, Article
from parvis.config.demo.conversation import told
from parvis.config.demo.living import LIVING
from parvis.config.demo.logins import LOGINS
from parvis.config.demo.people import PEOPLE, PEOPLE_BY_KEY
from parvis.config.demo.saved import SAVED_ANSWERS
from parvis.config.demo.scripts import POSTS, SCRIPTS, Past, Script
from parvis.config.demo.talks import all_talks, talks_by_key
from parvis.config.demo.talks.talk import Turn, Unreadable, read_talks
from parvis.config.demo.townspeople import EVERYBODY
from parvis.config.demo.wording import SLOTS

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
        *(turn.text for talk in all_talks() for turn in talk.turns),
        *(post.text for post in POSTS),
        *(arrival.text for arrival in LIVING),
        *(saved.text for saved in SAVED_ANSWERS),
        *(article.body for article in ARTICLES),
    ]


def test_there_is_as_much_as_a_living_town_needs() -> None:
    talks = all_talks()
    assert len(PEOPLE) == 110
    assert len(EVERYBODY) == 1150
    assert len(SCRIPTS) == 169
    assert Counter((talk.channel, talk.language) for talk in talks) == {
        ("mail", "fr"): 109,
        ("mail", "en"): 50,
        ("square", "fr"): 107,
        ("square", "en"): 42,
        ("web", "fr"): 63,
        ("web", "en"): 33,
    }
    assert (len(POSTS), sum(post.is_promotional for post in POSTS)) == (25, 17)
    assert len(LIVING) == 60
    assert Counter(article.language for article in ARTICLES) == {"fr": 14, "en": 8}
    assert Counter(role for role, _, _ in LOGINS) == {
        "owner": 1,
        "lead": 2,
        "agent": 6,
        "viewer": 1,
    }


def test_nobody_opens_a_conversation_in_the_words_of_another() -> None:
    openings = [script.lines[0].text for script in SCRIPTS]
    openings += [talk.turns[0].text for talk in all_talks()]
    openings += [arrival.text for arrival in LIVING]
    assert [text for text, count in Counter(openings).items() if count > 1] == []


def test_keys_and_addresses_are_unique() -> None:
    assert len(PEOPLE_BY_KEY) == len(PEOPLE)
    assert len({person.handle for person in EVERYBODY}) == len(EVERYBODY)
    assert len({person.email for person in EVERYBODY}) == len(EVERYBODY)
    assert len({person.name for person in EVERYBODY}) == len(EVERYBODY)
    assert len(talks_by_key()) == len(all_talks())
    assert len({script.key for script in SCRIPTS}) == len(SCRIPTS)
    assert len({post.key for post in POSTS}) == len(POSTS)
    assert len({(article.language, article.slug) for article in ARTICLES}) == len(ARTICLES)


def test_whoever_speaks_exists() -> None:
    speakers = {script.person for script in SCRIPTS} | {arrival.person for arrival in LIVING}
    assert speakers - PEOPLE_BY_KEY.keys() == set()


def test_everybody_of_the_town_speaks() -> None:
    assert PEOPLE_BY_KEY.keys() - {script.person for script in SCRIPTS} == set()


def test_every_address_lies_in_a_reserved_domain() -> None:
    addresses = [person.email for person in EVERYBODY] + [email for _, email, _ in LOGINS]
    domains = {address.rpartition("@")[2] for address in addresses}
    for text in all_texts():
        domains.update(ADDRESS.findall(text), LINK.findall(text))
    assert {domain for domain in domains if not RESERVED.search(domain)} == set()


def test_no_text_is_empty_or_padded() -> None:
    assert [text for text in all_texts() if not text.strip()] == []
    lines = [line.text for script in SCRIPTS for line in script.lines]
    lines += [turn.text for talk in all_talks() for turn in talk.turns]
    assert [text for text in lines if text != text.strip()] == []


def test_mails_and_web_messages_have_a_subject_and_posts_have_none() -> None:
    without = [s.key for s in SCRIPTS if s.channel != "square" and not s.lines[0].subject]
    posted = [s.key for s in SCRIPTS if s.channel == "square" and s.lines[0].subject]
    later = [s.key for s in SCRIPTS if any(line.subject for line in s.lines[1:])]
    assert (without, posted, later) == ([], [], [])
    assert [t.key for t in all_talks() if (t.channel == "square") == bool(t.subject)] == []
    assert [a for a in LIVING if (a.channel == "square") == bool(a.subject)] == []


def test_what_is_said_on_the_square_fits() -> None:
    said = [line.text for s in SCRIPTS if s.channel == "square" for line in s.lines]
    said += [t.text for talk in all_talks() if talk.channel == "square" for t in talk.turns]
    said += [post.text for post in POSTS]
    assert [text for text in said if len(text) > SQUARE_TAKES] == []


def test_a_person_begins_every_conversation_and_time_runs_forward() -> None:
    assert {script.lines[0].who for script in SCRIPTS} == {"person"}
    assert {script.lines[0].after_minutes for script in SCRIPTS} == {0}
    assert {s.key for s in SCRIPTS if any(line.after_minutes < 1 for line in s.lines[1:])} == set()
    assert {talk.turns[0].who for talk in all_talks()} == {"person"}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.key)
def test_the_team_works_in_opening_hours(script: Script) -> None:
    if isinstance(script.begins, Past):
        worked = [moment for who, moment in moments(script) if who != "person"]
        assert [moment for moment in worked if not is_open(moment)] == []


def test_comments_come_after_the_post_they_comment() -> None:
    posted = {post.key: post.begins.before(NOW, zone=ZONE) for post in POSTS}
    assert {talk.under for talk in all_talks() if talk.under} - posted.keys() == set()
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
    assert sum(not isinstance(script.begins, Past) for script in SCRIPTS) == 22


def test_some_people_write_on_two_channels_and_some_only_talk_about_the_brand() -> None:
    channels: dict[str, set[str]] = {}
    for script in SCRIPTS:
        channels.setdefault(script.person, set()).add(script.channel)
    assert sum(len(used) > 1 for used in channels.values()) >= 8
    assert sum(not script.is_addressed for script in SCRIPTS) >= 6


def test_two_thirds_or_more_of_the_openings_are_french() -> None:
    languages = [script.language for script in SCRIPTS] + [talk.language for talk in all_talks()]
    assert 0.62 <= languages.count("fr") / len(languages) <= 0.75


def test_every_slot_is_known_and_every_bracket_closed() -> None:
    words = [turn.text for talk in all_talks() for turn in talk.turns]
    words += [talk.subject for talk in all_talks()]
    slots = {slot for text in words for slot in re.findall(r"\{(\w+)\}", text)}
    assert slots - SLOTS == set()
    assert [text for text in words if text.count("[") != text.count("]")] == []
    told_ = [told(talk, "1") for talk in all_talks()]
    left = [turn.text for c in told_ for turn in c.turns if re.search(r"[\[\]{}|]", turn.text)]
    assert left == []


def test_a_file_that_is_not_a_play_is_refused() -> None:
    with pytest.raises(Unreadable, match="no such topic"):
        read_talks("[a-key] nonsense\n> Bonjour", channel="mail", language="fr")
    with pytest.raises(Unreadable, match="nobody says"):
        read_talks("[a-key] order\nBonjour", channel="mail", language="fr")


def test_a_play_reads_as_it_is_written() -> None:
    words = """
# for the reader
[a-key] order once
subject: Facture
> Une ligne
et sa suite.

Un second paragraphe.
<2h Une réponse.
"""
    (talk,) = read_talks(words, channel="mail", language="fr")
    assert (talk.key, talk.topic, talk.subject, talk.marks) == (
        "a-key",
        "order",
        "Facture",
        frozenset({"once"}),
    )
    assert talk.turns == (
        Turn("person", "Une ligne et sa suite.\n\nUn second paragraphe."),
        Turn("agent", "Une réponse.", timedelta(hours=2)),
    )


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.slug)
def test_an_article_is_long_enough_to_help_and_short_enough_to_read(article: Article) -> None:
    assert 80 <= len(re.findall(r"\w+(?:[’'-]\w+)*", article.body)) <= 200
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", article.slug)
    assert len(article.title) <= 160
