"""Notes and steps of a case that was joined to another one are told where its messages lie now."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parvis.brands.models import User
from parvis.inbox.actions import (
    add_note,
    merge_case,
    see_mentions,
    split_case,
    tag_case,
    undo_move,
)
from parvis.inbox.models import Case, Mention, Move
from parvis.inbox.queries.case import case_story
from parvis.inbox.queries.moves import taken_in_by
from tests.inbox.letters import Letters, case_of, hour

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(letters: Letters) -> Case:
    return case_of(letters.ask("Where is my lamp?", at=0))


@pytest.fixture
def other(letters: Letters, case: Case) -> Case:
    """Nine days later, so that it is a case of its own."""
    return case_of(letters.ask("Where is my chair?", at=24 * 9, thread="t-2"))


def told(case: Case) -> list[tuple[str, str]]:
    """Notes and steps, each with the title of the case it is told of, "" for this one."""
    return [
        (entry.text or entry.verb, entry.origin.title if entry.origin else "")
        for entry in case_story(case).entries
        if entry.kind in {"note", "event"}
    ]


def test_they_are_marked_with_the_case_they_come_from(case: Case, other: Case, agent: User) -> None:
    add_note(case, text="Sent on Friday", author=agent, at=hour(216))
    tag_case(other, name="chairs", by=agent.actor, at=hour(217))
    add_note(other, text="It is in the yard", author=agent, at=hour(218))

    merge_case(other, into=case, by=agent.actor, at=hour(219))

    assert told(case) == [
        ("Sent on Friday", ""),
        ("case.tagged", "Where is my chair?"),
        ("It is in the yard", "Where is my chair?"),
        ("case.tagged", ""),
        ("case.took_in", ""),
    ]


def test_they_go_back_with_the_messages(case: Case, other: Case, agent: User) -> None:
    add_note(other, text="It is in the yard", author=agent, at=hour(218))
    move = merge_case(other, into=case, by=agent.actor, at=hour(219))

    undo_move(move, by=agent.actor, at=hour(220))

    assert ("It is in the yard", "Where is my chair?") not in told(case)
    assert ("It is in the yard", "") in told(other)


def test_what_was_joined_before_comes_along(
    letters: Letters, case: Case, other: Case, agent: User
) -> None:
    third = case_of(letters.ask("Where is my bed?", at=24 * 18, thread="t-3"))
    add_note(third, text="Two parcels", author=agent, at=hour(433))
    merge_case(third, into=other, by=agent.actor, at=hour(434))

    merge_case(other, into=case, by=agent.actor, at=hour(435))

    assert ("Two parcels", "Where is my bed?") in told(case)
    assert ("case.took_in", "Where is my chair?") in told(case)
    assert taken_in_by(case) == {
        case.pk: "Where is my lamp?",
        other.pk: "Where is my chair?",
        third.pk: "Where is my bed?",
    }


def test_a_part_that_was_split_off_and_put_back_brings_its_notes(
    letters: Letters, case: Case, agent: User
) -> None:
    invoice = letters.ask("And my invoice?", at=1)
    split = split_case(case, messages=[invoice.pk], by=agent.actor, at=hour(2))
    add_note(split, text="Paid on Monday", author=agent, at=hour(3))

    undo_move(Move.objects.get(), by=agent.actor, at=hour(4))

    assert told(case) == [
        ("case.split", ""),
        ("Paid on Monday", "And my invoice?"),
        ("case.move_undone", ""),
    ]


def test_who_is_called_by_such_a_note_sees_it_there(
    client: Client, case: Case, other: Case, agent: User, lead: User
) -> None:
    add_note(other, text="@Lea the yard?", author=agent, at=hour(218))
    merge_case(other, into=case, by=agent.actor, at=hour(219))
    client.force_login(lead)

    shown = client.get(f"/inbox/cases/{case.pk}/").content.decode()
    see_mentions(case, by=lead, at=hour(220))

    assert f'<a href="/inbox/cases/{other.pk}/">in “Where is my chair?”</a>' in shown
    assert Mention.objects.get().seen_at == hour(220)


def test_it_takes_one_query_more_however_many_were_joined(
    letters: Letters, case: Case, agent: User
) -> None:
    def queries() -> int:
        found = Case.objects.get(pk=case.pk)
        with CaptureQueriesContext(connection) as asked:
            case_story(found)
        return len(asked)

    alone = queries()
    for number in range(1, 4):
        one = case_of(letters.ask(f"Number {number}?", at=24 * 9 * number, thread=f"n-{number}"))
        merge_case(one, into=case, by=agent.actor, at=hour(24 * 9 * number + 1))

    assert queries() == alone + 1
