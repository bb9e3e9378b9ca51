"""Messages that arrive late, together, or from before the start: the clock says what was so."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from parvis.brands.models import Brand, User
from parvis.channels.actions.account import account_for_import
from parvis.channels.actions.imports import import_deliveries
from parvis.channels.models import Account, Message
from parvis.channels.protocol import Raw
from parvis.inbox.actions import resolve_case, take_in
from parvis.inbox.models import Case, Promise

START = datetime(2026, 3, 2, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def letters(brand: Brand) -> Account:
    brand.starts_at = START
    brand.save()
    return account_for_import(brand, name="Letters", connector_id="jsonl")


def hour(number: int) -> datetime:
    return START + timedelta(hours=number)


def arrive(account: Account, *lines: dict[str, object]) -> None:
    raws = [
        Raw(key=str(line["ext_id"]), body=json.dumps(line).encode(), media_type="application/json")
        for line in lines
    ]
    import_deliveries(account, raws, at=hour(30))
    take_in(list(Message.objects.order_by("id").values_list("pk", flat=True)))


def ask(name: str, *, at: int, by: str = "mina", text: str = "Where is it?") -> dict[str, object]:
    return {
        "ext_id": name,
        "thread_ext": "t-1",
        "created_at": hour(at).isoformat(),
        "text": text,
        "author": {"ext_id": by},
    }


def answer(name: str, *, at: int, to: str | None = None) -> dict[str, object]:
    return ask(name, at=at, by="tilleul", text="Here.") | {"direction": "out", "parent_ext": to}


def promises() -> list[tuple[str, datetime, datetime | None]]:
    rows = Promise.objects.order_by("started_at")
    return [(row.asked.ext_id, row.started_at, row.answered_at) for row in rows]


def test_a_chase_in_the_same_batch_as_its_answer_is_no_promise_of_its_own(letters: Account) -> None:
    arrive(letters, ask("q-1", at=8), ask("q-2", at=9), answer("a-1", at=10, to="q-1"))

    assert promises() == [("q-1", hour(8), hour(10))]


def test_a_chase_that_arrives_after_the_answer_is_none_either(letters: Account) -> None:
    arrive(letters, ask("q-1", at=8))
    arrive(letters, answer("a-1", at=10, to="q-1"))
    arrive(letters, ask("q-2", at=9))

    assert promises() == [("q-1", hour(8), hour(10))]


def test_a_post_to_nobody_answers_the_only_person_of_a_thread(letters: Account) -> None:
    arrive(letters, ask("q-1", at=8))
    arrive(letters, answer("a-1", at=9))

    assert promises() == [("q-1", hour(8), hour(9))]


@pytest.mark.parametrize("together", [True, False])
def test_a_post_to_nobody_answers_none_of_two_persons(letters: Account, together: bool) -> None:
    words = [ask("q-1", at=8), ask("q-2", at=8, by="paul"), answer("a-1", at=9)]
    for batch in [words] if together else [[line] for line in words]:
        arrive(letters, *batch)

    assert sorted(promises()) == [("q-1", hour(8), None), ("q-2", hour(8), None)]


def test_words_from_before_the_start_run_no_clock_in_a_case_that_is_open(letters: Account) -> None:
    arrive(letters, ask("q-1", at=8), answer("a-1", at=9, to="q-1"))

    arrive(letters, ask("q-0", at=-48))

    assert promises() == [("q-1", hour(8), hour(9))]
    assert Case.objects.get().due_at is None


def test_words_from_before_the_start_open_no_resolved_case(letters: Account, agent: User) -> None:
    arrive(letters, ask("q-1", at=8), answer("a-1", at=9, to="q-1"))
    resolve_case(Case.objects.get(), by=agent.actor, at=hour(10))

    arrive(letters, ask("q-0", at=-48))

    assert Case.objects.get().state == "resolved"


def test_a_question_that_arrives_late_but_was_answered_opens_no_resolved_case(
    letters: Account, agent: User
) -> None:
    arrive(letters, ask("q-1", at=8), answer("a-1", at=10, to="q-1"))
    resolve_case(Case.objects.get(), by=agent.actor, at=hour(11))

    arrive(letters, ask("q-2", at=9))

    assert Case.objects.get().state == "resolved"


def test_a_question_that_arrives_late_and_unanswered_opens_its_case_again(
    letters: Account, agent: User
) -> None:
    arrive(letters, ask("q-1", at=8), answer("a-1", at=9, to="q-1"))
    resolve_case(Case.objects.get(), by=agent.actor, at=hour(11))

    arrive(letters, ask("q-2", at=10))

    assert Case.objects.get().state == "open"
    assert promises() == [("q-1", hour(8), hour(9)), ("q-2", hour(10), None)]
