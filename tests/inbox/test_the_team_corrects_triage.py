"""A quiet message becomes a case by hand, another one needs no answer by hand, and back."""

from __future__ import annotations

import pytest

from parvis.brands.models import User
from parvis.channels.models import Message
from parvis.inbox.actions import (
    AuthorGone,
    MessageDeleted,
    NotJudged,
    make_case_of,
    needs_no_answer,
    resolve_case,
    restore_correction,
    take_in,
    undo_correction,
)
from parvis.inbox.models import Case, Correction, Judgement, Promise
from parvis.inbox.queries.reckoning import cases_whose_promises_differ
from tests.inbox.letters import Letters, case_of, hour

pytestmark = pytest.mark.django_db


def test_a_quiet_message_becomes_a_case_whose_clock_runs_since_it_was_said(
    letters: Letters, agent: User
) -> None:
    quiet = letters.thank(at=0)

    case = make_case_of(quiet, by=agent, at=hour(3))

    assert (case.title, case.state, case.due_at) == ("ok thanks", "open", hour(4))
    said = Correction.objects.get()
    assert (said.calls_for_answer, said.by_name, said.corrected_at) == (True, "Ines", hour(3))


def test_of_a_resolved_case_it_opens_it_again(letters: Letters, agent: User) -> None:
    case = case_of(letters.ask(at=0))
    quiet = letters.thank(at=1)
    resolve_case(case, by=agent.actor, at=hour(2))

    assert make_case_of(quiet, by=agent, at=hour(3)) == case

    case.refresh_from_db()
    assert (case.state, case.due_at) == ("open", hour(5))
    assert case.promises.get(asked=quiet).is_running


def test_undone_a_case_that_was_nothing_else_is_over(letters: Letters, agent: User) -> None:
    case = make_case_of(letters.thank(at=0), by=agent, at=hour(3))

    undo_correction(Correction.objects.get(), by=agent, at=hour(4))

    case.refresh_from_db()
    assert (case.state, case.due_at, Judgement.objects.get().calls_for_answer) == (
        "resolved",
        None,
        False,
    )


def test_undone_a_case_that_it_opened_again_is_resolved_as_it_was(
    letters: Letters, agent: User, lead: User
) -> None:
    case = case_of(letters.ask(at=0))
    letters.answer(case.places.get().message, at=1)
    quiet = letters.thank(at=1.5)
    resolve_case(case, by=lead.actor, at=hour(2))
    before = all_of(case)
    make_case_of(quiet, by=agent, at=hour(3))
    assert case_of(quiet) == case
    assert all_of(case) != before

    undo_correction(Correction.objects.get(), by=agent, at=hour(4))

    assert all_of(case) == before
    assert cases_whose_promises_differ(case.brand) == []


def all_of(case: Case) -> tuple[object, ...]:
    """How it stands, who resolved it and when, and what is promised."""
    case.refresh_from_db()
    resolved = list(case.resolutions.values("by_name", "resolved_at", "reopened_at", "was_undone"))
    standing = case.promises.filter(is_moot=False)
    return case.state, case.due_at, resolved, list(standing.values("kind", "asked", "answered_at"))


def test_undone_a_case_in_which_more_was_said_meanwhile_stays_open(
    letters: Letters, agent: User
) -> None:
    question = letters.ask(at=0)
    letters.answer(question, at=1)
    quiet = letters.thank(at=1.5)
    case = case_of(question)
    resolve_case(case, by=agent.actor, at=hour(2))
    make_case_of(quiet, by=agent, at=hour(3))
    letters.ask("And my invoice?", at=4)

    undo_correction(Correction.objects.get(), by=agent, at=hour(5))

    case.refresh_from_db()
    assert (case.state, case.due_at) == ("open", hour(8))


def test_undone_a_case_that_was_resolved_anew_keeps_that(letters: Letters, agent: User) -> None:
    question = letters.ask(at=0)
    quiet = letters.thank(at=1)
    case = case_of(question)
    resolve_case(case, by=agent.actor, at=hour(2))
    make_case_of(quiet, by=agent, at=hour(3))
    resolve_case(case, by=agent.actor, at=hour(4))

    undo_correction(Correction.objects.get(), by=agent, at=hour(5))

    case.refresh_from_db()
    ended = case.resolutions.order_by("resolved_at").values_list("resolved_at", "reopened_at")
    assert (case.state, list(ended)) == ("resolved", [(hour(2), hour(2)), (hour(4), None)])


def test_a_message_that_needs_no_answer_is_promised_none(letters: Letters, agent: User) -> None:
    question = letters.ask(at=0)

    needs_no_answer(question, by=agent, at=hour(1))

    case = case_of(question)
    assert (case.state, case.due_at) == ("resolved", None)
    assert Promise.objects.get().is_moot


