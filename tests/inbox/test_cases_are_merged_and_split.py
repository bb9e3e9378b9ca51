"""Two cases become one, one becomes two, and back: messages, promises and all."""

from __future__ import annotations

from datetime import datetime

import pytest

from parvis.brands.models import Brand, User
from parvis.channels.models import Message
from parvis.inbox.actions import (
    MoveRefused,
    assign_case,
    follow_case,
    merge_case,
    resolve_case,
    save_draft,
    snooze_case,
    split_case,
    tag_case,
    undo_move,
)
from parvis.inbox.models import Case, Draft, Move, Promise, Snooze, Tagging
from parvis.inbox.queries.reckoning import cases_whose_promises_differ
from tests.inbox.letters import DAY, Letters, case_of, hour

pytestmark = pytest.mark.django_db
Promised = tuple[str, str, datetime | None, datetime | None, bool]


@pytest.fixture
def two(letters: Letters) -> tuple[Message, Message]:
    """A question, and another one after nine days of silence, in a thread of its own."""
    return letters.ask(at=0), letters.ask("And my invoice?", at=9 * 24, thread="t-2")


@pytest.fixture
def mixed(letters: Letters) -> tuple[Message, Message]:
    """Two matters in one case: the second was asked while an answer to the first was owed."""
    return letters.ask(at=0), letters.ask("And my invoice?", at=1)


def words_of(case: Case) -> list[str]:
    said = Message.objects.filter(place__case=case).order_by("created_at", "id")
    return list(said.values_list("text", flat=True))


def promises_of(case: Case) -> list[Promised]:
    """Kind, question, when it was answered, when released, and whether it counts for nothing."""
    rows = Promise.objects.filter(case=case).order_by("started_at")
    return [
        (row.kind, row.asked.text, row.answered_at, row.released_at, row.is_moot) for row in rows
    ]


def all_of_it() -> object:
    """Everything that a move may change."""
    return (
        list(Case.objects.order_by("pk").values_list("pk", "state", "due_at", "last_activity_at")),
        [(case.pk, words_of(case), promises_of(case)) for case in Case.objects.order_by("pk")],
        list(Promise.objects.order_by("pk").values_list("due_at", "wall_seconds", "open_seconds")),
    )


def test_the_messages_of_a_merged_case_lie_in_the_other_one(
    two: tuple[Message, Message], agent: User
) -> None:
    first, second = map(case_of, two)

    merge_case(second, into=first, by=agent.actor, at=hour(217))

    second.refresh_from_db()
    assert (second.state, second.due_at, words_of(second)) == ("merged", None, [])
    assert words_of(first) == ["Where is my order?", "And my invoice?"]


def test_who_has_waited_longest_is_promised_the_answer_of_the_merged_case(
    two: tuple[Message, Message], agent: User
) -> None:
    first, second = map(case_of, two)

    merge_case(first, into=second, by=agent.actor, at=hour(217))

    second.refresh_from_db()
    assert second.due_at == hour(4)
    assert promises_of(second) == [
        ("first_answer", "Where is my order?", None, None, False),
        ("first_answer", "And my invoice?", None, hour(217), True),
    ]


def test_a_merge_and_its_undoing_leave_everything_as_it_was(
    two: tuple[Message, Message], agent: User
) -> None:
    first, second = map(case_of, two)
    before = all_of_it()

    undo_move(
        merge_case(second, into=first, by=agent.actor, at=hour(217)),
        by=agent.actor,
        at=hour(218),
    )

    assert all_of_it() == before


def test_a_split_and_its_undoing_leave_everything_as_it_was(
    mixed: tuple[Message, Message], agent: User
) -> None:
    case, before = case_of(mixed[0]), words_of(case_of(mixed[0]))

    new = split_case(case, messages=[mixed[1].pk], by=agent.actor, at=hour(2))
    undo_move(Move.objects.get(target=new), by=agent.actor, at=hour(3))

    case.refresh_from_db()
    new.refresh_from_db()
    assert (words_of(case), case.state, case.due_at) == (before, "open", hour(4))
    assert (words_of(new), new.state, new.due_at) == ([], "merged", None)
    assert [promise for promise in promises_of(case) if not promise[-1]] == [
        ("first_answer", "Where is my order?", None, None, False)
    ]


