"""From the click to the message in the case, an answer is on the page at every moment, once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from parvis.brands.models import Brand, User
from parvis.channels.actions import drain_outbox
from parvis.channels.models import Account, Message
from parvis.inbox.actions import reply_to_case, take_in
from parvis.inbox.models import Case
from parvis.inbox.queries.case import case_story
from tests.inbox.test_a_message_becomes_a_case import arrive, ask

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def test_waiting_just_sent_and_taken_in(brand: Brand, square: Account, agent: User) -> None:
    ask(brand, "@tilleul où est ma commande ?")
    arrive(square)
    case = Case.objects.get()

    reply_to_case(case, text="Elle part ce soir.", client_key="click-1", by=agent, at=NOON)
    waiting = answers_on_page(case)
    drain_outbox(square, at=NOON)
    just_sent = answers_on_page(case)
    take_in([Message.objects.get(direction=Message.Direction.OUT).pk])
    taken_in = answers_on_page(case)

    assert (waiting, just_sent, taken_in) == (
        (["Elle part ce soir."], "looks again"),
        (["Elle part ce soir."], "looks again"),
        (["Elle part ce soir."], "is complete"),
    )


def answers_on_page(case: Case) -> tuple[list[str], str]:
    story = case_story(case)
    said = [entry.text for entry in story.entries if entry.kind == "brand"]
    return said, "looks again" if story.is_sending(at=NOON) else "is complete"


def test_a_page_does_not_look_again_for_ever_while_a_server_is_away(
    brand: Brand, square: Account, agent: User
) -> None:
    ask(brand, "@tilleul où est ma commande ?")
    arrive(square)
    case = Case.objects.get()
    outgoing = reply_to_case(case, text="Ici.", client_key="click-1", by=agent, at=NOON)
    outgoing.why = "the square answered 503"
    outgoing.save()

    story = case_story(case)

    assert story.is_sending(at=NOON + timedelta(minutes=1)) is False
    assert [entry.why for entry in story.entries if entry.text == "Ici."] == [outgoing.why]