def test_undone_it_waits_as_if_nothing_had_been_said(letters: Letters, agent: User) -> None:
    question = letters.ask(at=0)
    correction = needs_no_answer(question, by=agent, at=hour(1))
    assert correction

    undo_correction(correction, by=agent, at=hour(2))

    case = case_of(question)
    assert (case.state, case.due_at) == ("open", hour(4))
    assert Promise.objects.get().is_running


def test_who_asked_meanwhile_goes_on_waiting(letters: Letters, agent: User) -> None:
    first = letters.ask(at=0)
    chase = letters.ask("Anybody there?", at=1)

    needs_no_answer(first, by=agent, at=hour(2))

    case = case_of(chase)
    assert (case.state, case.due_at) == ("open", hour(5))
    assert Promise.objects.get(is_moot=False).asked == chase


def test_said_twice_it_is_said_once(letters: Letters, agent: User, lead: User) -> None:
    quiet, question = letters.thank(at=0, by="paul", thread="t-2"), letters.ask(at=0)

    assert make_case_of(quiet, by=agent, at=hour(1)) == make_case_of(quiet, by=lead, at=hour(2))
    said = needs_no_answer(question, by=agent, at=hour(1))
    assert needs_no_answer(question, by=lead, at=hour(2)) == said

    assert (Correction.objects.count(), Case.objects.count()) == (2, 2)


def test_saying_what_triage_said_takes_back_what_the_team_said(
    letters: Letters, agent: User, lead: User
) -> None:
    question, quiet = letters.ask(at=0), letters.thank(at=0, by="paul", thread="t-2")
    needs_no_answer(question, by=agent, at=hour(1))
    case = make_case_of(quiet, by=agent, at=hour(1))

    assert make_case_of(question, by=lead, at=hour(2)) == case_of(question)
    assert needs_no_answer(quiet, by=lead, at=hour(2)) is None

    assert (case_of(question).state, case_of(question).due_at) == ("open", hour(4))
    case.refresh_from_db()
    assert (case.state, case.due_at) == ("resolved", None)
    assert set(Correction.objects.values_list("by_name", "undone_at")) == {("Ines", hour(2))}
    assert needs_no_answer(quiet, by=lead, at=hour(3)) is None


def test_a_case_resolved_since_opens_again_when_triage_is_said_to_be_right(
    letters: Letters, agent: User
) -> None:
    question, other = letters.ask(at=0), letters.ask("And my invoice?", at=0.5)
    needs_no_answer(question, by=agent, at=hour(1))
    resolve_case(case_of(other), by=agent.actor, at=hour(2))

    make_case_of(question, by=agent, at=hour(3))

    assert case_of(question).state == "open"
    assert Promise.objects.get(asked=question).is_running


@pytest.fixture
def second(letters: Letters, agent: User, lead: User) -> Correction:
    """Ines makes a case of a quiet message, then Lea says that it needs no answer. Triage has
    changed its mind in between, so that neither says what triage does."""
    quiet = letters.thank(at=0)
    make_case_of(quiet, by=agent, at=hour(1))
    Judgement.objects.update(needs_answer=0.98)
    no = needs_no_answer(quiet, by=lead, at=hour(2))
    assert no
    return no


def test_undone_a_correction_gives_its_place_back_to_the_one_before(
    second: Correction, lead: User
) -> None:
    undo_correction(second, by=lead, at=hour(3))

    holds = Correction.objects.get(undone_at=None)
    assert (holds.calls_for_answer, holds.by_name) == (True, "Ines")
    assert Judgement.objects.get().calls_for_answer
    assert case_of(second.judgement.message).due_at == hour(4)


def test_what_a_colleague_said_and_was_taken_back_is_put_back_as_it_was(
    letters: Letters, agent: User, lead: User
) -> None:
    question, quiet = letters.ask(at=0), letters.thank(at=0, by="paul", thread="t-2")
    no = needs_no_answer(question, by=agent, at=hour(1))
    case = make_case_of(quiet, by=agent, at=hour(1))
    yes = Correction.objects.get(judgement=quiet.pk)
    before = all_of(case_of(question)), all_of(case)
    make_case_of(question, by=lead, at=hour(2))
    needs_no_answer(quiet, by=lead, at=hour(2))
    assert no
    assert before != (all_of(case_of(question)), all_of(case))

    assert restore_correction(no, by=lead, at=hour(3))
    assert restore_correction(yes, by=lead, at=hour(3))

    assert (all_of(case_of(question)), all_of(case)[:2]) == (before[0], before[1][:2])
    living = Correction.objects.filter(undone_at=None).values_list("judgement", "by_name")
    assert set(living) == {(question.pk, "Ines"), (quiet.pk, "Ines")}
    assert cases_whose_promises_differ(case.brand) == []


