"""A case of thousands of messages opens as quickly as one of three: the newest are shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parvis.brands.models import User
from parvis.channels.models import Account, Message
from parvis.inbox.actions import add_note, reply_to_case
from parvis.inbox.models import Case, CaseMessage
from parvis.inbox.queries.case import SHOWN, case_story
from tests.inbox.conversations import NOON, a_case, say

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def go_on(case: Case, count: int, direction: str = "in") -> list[int]:
    """So many more messages in the case, "1" to the last, a minute apart; their ids."""
    first = say(case, "0")
    rows = [
        Message(
            account=case.account,
            thread=first.thread,
            network="email",
            ext_id=f"{first.ext_id}-{number}",
            surface="mail",
            visibility="private",
            direction=direction,
            text=str(number),
            created_at=first.created_at + number * MINUTE,
            received_at=NOON,
        )
        for number in range(1, count)
    ]
    made = Message.objects.bulk_create(rows)
    CaseMessage.objects.bulk_create(CaseMessage(case=case, message=row) for row in made)
    return [first.pk, *(row.pk for row in made)]


def messages_on(page: str) -> list[int]:
    return [int(number) for number in re.findall(r'id="message-(\d+)"', page)]


def get(page: Client, case: Case, asked: str = "", **htmx: str) -> str:
    headers = {"HX-Request": "true", **htmx} if htmx else {}
    return page.get(f"/inbox/cases/{case.pk}/{asked}", headers=headers).content.decode()


@pytest.fixture
def page(client: Client, agent: User) -> Client:
    client.force_login(agent)
    return client


def earlier_of(page: str) -> str:
    found = re.search(r'id="earlier" href="[^"?]+([^"]+)"', page)
    return found[1].replace("&amp;", "&") if found else ""


def test_a_case_of_3000_messages_takes_as_many_queries_as_one_of_three(
    page: Client, square: Account
) -> None:
    short, long = a_case(square, "une", "deux", "trois"), a_case(square, "une lampe")
    go_on(long, 2_999)
    get(page, short)

    asked = []
    for case in (short, long):
        with CaptureQueriesContext(connection) as queries:
            shown = get(page, case)
        asked.append(len(queries))

    assert asked[0] == asked[1]
    assert len(messages_on(shown)) == SHOWN


def test_earlier_messages_come_by_a_link_until_the_first(page: Client, square: Account) -> None:
    case = a_case(square, "une lampe")
    numbers = [*case.places.values_list("message_id", flat=True), *go_on(case, 149)]

    seen, asked = [], ""
    while True:
        shown = get(page, case, asked)
        seen.append(messages_on(shown))
        asked = earlier_of(shown)
        if not asked:
            break

    assert seen == [numbers[-50:], numbers[-100:], numbers]


def test_notes_steps_and_messages_share_the_places(square: Account, agent: User) -> None:
    case = a_case(square, "une lampe")
    go_on(case, 10)
    last = case.places.order_by("-message__created_at")[0].message.created_at
    for number in range(8):
        add_note(case, text=f"note {number}", author=agent, at=last + number * MINUTE)

    story = case_story(case, shown=10)

    said = ["8", "9", *(f"note {number}" for number in range(8))]
    assert [entry.text for entry in story.entries] == said
    assert not story.is_whole
    assert case_story(case).is_whole


def test_a_page_that_names_a_message_goes_back_to_it(page: Client, square: Account) -> None:
    case, other = a_case(square, "une lampe"), a_case(square, "une chaise")
    numbers = go_on(case, 200)
    elsewhere = go_on(other, 1)[0]

    assert numbers[20] in messages_on(get(page, case, f"?message={numbers[20]}"))
    assert len(messages_on(get(page, case, f"?message={elsewhere}"))) == SHOWN
    assert len(messages_on(get(page, case, "?message=x&shown=-3"))) == SHOWN


def test_what_is_done_on_the_page_leaves_the_conversation_as_far_back_as_it_was(
    page: Client, square: Account
) -> None:
    case, other = a_case(square, "une lampe"), a_case(square, "une chaise")
    go_on(case, 200)
    go_on(other, 200)
    here = {
        "HX-Target": "timeline",
        "HX-Current-URL": f"http://testserver/inbox/cases/{case.pk}/?shown=100",
    }

    assert len(messages_on(get(page, case, **here))) == 100
    assert len(messages_on(get(page, other, **here))) == SHOWN
    noted = page.post(
        f"/inbox/cases/{case.pk}/notes/",
        {"note": "Look"},
        headers={"HX-Request": "true", **here},
    )
    assert len(messages_on(noted.content.decode())) == 99


def test_the_link_to_earlier_messages_keeps_the_list_beside(page: Client, square: Account) -> None:
    case = a_case(square, "une lampe")
    go_on(case, 60)

    assert earlier_of(get(page, case, "?view=mine")) == "?view=mine&shown=100"


def test_the_question_and_the_last_answer_may_lie_before_what_is_shown(
    square: Account, agent: User
) -> None:
    case = a_case(square, "une lampe", "et une chaise")
    question = case.places.order_by("message")[1].message
    answer = reply_to_case(case, text="Oui.", client_key="click-1", by=agent, at=NOON)
    go_on(case, 1)
    told = go_on(case, 120, direction="echo")
    last_heard = told[0]

    story = case_story(case, shown=SHOWN)

    assert story.question is not None
    assert story.question.pk == last_heard
    assert question.pk < last_heard
    assert story.last_answer == answer.pk
    assert story.sent_keys == ["click-1"]
    assert story.may_split
    assert "person" not in {entry.kind for entry in story.entries}


def test_an_answer_that_became_a_message_long_ago_is_not_shown_as_sent(
    square: Account, agent: User
) -> None:
    case = a_case(square, "une lampe")
    answer = reply_to_case(case, text="Oui.", client_key="click-1", by=agent, at=NOON)
    answer.state, answer.message_id = "sent", go_on(case, 80)[1]
    answer.save()

    def states(shown: int | None) -> Sequence[str]:
        return [entry.state for entry in case_story(case, shown=shown).entries if entry.state]

    assert states(SHOWN) == []
    assert states(None) == []