def test_a_matter_that_is_split_off_is_promised_an_answer_since_it_was_asked(
    mixed: tuple[Message, Message], agent: User
) -> None:
    new = split_case(case_of(mixed[0]), messages=[mixed[1].pk], by=agent.actor, at=hour(2))

    assert (new.title, new.opened_at, new.due_at) == ("And my invoice?", hour(1), hour(5))
    assert case_of(mixed[0]).due_at == hour(4)


def test_the_answers_to_what_is_split_off_go_along(
    letters: Letters, mixed: tuple[Message, Message], agent: User
) -> None:
    letters.answer(mixed[1], at=2)
    assert Promise.objects.get().answered_at == hour(2)

    new = split_case(case_of(mixed[0]), messages=[mixed[1].pk], by=agent.actor, at=hour(3))

    assert words_of(new) == ["And my invoice?", "It leaves today."]
    assert promises_of(new) == [("first_answer", "And my invoice?", hour(2), None, False)]
    assert promises_of(case_of(mixed[0])) == [
        ("first_answer", "Where is my order?", None, None, False)
    ]


def test_what_arrives_for_a_merged_case_goes_into_the_one_that_took_it(
    letters: Letters, two: tuple[Message, Message], agent: User
) -> None:
    first, second = map(case_of, two)
    merge_case(second, into=first, by=agent.actor, at=hour(217))

    chase = letters.ask("Anybody there?", at=218, thread="t-2", parent=two[1].ext_id)

    assert case_of(chase) == first


def test_what_came_since_goes_back_with_the_thread_that_the_merge_brought(
    letters: Letters, two: tuple[Message, Message], agent: User
) -> None:
    first, second = map(case_of, two)
    move = merge_case(second, into=first, by=agent.actor, at=hour(217))
    of_second = letters.ask("Anybody there?", at=218, thread="t-2")
    of_first = letters.ask("And?", at=218, thread="t-1")

    undo_move(move, by=agent.actor, at=hour(219))

    assert (case_of(of_second), case_of(of_first)) == (second, first)
    assert cases_whose_promises_differ(first.brand) == []


def test_after_a_split_a_message_joins_the_case_that_holds_what_it_answers(
    letters: Letters, mixed: tuple[Message, Message], agent: User
) -> None:
    old = case_of(mixed[0])
    new = split_case(old, messages=[mixed[1].pk], by=agent.actor, at=hour(2))

    about_the_order = letters.ask("And?", at=3, parent=mixed[0].ext_id)
    about_the_invoice = letters.ask("And?", at=4, parent=mixed[1].ext_id)
    about_nothing = letters.ask("And?", at=5)

    assert case_of(about_the_order) == old
    assert case_of(about_the_invoice) == new
    assert case_of(about_nothing) == new  # which has the newest message of the thread


def test_merging_an_open_case_into_a_resolved_one_opens_it(
    two: tuple[Message, Message], agent: User
) -> None:
    first, second = map(case_of, two)
    resolve_case(first, by=agent.actor, at=hour(5))

    merge_case(second, into=first, by=agent.actor, at=hour(217))

    first.refresh_from_db()
    assert (first.state, first.due_at) == ("open", hour(9 * 24 + 4))
    assert promises_of(first) == [
        ("first_answer", "Where is my order?", None, hour(5), False),
        ("next_answer", "And my invoice?", None, None, False),
    ]


def test_nobody_of_the_team_is_left_behind_by_a_merge(
    two: tuple[Message, Message], agent: User, lead: User
) -> None:
    first, second = map(case_of, two)
    assign_case(second, to=agent, by=agent.actor, at=hour(216))
    follow_case(second, by=lead, at=hour(216))
    save_draft(second, text="Dear Mina,", by=agent, at=hour(216))
    save_draft(first, text="Hello.", by=agent, at=hour(216))
    snooze_case(second, until=hour(300), by=agent.actor, at=hour(216))

    merge_case(second, into=first, by=agent.actor, at=hour(217))

    first.refresh_from_db()
    assert first.assignee == agent
    assert [follow.user for follow in first.follows.all()] == [lead]
    assert [(draft.case, draft.text) for draft in Draft.objects.all()] == [
        (first, "Dear Mina,\n\nHello.")
    ]
    assert Snooze.objects.get().ended_at == hour(217)


def test_a_merged_case_brings_its_tags(two: tuple[Message, Message], agent: User) -> None:
    first, second = map(case_of, two)
    tag_case(second, name="invoice", by=agent.actor, at=hour(216))

    merge_case(second, into=first, by=agent.actor, at=hour(217))

    assert Tagging.objects.filter(case=first, removed_at=None).get().tag.name == "invoice"


