"""The API answers what it is asked in words, whatever it is asked."""

from __future__ import annotations

from collections.abc import Mapping
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


def answer(
    client: Client, case: Case, words: Mapping[str, object], *, language: str = "en"
) -> tuple[int, dict[str, object]]:
    """The status of an attempt to answer, and what it is told."""
    told = client.post(
        f"/api/v1/cases/{case.pk}/replies",
        {"text": "Ici.", "key": "a-1", **words},
        content_type="application/json",
        headers={"Accept-Language": language},
    )
    return told.status_code, told.json()


def reply(client: Client, case: Case, **words: object) -> int:
    return answer(client, case, words)[0]


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
    theirs = reply_to_case(case, text="Déjà dit.", client_key="b-1", by=lead, at=NOON)

    assert answer(client, case, {"seen": 0}) == (
        409,
        {
            "detail": "Lea has answered since. Yours was not sent: read that answer first, then"
            " send yours again with the new “seen” if it is still needed.",
            "last_answer": theirs.pk,
        },
    )
    assert client.get(f"/api/v1/cases/{case.pk}").json()["last_answer"] == theirs.pk
    assert reply(client, case, seen=theirs.pk) == 202


def test_who_reads_french_is_told_in_french(client: Client, case: Case, lead: User) -> None:
    reply_to_case(case, text="Déjà dit.", client_key="b-1", by=lead, at=NOON)

    _, held = answer(client, case, {"seen": 0}, language="fr")

    assert str(held["detail"]).startswith("Lea a répondu depuis.")


def test_nothing_is_queued_for_a_channel_that_cannot_send(
    client: Client, case: Case, square: Account
) -> None:
    square.state = Account.State.PASSIVE
    square.save()

    status, refused = answer(client, case, {})

    assert (status, refused["detail"]) == (
        409,
        "“Place du village” is filled by imports: answer where the message was written.",
    )
    assert not Outgoing.objects.exists()


def test_a_case_in_which_nobody_wrote_has_nothing_to_answer(client: Client, case: Case) -> None:
    case.places.all().delete()

    assert answer(client, case, {}) == (
        409,
        {
            "detail": "Nobody has written in this case: there is nothing to answer.",
            "last_answer": 0,
        },
    )


def test_what_is_not_there_or_not_allowed_is_said_in_a_sentence(
    client: Client, case: Case, viewer: User
) -> None:
    missing = client.get(f"/api/v1/cases/{case.pk + 1}")
    client.force_login(viewer)
    status, refused = answer(client, case, {})

    assert (missing.status_code, missing.json()["detail"]) == (
        404,
        "There is no case with this number in your brands.",
    )
    assert (status, refused["detail"]) == (
        403,
        "Your role may read this case, not answer it: ask somebody who leads the team.",
    )


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
