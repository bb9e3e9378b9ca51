"""The API answers what it is asked in words, whatever it is asked."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from parvis.brands.models import Brand, User
from parvis.channels.models import Account, Outgoing
from parvis.inbox.actions import reply_to_case
from parvis.inbox.actions.indexing import index_cases
from parvis.inbox.models import Case
from tests.inbox.test_a_message_becomes_a_case import arrive, ask

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def case(client: Client, brand: Brand, square: Account, agent: User) -> Case:
    ask(brand, "@tilleul où est ma commande ?")
    arrive(square)
    client.force_login(agent)
    return Case.objects.get()


def reply(client: Client, case: Case, **words: object) -> int:
    """The status of an attempt to answer."""
    return client.post(
        f"/api/v1/cases/{case.pk}/replies",
        {"text": "Ici.", "key": "a-1", **words},
        content_type="application/json",
    ).status_code


def test_an_answer_sent_twice_is_one(client: Client, case: Case) -> None:
    assert [reply(client, case) for _ in range(2)] == [202, 202]
    assert [row.text for row in Outgoing.objects.all()] == ["Ici."]


@pytest.mark.parametrize(
    "words",
    [
        {"text": ""},
        {"text": " \n "},
        {"text": "a\0b"},
        {"text": "x" * 100_001},
        {"key": ""},
        {"key": "k" * 81},
        {"key": "é" * 8},
        {"key": "a b"},
    ],
)
def test_an_answer_that_cannot_be_sent_is_refused(
    client: Client, case: Case, words: dict[str, str]
) -> None:
    assert reply(client, case, **words) == 422
    assert not Outgoing.objects.exists()


def test_an_answer_is_held_when_a_colleague_was_quicker(
    client: Client, case: Case, lead: User
) -> None:
    reply_to_case(case, text="Déjà dit.", client_key="b-1", by=lead, at=NOON)

    assert reply(client, case, seen=0) == 409


@pytest.mark.parametrize("state", ["lost", "\0", ""])
def test_a_state_that_no_case_has_is_refused(client: Client, case: Case, state: str) -> None:
    assert client.get("/api/v1/cases", {"state": state}).status_code == 422


def test_a_search_finds_cases_of_the_own_brands(client: Client, case: Case, outsider: User) -> None:
    index_cases([case.pk])

    found = client.get("/api/v1/cases", {"q": "commandes"}).json()
    client.force_login(outsider)

    assert [row["id"] for row in found] == [case.pk]
    assert client.get("/api/v1/cases", {"q": "commandes"}).json() == []


def test_a_search_for_a_sign_that_no_text_holds_finds_nothing_more(
    client: Client, case: Case
) -> None:
    assert client.get("/inbox/", {"q": "\0"}).status_code == 200