def test_put_back_and_undone_again_triage_s_word_holds(
    letters: Letters, agent: User, lead: User
) -> None:
    question = letters.ask(at=0)
    no = needs_no_answer(question, by=agent, at=hour(1))
    assert no
    undo_correction(no, by=lead, at=hour(2))
    restore_correction(no, by=lead, at=hour(3))

    undo_correction(no, by=lead, at=hour(4))

    assert (case_of(question).state, case_of(question).due_at) == ("open", hour(4))


def test_what_somebody_said_since_is_not_overruled_by_putting_back(
    letters: Letters, agent: User, lead: User
) -> None:
    quiet = letters.thank(at=0)
    make_case_of(quiet, by=agent, at=hour(1))
    yes = Correction.objects.get()
    undo_correction(yes, by=lead, at=hour(2))
    Judgement.objects.update(needs_answer=0.98, calls_for_answer=True)
    needs_no_answer(quiet, by=agent, at=hour(3))

    assert not restore_correction(yes, by=lead, at=hour(4))

    holds = Correction.objects.get(undone_at=None)
    assert (holds.calls_for_answer, holds.corrected_at) == (False, hour(3))


def test_put_back_it_takes_its_place_from_the_one_before_and_gives_it_back(
    second: Correction, lead: User
) -> None:
    def holds() -> list[str]:
        return list(Correction.objects.filter(undone_at=None).values_list("by_name", flat=True))

    undo_correction(second, by=lead, at=hour(3))
    restore_correction(second, by=lead, at=hour(4))
    assert holds() == ["Lea"]
    undo_correction(second, by=lead, at=hour(5))
    assert holds() == ["Ines"]


def test_a_deleted_message_is_made_no_case_in_any_way(letters: Letters, agent: User) -> None:
    quiet, question = letters.thank(at=0, by="paul", thread="t-2"), letters.ask(at=0)
    no = needs_no_answer(question, by=agent, at=hour(1))
    case = make_case_of(quiet, by=agent, at=hour(1))
    yes = Correction.objects.get(judgement=quiet.pk)
    assert no
    Message.objects.update(deleted_at=hour(2), text="", html="", quoted="")

    with pytest.raises(MessageDeleted):
        undo_correction(no, by=agent, at=hour(3))
    undo_correction(yes, by=agent, at=hour(3))
    with pytest.raises(MessageDeleted):
        restore_correction(yes, by=agent, at=hour(4))
    with pytest.raises(MessageDeleted):
        make_case_of(quiet, by=agent, at=hour(4))

    case.refresh_from_db()
    assert (case.state, case_of(question).state) == ("resolved", "resolved")


def test_nobody_is_left_to_be_answered_where_the_author_was_erased(
    letters: Letters, agent: User
) -> None:
    question = letters.ask(at=0)
    Message.objects.filter(pk=question.pk).update(author=None)
    question.refresh_from_db()

    with pytest.raises(AuthorGone):
        needs_no_answer(question, by=agent, at=hour(1))


def test_what_the_brand_said_cannot_be_corrected(letters: Letters, agent: User) -> None:
    answer = letters.answer(letters.ask(at=0), at=1)

    with pytest.raises(NotJudged):
        make_case_of(answer, by=agent, at=hour(2))


def test_a_message_edited_into_a_question_opens_its_case_from_then_on(letters: Letters) -> None:
    message = letters.thank(at=0)
    assert Case.objects.count() == 0

    letters.edit(message, "Where is my order?", at=3)

    case = case_of(message)
    assert (case.state, case.opened_at, case.due_at) == ("open", hour(3), hour(7))


def test_edited_in_a_case_it_is_promised_an_answer_and_opens_it(
    letters: Letters, agent: User
) -> None:
    question = letters.ask(at=0)
    letters.answer(question, at=1)
    message = letters.thank(at=2)
    resolve_case(case_of(question), by=agent.actor, at=hour(3))

    letters.edit(message, "And where is my invoice?", at=4)

    case = case_of(question)
    assert (case.state, case.due_at) == ("open", hour(8))


def test_a_question_edited_into_thanks_goes_on_waiting(letters: Letters) -> None:
    question = letters.ask(at=0)

    letters.edit(question, "ok thanks", at=1)

    assert case_of(question).due_at == hour(4)


def test_what_the_team_said_outlives_an_edit(letters: Letters, agent: User) -> None:
    question = letters.ask(at=0)
    needs_no_answer(question, by=agent, at=hour(1))

    letters.edit(question, "Where is my order now?", at=2)
    take_in([question.pk])

    assert case_of(question).state == "resolved"
