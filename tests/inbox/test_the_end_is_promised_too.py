"""The resolution: its clock runs in opening hours, and rests while the customer has the word."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from parvis.brands.actions import change_brand, set_opening_hours
from parvis.brands.hours import Period
from parvis.brands.models import Brand, User
from parvis.inbox.actions import reopen_case, resolve_case
from parvis.inbox.models import Case, Pause, Promise, Terms
from parvis.kit.actors import PARVIS
from tests.inbox.letters import Letters, case_of, hour

pytestmark = pytest.mark.django_db


@pytest.fixture
def brand(brand: Brand) -> Brand:
    """Ten hours for the end, four for the first answer, one for the next."""
    promises = {"next_promise_minutes": 60, "resolution_minutes": 600}
    return change_brand(brand, to=promises, by=PARVIS, at=hour(0))


def resolution() -> Promise:
    return Promise.objects.get(kind="resolution", is_moot=False)


def pauses() -> list[tuple[datetime, datetime | None]]:
    return list(Pause.objects.order_by("started_at").values_list("started_at", "ended_at"))


def test_the_case_falls_due_with_the_promise_that_breaks_first(letters: Letters) -> None:
    question = letters.ask(at=0)

    assert resolution().due_at == hour(10)
    assert case_of(question).due_at == hour(4)


def test_the_clock_rests_from_an_answer_to_the_customers_next_words(letters: Letters) -> None:
    question = letters.ask(at=0)
    letters.answer(question, at=2)
    assert (pauses(), case_of(question).due_at) == ([(hour(2), None)], None)

    letters.ask("Number 12. And when will it come?", at=30)

    assert pauses() == [(hour(2), hour(30))]
    assert resolution().due_at == hour(38)  # the eight hours that were left
    assert case_of(question).due_at == hour(31)  # an answer, before that


def test_a_second_answer_begins_no_second_pause(letters: Letters) -> None:
    question = letters.ask(at=0)
    letters.answer(question, at=2)
    letters.answer(question, at=3)

    assert pauses() == [(hour(2), None)]


def test_both_clocks_leave_out_what_was_waited_for_the_customer(
    letters: Letters, brand: Brand, agent: User
) -> None:
    shifts = [Period(9 * 60, 12 * 60), Period(14 * 60, 18 * 60)]
    set_opening_hours(brand, week=dict.fromkeys(range(5), shifts), by=PARVIS, at=hour(0))
    question = letters.ask(at=0)  # Monday 9:00 in Paris
    letters.answer(question, at=2)  # 11:00
    letters.ask("Number 12, when will it come?", at=4)  # 13:00, at lunch

    resolve_case(case_of(question), by=agent.actor, at=hour(7))  # 16:00

    promise = resolution()
    assert (promise.answered_at, promise.wall_seconds, promise.open_seconds) == (
        hour(7),
        5 * 3600,
        4 * 3600,
    )
    assert promise.due_at == datetime(2026, 3, 3, 14, 0, tzinfo=UTC)  # 6 on Monday, 4 on Tuesday


def test_it_is_reached_when_the_case_is_resolved_and_kept_by_its_timestamps(
    letters: Letters, agent: User
) -> None:
    question = letters.ask(at=0)

    resolve_case(case_of(question), by=agent.actor, at=hour(11))

    assert (resolution().answered_at, resolution().is_kept) == (hour(11), False)


def test_broken_before_a_pause_stays_broken(letters: Letters) -> None:
    question = letters.ask(at=0)
    letters.answer(question, at=11)
    letters.ask("And when will it come?", at=50)

    assert resolution().due_at == hour(10)


def test_who_comes_back_is_promised_the_end_anew(letters: Letters, agent: User) -> None:
    question = letters.ask(at=0)
    letters.answer(question, at=1)
    resolve_case(case_of(question), by=agent.actor, at=hour(2))

    letters.ask("It has not come. Where is it?", at=100)

    ends = Promise.objects.filter(kind="resolution").order_by("started_at")
    assert list(ends.values_list("started_at", "answered_at", "wall_seconds")) == [
        (hour(0), hour(2), 3600),
        (hour(100), None, None),
    ]


def test_resolved_by_mistake_the_clock_has_only_rested(letters: Letters, agent: User) -> None:
    case = case_of(letters.ask(at=0))
    resolve_case(case, by=agent.actor, at=hour(2))

    reopen_case(case, by=agent.actor, at=hour(5))

    assert (resolution().answered_at, resolution().due_at) == (None, hour(13))
    assert pauses() == [(hour(2), hour(5))]
    assert case.due_at == hour(4)


def test_what_was_promised_keeps_its_terms_when_the_brand_changes_its_own(
    letters: Letters, brand: Brand
) -> None:
    letters.ask(at=0)
    change_brand(
        brand, to={"promise_minutes": 30, "resolution_minutes": None}, by=PARVIS, at=hour(1)
    )

    letters.ask(at=2, by="paul", thread="t-2")
    letters.thank(at=3)

    due = Promise.objects.order_by("started_at", "kind").values_list("kind", "due_at")
    assert list(due) == [
        ("first_answer", hour(4)),
        ("resolution", hour(10)),
        ("first_answer", hour(2) + timedelta(minutes=30)),
    ]
    assert Terms.objects.count() == 2


def test_a_brand_that_does_not_promise_the_end_has_no_clock_for_it(
    letters: Letters, brand: Brand
) -> None:
    change_brand(brand, to={"resolution_minutes": None}, by=PARVIS, at=hour(0))
    letters.ask(at=1)

    assert Promise.objects.filter(kind="resolution").count() == 0
    assert Case.objects.get().due_at == hour(5)
