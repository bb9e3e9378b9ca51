"""Several at one case at the same moment: one after the other, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import transaction

from parvis.brands.models import Brand, User
from parvis.channels.models import Message, Outgoing
from parvis.inbox.actions import (
    MoveRefused,
    Overtaken,
    merge_case,
    reply_to_case,
    resolve_case,
    save_draft,
    split_case,
    tag_case,
)
from parvis.inbox.models import Case, Draft, Move, Resolution, Tag, Tagging
from parvis.inbox.queries.reckoning import cases_whose_promises_differ
from tests.inbox.letters import Letters, case_of, hour
from tests.two_processes import in_a_process, wait_until_somebody_waits

pytestmark = pytest.mark.django_db(transaction=True)


def while_it_happens(first: Callable[[], object], second: Callable[[], object]) -> object:
    """`second` comes in another process while `first` is not committed yet; its outcome."""
    with ThreadPoolExecutor(1) as another_process:
        with transaction.atomic():
            first()
            doing = another_process.submit(in_a_process, second)
            wait_until_somebody_waits(doing)
        try:
            return doing.result()
        except (MoveRefused, Overtaken) as refused:
            return type(refused)


def test_two_agents_resolve_a_case_once(letters: Letters, agent: User, lead: User) -> None:
    case = case_of(letters.ask(at=0))

    while_it_happens(
        lambda: resolve_case(case, by=agent.actor, at=hour(1)),
        lambda: resolve_case(Case.objects.get(), by=lead.actor, at=hour(1)),
    )

    assert Resolution.objects.values_list("by_name", flat=True).get() == "Ines"


def test_of_two_agents_who_reply_one_is_told(letters: Letters, agent: User, lead: User) -> None:
    case = case_of(letters.ask(at=0))

    def reply(by: User) -> Outgoing:
        key = f"click-{by.pk}"
        return reply_to_case(case, text="Here.", client_key=key, by=by, at=hour(1), seen=0)

    assert while_it_happens(lambda: reply(agent), lambda: reply(lead)) is Overtaken
    assert Outgoing.objects.values_list("author_name", flat=True).get() == "Ines"


def test_two_agents_merge_a_case_once(letters: Letters, agent: User, lead: User) -> None:
    first = case_of(letters.ask(at=0))
    second = case_of(letters.ask(at=24 * 9, thread="t-2"))

    while_it_happens(
        lambda: merge_case(second, into=first, by=agent.actor, at=hour(300)),
        lambda: merge_case(second, into=first, by=lead.actor, at=hour(300)),
    )

    assert Move.objects.values_list("by_name", flat=True).get() == "Ines"


def test_two_agents_who_merge_two_cases_into_each_other_keep_one(
    letters: Letters, agent: User, lead: User
) -> None:
    first = case_of(letters.ask(at=0))
    second = case_of(letters.ask(at=24 * 9, thread="t-2"))

    refused = while_it_happens(
        lambda: merge_case(second, into=first, by=agent.actor, at=hour(300)),
        lambda: merge_case(first, into=second, by=lead.actor, at=hour(300)),
    )

    assert refused is MoveRefused
    assert first.places.count() == 2


def test_a_message_that_arrives_while_its_case_is_merged_goes_along(
    letters: Letters, agent: User, brand: Brand
) -> None:
    first = case_of(letters.ask(at=0))
    second = case_of(letters.ask(at=24 * 9, thread="t-2"))

    while_it_happens(
        lambda: merge_case(second, into=first, by=agent.actor, at=hour(217)),
        lambda: letters.ask("Anybody there?", at=217, thread="t-2"),
    )

    assert case_of(Message.objects.get(text="Anybody there?")) == first
    assert cases_whose_promises_differ(brand) == []


def test_what_somebody_sends_in_one_go_is_one_case_whichever_process_takes_it_in(
    letters: Letters,
) -> None:
    while_it_happens(
        lambda: letters.ask(at=0),
        lambda: letters.ask("With this picture?", at=0, thread="t-2"),
    )

    assert Case.objects.get().places.count() == 2


def test_a_reply_that_is_written_while_its_question_is_split_off_goes_along(
    letters: Letters, agent: User, lead: User, brand: Brand
) -> None:
    case = case_of(letters.ask(at=0))
    invoice = letters.ask("And my invoice?", at=1)

    while_it_happens(
        lambda: split_case(case, messages=[invoice.pk], by=agent.actor, at=hour(2)),
        lambda: reply_to_case(
            case, text="Here.", client_key="click-1", by=lead, at=hour(2), question_id=invoice.pk
        ),
    )

    assert Outgoing.objects.get().answers == invoice
    assert case_of(invoice) != case
    assert case_of(invoice).assignee == lead


def test_a_tag_that_two_use_first_is_one_tag(letters: Letters, agent: User, lead: User) -> None:
    one = case_of(letters.ask(at=0))
    other = case_of(letters.ask(at=0, by="paul", thread="t-2"))

    while_it_happens(
        lambda: tag_case(one, name="Urgent", by=agent.actor, at=hour(1)),
        lambda: tag_case(other, name="urgent ", by=lead.actor, at=hour(1)),
    )

    assert (Tag.objects.get().name, Tagging.objects.count()) == ("Urgent", 2)


def test_a_draft_saved_by_two_windows_at_once_is_one(letters: Letters, agent: User) -> None:
    case = case_of(letters.ask(at=0))

    while_it_happens(
        lambda: save_draft(case, text="Dear", by=agent, at=hour(1)),
        lambda: save_draft(case, text="Dear Mina", by=agent, at=hour(2)),
    )

    assert Draft.objects.get().text == "Dear Mina"


def test_a_draft_that_is_kept_while_its_answer_is_sent_does_not_come_back(
    letters: Letters, agent: User
) -> None:
    case = case_of(letters.ask(at=0))

    while_it_happens(
        lambda: reply_to_case(case, text="Here.", client_key="click-1", by=agent, at=hour(1)),
        lambda: save_draft(case, text="Here.", client_key="click-1", by=agent, at=hour(1)),
    )

    assert not Draft.objects.exists()
