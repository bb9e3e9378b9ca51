"""While the demo is looked at, people go on writing, and the team answers some of them."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest

from parvis.channels.models import Message, SquarePost
from parvis.config.demo.conversation import told
from parvis.config.demo.founding import Town, found
from parvis.config.demo.living import Arrival
from parvis.config.demo.present import (
    pace,
    somebody_comes_back,
    somebody_writes,
    team_does_something,
)
from parvis.config.demo.talks import talks_by_key
from parvis.config.demo.voices import Words, say
from parvis.inbox.actions import assign_case, be_present, save_draft
from parvis.inbox.models import Case

NOW = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
WAITING = tuple(talks_by_key()[key] for key in ("baleine-cassee", "page-poids", "place-grele"))

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return found(at=NOW)


@pytest.fixture
def chance() -> random.Random:
    return random.Random("present")


def wait(town: Town) -> None:
    """One talk on each channel has begun, and nobody has answered."""
    begun = [told(talk, "waits") for talk in WAITING]
    say(town, [Words(conversation, 0, NOW) for conversation in begun])


def test_a_line_written_for_somebody_arrives(town: Town, chance: random.Random) -> None:
    words = "@bruine vous ouvrez le dimanche ?"
    somebody_writes(town, at=NOW, chance=chance, arrival=Arrival("square", "maelle", "fr", words))

    assert SquarePost.objects.get().text == words
    assert Case.objects.get().title == words


def test_a_talk_begins_and_goes_on_as_it_was_written(town: Town, chance: random.Random) -> None:
    begun = somebody_writes(town, at=NOW, chance=random.Random("a talk"))

    assert Message.objects.get().text.strip() == begun.turns[0].text.strip()


def test_the_team_answers_each_channel_in_the_words_of_its_talk(
    town: Town, chance: random.Random
) -> None:
    wait(town)
    moments = [NOW + n * MINUTE for n in range(5, 9)]
    done = [team_does_something(town, at=at, chance=chance) for at in moments]

    assert done == ["answered", "answered", "answered", ""]
    answers = Message.objects.filter(direction="out")
    assert {answer.account.connector for answer in answers} == {"email", "web", "demo"}
    assert all(case.assignee for case in Case.objects.all())


def test_who_was_answered_comes_back_and_is_closed(town: Town, chance: random.Random) -> None:
    wait(town)
    while team_does_something(town, at=NOW + 5 * MINUTE, chance=chance):
        pass
    later = NOW + 9 * MINUTE
    came = [somebody_comes_back(town, at=later) for _ in range(4)]
    assert came == [True, True, True, False]

    closed = NOW + timedelta(hours=2)
    while team_does_something(town, at=closed, chance=chance):
        pass
    open_cases = Case.objects.filter(state=Case.State.OPEN)
    assert [case.title for case in open_cases if case.due_at is None] == []


def test_a_case_that_a_visitor_looks_at_is_left_to_them(town: Town, chance: random.Random) -> None:
    wait(town)
    at = NOW + 5 * MINUTE
    for case in Case.objects.all():
        be_present(case, is_writing=False, by=town.agents[0], at=at)

    assert team_does_something(town, at=at, chance=chance) == ""


def test_the_team_hurries_when_much_is_waiting() -> None:
    chance = random.Random("pace")
    slow = [pace(waiting=20, chance=chance).team for _ in range(20)]
    fast = [pace(waiting=50, chance=chance).team for _ in range(20)]

    assert min(slow) > 60
    assert max(fast) <= 12


def test_a_case_that_a_visitor_has_taken_or_begun_to_answer_is_left_to_them(
    town: Town, chance: random.Random
) -> None:
    wait(town)
    me = town.agents[0]
    taken, begun, other = Case.objects.order_by("pk")
    assign_case(taken, to=me, by=me.actor, at=NOW + MINUTE)
    save_draft(begun, text="Bonjour", by=me, at=NOW + MINUTE)

    done = [team_does_something(town, at=NOW + n * MINUTE, chance=chance) for n in (6, 7)]
    assert done == ["answered", ""]
    assert [case.pk for case in Case.objects.filter(due_at=None)] == [other.pk]


def test_what_was_left_to_the_visitor_is_closed_after_hours(
    town: Town, chance: random.Random
) -> None:
    words = "@bruine vous ouvrez le dimanche ?"
    somebody_writes(town, at=NOW, chance=chance, arrival=Arrival("square", "maelle", "fr", words))

    assert team_does_something(town, at=NOW + timedelta(hours=2), chance=chance) == ""
    assert team_does_something(town, at=NOW + timedelta(hours=6), chance=chance) == "resolved"
