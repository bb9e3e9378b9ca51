"""Forms that anybody may send: a person gets through, a program does not."""

from __future__ import annotations

from itertools import count

import pytest
from django.test import Client
from django.urls import reverse

from parvis.brands.models import Brand
from parvis.channels.actions import read_deliveries
from parvis.channels.models import Account, Delivery, SquarePost
from tests.security.conftest import mailbox_of

QUESTION = {"text": "Livrez-vous à Annecy ?", "name": "", "address": ""}


@pytest.fixture
def ask_page(brand: Brand) -> str:
    return reverse("channels:ask", args=[brand.slug])


def test_twenty_questions_an_hour_come_from_one_address_and_no_more(ask_page: str) -> None:
    answers = [Client().post(ask_page, QUESTION).status_code for _ in range(21)]

    assert answers == [302] * 20 + [429]
    assert Delivery.objects.count() == 20


def test_another_address_is_not_held_up_by_that(ask_page: str) -> None:
    for _ in range(21):
        Client().post(ask_page, QUESTION)

    assert Client(REMOTE_ADDR="192.0.2.7").post(ask_page, QUESTION).status_code == 302


def test_words_that_were_refused_are_not_lost(ask_page: str) -> None:
    for _ in range(20):
        Client().post(ask_page, QUESTION)

    refused = Client().post(ask_page, QUESTION | {"text": "Et à Lyon ?"})

    assert refused.status_code == 429
    assert "Et à Lyon ?" in refused.content.decode()


def test_a_program_that_fills_in_every_field_is_thanked_and_not_heard(
    ask_page: str, brand: Brand
) -> None:
    answer = Client().post(ask_page, QUESTION | {"website": "https://spam.example"})

    assert answer["Location"] == reverse("knowledge:home", args=[brand.slug])
    assert not Delivery.objects.exists()


def test_a_page_takes_a_few_messages_at_once_and_then_asks_to_wait(ask_page: str) -> None:
    client = Client()
    page = client.post(ask_page, QUESTION)["Location"]

    answers = [client.post(page, {"text": f"Encore {n}"}).status_code for n in range(5)]

    assert answers == [302] * 4 + [422]
    assert Delivery.objects.count() == 5


def test_an_address_is_mailed_one_link_however_often_its_page_writes(
    ask_page: str, brand: Brand
) -> None:
    mailbox = mailbox_of(brand)
    client = Client()
    page = client.post(ask_page, QUESTION | {"address": "zoe@example.test"})["Location"]

    client.post(page, {"text": "Encore une chose", "address": "zoe@example.test"})
    read_deliveries(Account.objects.get(brand=brand, connector="web"))

    assert [row.to for row in mailbox.outgoing.all()] == ["zoe@example.test"]


def test_a_header_cannot_be_smuggled_in_through_a_name_or_an_address(
    ask_page: str, brand: Brand
) -> None:
    smuggled = QUESTION | {"address": "zoe@example.test\r\nBcc: all@example.test"}

    refused = Client().post(ask_page, smuggled)

    assert refused.status_code == 422
    assert not Delivery.objects.exists()


def test_the_square_takes_ten_posts_in_five_minutes_from_one_address(
    brand: Brand, square: Account
) -> None:
    address = reverse("channels:say", args=[brand.slug])
    number = count()

    def say() -> int:
        words = {"name": "Zoé", "handle": "zoe", "text": f"Bonjour {next(number)}"}
        return Client().post(address, words).status_code

    assert [say() for _ in range(11)] == [302] * 10 + [429]
    assert SquarePost.objects.count() == 10


def test_a_brand_without_the_demo_network_has_no_square(brand: Brand) -> None:
    town = Client().get(reverse("channels:town", args=[brand.slug]))
    said = Client().post(
        reverse("channels:say", args=[brand.slug]), {"name": "Zoé", "handle": "zoe", "text": "Oui"}
    )

    assert (town.status_code, said.status_code) == (404, 404)


def test_a_very_long_text_is_refused_in_words(ask_page: str) -> None:
    refused = Client().post(ask_page, QUESTION | {"text": "a" * 200_000})

    assert refused.status_code == 422


def test_more_than_any_form_needs_is_refused_unread(ask_page: str) -> None:
    refused = Client().post(ask_page, QUESTION | {"text": "a" * 3_000_000})

    assert refused.status_code == 400
