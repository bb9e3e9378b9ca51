"""What people complain about elsewhere, one promise each (reference: inbox, section 2)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from parvis.brands.actions import change_brand, set_opening_hours
from parvis.brands.hours import Period
from parvis.brands.models import Brand, User
from parvis.channels.models import Message
from parvis.inbox.actions import resolve_case, snooze_case, wake_what_is_due
from parvis.inbox.models import Case, Promise, Resolution, Snooze
from parvis.kit.actors import PARVIS
from parvis.people.actions import link_identity
from parvis.people.models import Link
from tests.inbox.letters import Letters, case_of, hour

pytestmark = pytest.mark.django_db
DAY = 24


def test_13_a_reply_in_a_thread_joins_its_case_whatever_was_answered_where(
    letters: Letters,
) -> None:
    question = letters.ask(at=0)
    letters.answer(question, at=1)

    again = letters.ask("And when will it come?", at=2)

    assert case_of(again) == case_of(question)


def test_14_strangers_who_reply_in_one_thread_have_a_case_each(letters: Letters) -> None:
    newsletter = "newsletter-7"
    letters.tell_all(newsletter, at=0)

    replies = [letters.ask(at=1, by=who, thread=newsletter) for who in ("ann", "bea", "cem")]

    assert len({case_of(reply).pk for reply in replies}) == 3
    for reply in replies:
        heard = Message.objects.filter(place__case=case_of(reply), direction="in")
        assert list(heard) == [reply]


def test_15_a_number_in_the_words_brings_nobody_into_anothers_case(letters: Letters) -> None:
    case = case_of(letters.ask(at=0, by="ann"))

    other = letters.ask(f"About case #{case.pk}: where is it?", at=1, by="bea", thread="t-2")

    assert case_of(other) != case


def test_17_one_message_makes_one_case_however_often_it_is_heard(letters: Letters) -> None:
    letters.ask(at=0)
    letters.ask("Anybody there?", at=1, thread="t-2")
    letters.ask("Hello, where is it?", at=2, thread="t-3")

    assert Case.objects.count() == 1


def test_18_what_two_names_of_one_person_ask_is_one_case(letters: Letters, brand: Brand) -> None:
    by_mail = letters.ask(at=0, by="mina@example.org")
    by_phone = letters.thank(at=0, by="+33 6 00 00 00 00", thread="t-2")
    assert by_mail.author
    assert by_phone.author
    link_identity(
        by_phone.author,
        to=by_mail.author.person,
        basis=Link.Basis.AGENT_ASSERTION,
        by=PARVIS,
        at=hour(1),
    )

    call = letters.ask("And?", at=2, by="+33 6 00 00 00 00", thread="t-2")

    assert case_of(call) == case_of(by_mail)
    assert case_of(call).due_at == hour(4)  # one person, one clock


def test_21_lunch_breaks_and_closed_days_do_not_count(letters: Letters, brand: Brand) -> None:
    shifts = [Period(9 * 60, 12 * 60), Period(14 * 60, 18 * 60)]
    set_opening_hours(brand, week=dict.fromkeys(range(5), shifts), by=PARVIS, at=hour(0))

    friday = letters.ask(at=4 * DAY + 2)  # 11:00 in Paris

    assert case_of(friday).due_at == datetime(2026, 3, 6, 16, 0, tzinfo=UTC)
    late = letters.ask(at=4 * DAY + 8, by="paul", thread="t-2")  # Friday 17:00
    assert case_of(late).due_at == datetime(2026, 3, 9, 11, 0, tzinfo=UTC)  # Monday noon


def test_22_a_reopened_case_is_answered_in_ten_minutes_not_in_five_days(
    letters: Letters, agent: User
) -> None:
    question = letters.ask(at=0)
    resolve_case(case_of(question), by=agent.actor, at=hour(1))
    again = letters.ask("It is not solved. What now?", at=5 * DAY)
    letters.answer(again, at=5 * DAY + 1 / 6)

    answered = Promise.objects.get(asked=again)
    assert (answered.wall_seconds, answered.is_kept) == (600, True)


def test_23_thanks_open_no_case_again(letters: Letters, agent: User) -> None:
    question = letters.ask(at=0)
    letters.answer(question, at=1)
    resolve_case(case_of(question), by=agent.actor, at=hour(2))

    letters.thank(at=3)

    assert (case_of(question).state, Resolution.objects.get().reopened_at) == ("resolved", None)


def test_23_a_message_months_later_is_a_new_episode_and_inflates_nothing(
    letters: Letters, brand: Brand, agent: User
) -> None:
    change_brand(brand, to={"resolution_minutes": 600}, by=PARVIS, at=hour(0))
    question = letters.ask(at=0)
    resolve_case(case_of(question), by=agent.actor, at=hour(2))

    later = letters.ask("Another question: do you ship?", at=100 * DAY)

    assert case_of(later) != case_of(question)
    assert Promise.objects.get(asked=question, kind="resolution").wall_seconds == 7200


def test_24_each_promise_keeps_its_own_deadline(letters: Letters, brand: Brand) -> None:
    promises = {"next_promise_minutes": 30, "resolution_minutes": 6000}
    change_brand(brand, to=promises, by=PARVIS, at=hour(0))
    first = letters.ask(at=0)
    letters.answer(first, at=1)
    letters.ask("And when will it come?", at=2)

    due = dict(Promise.objects.values_list("kind", "due_at"))
    assert due == {
        "first_answer": hour(4),
        "next_answer": hour(2) + timedelta(minutes=30),
        "resolution": hour(101),
    }


def test_24_no_promise_ends_with_its_time_unknown(letters: Letters, agent: User) -> None:
    resolve_case(case_of(letters.ask(at=0)), by=agent.actor, at=hour(1))
    letters.answer(letters.ask(at=2, by="paul", thread="t-2"), at=3)

    assert set(Promise.objects.values_list("wall_seconds", "open_seconds")) == {(3600, 3600)}


def test_a_late_answer_breaks_its_promise_whenever_a_job_runs(letters: Letters) -> None:
    question = letters.ask(at=0)
    letters.answer(question, at=5, read_at=50)

    promise = Promise.objects.get()
    assert (promise.answered_at, promise.is_kept) == (hour(5), False)


def test_a_case_put_aside_comes_back_by_itself_or_with_its_customer(
    letters: Letters, agent: User
) -> None:
    slept, spoke = (case_of(letters.ask(at=0, by=who, thread=who)) for who in ("ann", "bea"))
    for case in (slept, spoke):
        snooze_case(case, until=hour(10), by=agent.actor, at=hour(1))

    letters.thank(at=5, by="bea", thread="bea")
    wake_what_is_due(at=hour(9))
    assert list(Snooze.objects.order_by("pk").values_list("ended_at", flat=True)) == [
        None,
        hour(5),
    ]
    wake_what_is_due(at=hour(10))

    assert set(Case.objects.values_list("snoozed_until", flat=True)) == {None}
    assert Message.objects.count() == 3
