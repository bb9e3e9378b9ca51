"""Messages that need no answer are listed with the reason, and are one key away from a case."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from parvis.brands.models import Brand, User
from parvis.channels.models import Account, Message
from parvis.inbox.models import Case, Correction
from parvis.inbox.queries.quiet import quiet_messages
from tests.inbox.test_a_message_becomes_a_case import arrive, ask

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
THANKS = "merci à @tilleul pour tout, bonne journée"
pytestmark = pytest.mark.django_db


@pytest.fixture
def thanks(brand: Brand, square: Account) -> Message:
    ask(brand, THANKS)
    arrive(square)
    return Message.objects.get()


def test_it_is_listed_with_its_reason_and_counted(
    client: Client, thanks: Message, viewer: User
) -> None:
    client.force_login(viewer)

    shown = client.get("/inbox/quiet/").content.decode()

    assert THANKS in shown
    assert "its words ask for nothing" in shown
    assert '<span class="count">1</span>' in shown


def test_the_list_is_narrowed_to_a_reason_and_a_channel(
    client: Client, thanks: Message, viewer: User
) -> None:
    client.force_login(viewer)

    found = {
        asked: THANKS in client.get(f"/inbox/quiet/?{asked}").content.decode()
        for asked in ("reason=words", "reason=automatic", f"channel={thanks.account_id}")
    }

    assert found == {
        "reason=words": True,
        "reason=automatic": False,
        f"channel={thanks.account_id}": True,
    }


def test_it_becomes_a_case_and_is_quiet_again(client: Client, thanks: Message, agent: User) -> None:
    client.force_login(agent)

    made = client.post(f"/inbox/quiet/{thanks.pk}/case/")
    case = Case.objects.get()
    assert made["Location"] == f"/inbox/cases/{case.pk}/"
    assert THANKS not in client.get("/inbox/quiet/").content.decode()

    client.post(f"/inbox/corrections/{Correction.objects.get().pk}/undo/", {"undo": "1"})
    assert THANKS in client.get("/inbox/quiet/").content.decode()


def test_a_case_needs_no_answer_and_waits_for_one_again(
    client: Client, brand: Brand, square: Account, agent: User
) -> None:
    ask(brand, "@tilleul où est ma commande ?")
    arrive(square)
    case = Case.objects.get()
    client.force_login(agent)

    client.post(f"/inbox/cases/{case.pk}/no-answer/", {"message": Message.objects.get().pk})
    case.refresh_from_db()
    assert (case.state, case.due_at) == ("resolved", None)
    assert "Ines said that it needs no answer" in client.get("/inbox/quiet/").content.decode()

    client.post(f"/inbox/corrections/{Correction.objects.get().pk}/undo/", {"undo": "1"})
    case.refresh_from_db()
    assert case.state == "open"
    assert case.due_at is not None


def test_pages_follow_each_other_without_a_gap(brand: Brand, square: Account) -> None:
    for number in range(5):
        ask(brand, f"merci {number} @tilleul", at=NOON + timedelta(minutes=number))
    arrive(square, at=NOON + timedelta(minutes=5))

    texts: list[str] = []
    before = ""
    while True:
        page = quiet_messages([square], before=before, limit=2)
        texts += [row.message.text for row in page.rows]
        before = page.older
        if not before:
            break

    assert texts == [f"merci {number} @tilleul" for number in (4, 3, 2, 1, 0)]
