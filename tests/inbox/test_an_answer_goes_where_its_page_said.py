"""What was written for one reader is not said to all because somebody spoke meanwhile."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from parvis.brands.models import Brand, User
from parvis.channels.actions import connect_account, read_deliveries, store_deliveries
from parvis.channels.models import Account, Message, Outgoing
from parvis.channels.protocol import Raw
from parvis.inbox.actions import reply_to_case, take_in
from parvis.inbox.models import Case
from parvis.kit.actors import PARVIS
from parvis.people.actions import link_identity
from parvis.people.models import Identity, Link
from tests.inbox.test_a_message_becomes_a_case import arrive, ask

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(minutes=5)
pytestmark = pytest.mark.django_db


@pytest.fixture
def private(brand: Brand) -> Message:
    """Zoé's mail; she is known on the square as well."""
    mailbox = connect_account(
        brand, connector_id="email", name="Post", address="post@tilleul.example", by=PARVIS, at=NOON
    )
    mail = b"From: zoe@example.org\nTo: post@tilleul.example\nMessage-ID: <1@example.org>\n"
    mail += b"Date: Mon, 02 Mar 2026 12:00:00 +0000\nSubject: Facture\n\nMon IBAN est faux ?\n"
    raw = Raw(key="1", body=mail, media_type="message/rfc822", received_at=NOON)
    store_deliveries(mailbox, [raw], source="inbox", at=NOON)
    read_deliveries(mailbox, at=NOON)
    message = Message.objects.get(account=mailbox)
    take_in([message.pk])
    return message


def speak_up_in_public(brand: Brand, square: Account, person: Identity) -> Message:
    """The same person, on the square: "hello, anybody there?"."""
    ask(brand, "Il fait beau", at=NOON)
    arrive(square)
    known = Identity.objects.get(network="square")
    link_identity(known, to=person.person, basis=Link.Basis.AGENT_ASSERTION, by=PARVIS, at=NOON)
    ask(brand, "@tilleul vous êtes là ?", at=LATER)
    arrive(square, at=LATER)
    return Message.objects.get(text="@tilleul vous êtes là ?")


def test_an_answer_to_a_mail_is_mailed_though_a_post_came_meanwhile(
    client: Client, brand: Brand, square: Account, private: Message, agent: User
) -> None:
    assert private.author is not None
    client.force_login(agent)
    address = f"/inbox/cases/{Case.objects.get().pk}/"
    form = hidden_fields(client.get(address).content.decode())
    post = speak_up_in_public(brand, square, private.author)
    assert post.place.case == private.place.case

    client.post(f"{address}replies/", form | {"text": "Votre IBAN est juste."})

    assert [row.answers for row in Outgoing.objects.all()] == [private]


def test_a_page_shown_again_answers_the_message_that_it_now_shows(
    client: Client, brand: Brand, square: Account, private: Message, agent: User
) -> None:
    assert private.author is not None
    client.force_login(agent)
    address = f"/inbox/cases/{private.place.case_id}/"
    form = hidden_fields(client.get(address).content.decode())
    post = speak_up_in_public(brand, square, private.author)

    again = client.post(f"{address}replies/", form | {"text": " "}).content.decode()

    assert "everybody can read it" in again
    assert hidden_fields(again)["question"] == str(post.pk)


def test_a_message_of_another_case_cannot_be_answered_from_here(
    client: Client, brand: Brand, square: Account, private: Message, agent: User
) -> None:
    ask(brand, "@tilleul où est ma commande ?", handle="paul")
    arrive(square)
    elsewhere = Message.objects.get(author_name="Paul")
    client.force_login(agent)

    refused = client.post(
        f"/inbox/cases/{private.place.case_id}/replies/",
        {"text": "Ici.", "key": "click-0001", "seen": "0", "question": elsewhere.pk},
    )

    assert refused.status_code == 422
    assert not Outgoing.objects.exists()


def test_what_could_not_be_sent_as_written_is_still_held_against_a_colleagues_answer(
    client: Client, private: Message, agent: User, lead: User
) -> None:
    client.force_login(agent)
    address = f"/inbox/cases/{private.place.case_id}/replies/"
    empty = {"text": " ", "key": "click-0001", "seen": "0"}
    reply_to_case(private.place.case, text="Déjà dit.", client_key="lead-0001", by=lead, at=NOON)

    again = hidden_fields(client.post(address, empty).content.decode())

    assert client.post(address, again | {"text": "Bonjour"}).status_code == 409


def test_one_key_in_two_cases_is_two_answers(
    brand: Brand, square: Account, agent: User, private: Message
) -> None:
    for handle in ("paul", "lea"):
        ask(brand, "@tilleul où est ma commande ?", handle=handle)
    arrive(square)

    for case in Case.objects.filter(account=square):
        reply_to_case(case, text=f"Bonjour {case.person}", client_key="1", by=agent, at=LATER)

    assert sorted(square.outgoing.values_list("text", flat=True)) == ["Bonjour Lea", "Bonjour Paul"]


def test_lines_count_as_one_sign_each(client: Client, private: Message, agent: User) -> None:
    client.force_login(agent)
    words = {"text": "Bonjour\r\nZoé", "key": "click-0001", "seen": "0"}

    client.post(f"/inbox/cases/{private.place.case_id}/replies/", words)

    assert Outgoing.objects.get().text == "Bonjour\nZoé"


def hidden_fields(page: str) -> dict[str, str]:
    form = page[page.index('id="reply-form"') :]
    fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form)
    return {name: value for name, value in fields if name in {"key", "seen", "question"}}