def test_what_is_typed_on_the_page_of_a_merged_case_is_a_draft_of_the_other_one(
    two: tuple[Message, Message], agent: User
) -> None:
    first, second = map(case_of, two)
    save_draft(second, text="Dear", by=agent, at=hour(216))
    merge_case(second, into=first, by=agent.actor, at=hour(217))

    save_draft(second, text="Dear Mina,", by=agent, at=hour(217))

    assert [(draft.case, draft.text) for draft in Draft.objects.all()] == [(first, "Dear Mina,")]


def test_what_was_typed_for_a_case_that_is_put_back_goes_along(
    mixed: tuple[Message, Message], agent: User
) -> None:
    case = case_of(mixed[0])
    new = split_case(case, messages=[mixed[1].pk], by=agent.actor, at=hour(2))
    save_draft(new, text="Dear Mina,", by=agent, at=hour(3))

    undo_move(Move.objects.get(target=new), by=agent.actor, at=hour(4))

    assert [(draft.case, draft.text) for draft in Draft.objects.all()] == [(case, "Dear Mina,")]


def test_doing_it_twice_is_doing_it_once(two: tuple[Message, Message], agent: User) -> None:
    first, second = map(case_of, two)
    by = agent.actor

    move = merge_case(second, into=first, by=by, at=hour(217))
    assert merge_case(second, into=first, by=by, at=hour(218)) == move
    new = split_case(first, messages=[two[1].pk], by=by, at=hour(219))
    assert split_case(first, messages=[two[1].pk], by=by, at=hour(220)) == new
    undo = Move.objects.get(target=new)
    undo_move(undo, by=by, at=hour(221))
    undo_move(undo, by=by, at=hour(222))

    undo.refresh_from_db()
    assert (Move.objects.count(), undo.undone_at) == (2, hour(221))


def test_a_case_of_somebody_else_is_not_merged(
    letters: Letters, two: tuple[Message, Message], agent: User
) -> None:
    stranger = case_of(letters.ask(at=0, by="paul", thread="t-9"))

    with pytest.raises(MoveRefused, match="These cases are of two people"):
        merge_case(stranger, into=case_of(two[0]), by=agent.actor, at=hour(1))


def test_a_case_keeps_something_that_its_customer_said(
    mixed: tuple[Message, Message], agent: User
) -> None:
    everything = [message.pk for message in mixed]

    with pytest.raises(MoveRefused, match="Leave the case a message"):
        split_case(case_of(mixed[0]), messages=everything, by=agent.actor, at=hour(2))


def test_a_move_whose_messages_were_moved_on_is_not_undone(
    letters: Letters, mixed: tuple[Message, Message], agent: User
) -> None:
    other = case_of(letters.ask("My address?", at=24 * 9, thread="t-2"))
    new = split_case(case_of(mixed[0]), messages=[mixed[1].pk], by=agent.actor, at=hour(217))
    merge_case(new, into=other, by=agent.actor, at=hour(218))

    with pytest.raises(MoveRefused, match="moved on since"):
        undo_move(Move.objects.get(target=new), by=agent.actor, at=hour(219))


def test_history_takes_in_no_open_case(brand: Brand, letters: Letters, agent: User) -> None:
    before = (brand.starts_at - 9 * DAY - hour(0)).total_seconds() / 3600
    history = case_of(letters.ask(at=before, thread="t-0"))
    now = case_of(letters.ask(at=0))

    with pytest.raises(MoveRefused, match="history"):
        merge_case(now, into=history, by=agent.actor, at=hour(1))
    merge_case(history, into=now, by=agent.actor, at=hour(1))

    assert promises_of(now) == [("first_answer", "Where is my order?", None, None, False)]


def test_a_case_that_was_put_aside_wakes_when_it_takes_in_a_living_one(
    two: tuple[Message, Message], agent: User
) -> None:
    first, second = map(case_of, two)
    snooze_case(first, until=hour(400), by=agent.actor, at=hour(217))

    merge_case(second, into=first, by=agent.actor, at=hour(217))

    first.refresh_from_db()
    assert first.snoozed_until is None
    assert list(Snooze.objects.values_list("case", "ended_at")) == [(first.pk, hour(217))]
