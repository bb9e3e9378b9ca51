"""While the database is away, who writes gets an honest page, made without it, and their text."""

from __future__ import annotations

import html
import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InterfaceError, OperationalError, connection
from django.test import Client

from parvis.brands.models import Brand, User
from parvis.channels.models import Account, Delivery, Outgoing
from parvis.inbox.models import Case
from tests.inbox.test_a_message_becomes_a_case import arrive
from tests.inbox.test_a_message_becomes_a_case import ask as ask_on_square

pytestmark = pytest.mark.django_db(transaction=True)
ASK = "/@tilleul/ask/"
WORDS = {"text": "Où est\r\nma <commande> ?", "name": "Léa", "address": ""}


class Page(Protocol):
    """What a browser gets."""

    content: bytes


@contextmanager
def database_away() -> Iterator[None]:
    """This process finds nobody where the database should answer."""
    port = connection.settings_dict["PORT"]
    connection.close()
    connection.settings_dict["PORT"] = "1"
    try:
        yield
    finally:
        connection.settings_dict["PORT"] = port


@pytest.fixture
def visitor() -> Client:
    """A browser: its forms need their token, and a failure is a page."""
    return browser()


@pytest.fixture
def french() -> Client:
    return browser("fr-FR,fr;q=0.9,en;q=0.4")


def browser(language: str = "en") -> Client:
    return Client(
        enforce_csrf_checks=True,
        raise_request_exception=False,
        headers={"accept-language": language},
    )


def form_on(page: Page) -> dict[str, str]:
    """What a browser sends with the form of this page, as it came."""
    form = re.search(r'<form class="(?:form|reply)".*?</form>', text_of(page), re.DOTALL)
    assert form is not None, text_of(page)
    inputs = re.findall(r'<input [^>]*?name="([^"]+)"(?:[^>]*? value="([^"]*)")?', form[0])
    areas = re.findall(r'<textarea .*?name="([^"]+)".*?>\n(.*?)</textarea>', form[0], re.DOTALL)
    return {name: html.unescape(value) for name, value in [*inputs, *areas]}


def text_of(page: Page) -> str:
    return page.content.decode()


def asked() -> list[str]:
    return [json.loads(bytes(row.body))["text"] for row in Delivery.objects.order_by("id")]


def test_a_question_comes_back_in_a_form_that_can_be_sent_again(
    brand: Brand, visitor: Client
) -> None:
    written = form_on(visitor.get(ASK)) | WORDS

    with database_away():
        away = visitor.post(ASK, written)
        still_away = visitor.post(ASK, form_on(away))
    taken = visitor.post(ASK, form_on(still_away))

    assert [away.status_code, still_away.status_code, taken.status_code] == [503, 503, 302]
    assert (away["Retry-After"], away["Cache-Control"]) == ("30", "no-store")
    assert form_on(still_away) == written
    assert asked() == [WORDS["text"]]


def test_it_speaks_the_language_of_the_browser(
    brand: Brand, visitor: Client, french: Client
) -> None:
    with database_away():
        pages = [text_of(client.get(ASK)) for client in (visitor, french)]

    assert ["The database cannot be reached" in page for page in pages] == [True, False]
    assert ['<html lang="fr">' in page for page in pages] == [False, True]
    assert "La base de données est injoignable" in pages[1]


def test_a_question_that_had_arrived_after_all_counts_once(brand: Brand, visitor: Client) -> None:
    written = form_on(visitor.get(ASK)) | WORDS

    first, again = visitor.post(ASK, written), visitor.post(ASK, written)

    assert first["Location"] == again["Location"]
    assert asked() == [WORDS["text"]]


def test_who_goes_back_and_asks_something_else_has_asked_twice(
    brand: Brand, visitor: Client
) -> None:
    written = form_on(visitor.get(ASK)) | WORDS

    pages = {
        visitor.post(ASK, written | {"text": text})["Location"] for text in ("Où ?", "Quand ?")
    }

    assert len(pages) == 2
    assert asked() == ["Où ?", "Quand ?"]


def test_another_browser_with_the_same_form_opens_nobodys_page(
    brand: Brand, visitor: Client, french: Client
) -> None:
    once = form_on(visitor.get(ASK))["once"]
    pages = [
        client.post(ASK, form_on(client.get(ASK)) | WORDS | {"once": once})["Location"]
        for client in (visitor, french)
    ]

    assert pages[0] != pages[1]


def test_a_customer_who_writes_on_has_their_text_back_and_is_heard_once(
    brand: Brand, visitor: Client
) -> None:
    own_page = visitor.post(ASK, form_on(visitor.get(ASK)) | WORDS)["Location"]
    written = form_on(visitor.get(own_page)) | {"text": "En bleu."}

    with database_away():
        away = visitor.post(own_page, written)
    answers = [visitor.post(own_page, form_on(away)).status_code for _ in range(2)]

    assert (away.status_code, answers) == (503, [302, 302])
    assert asked() == [WORDS["text"], "En bleu."]


def test_an_agents_answer_comes_back_and_leaves_once(
    brand: Brand, square: Account, agent: User, visitor: Client
) -> None:
    ask_on_square(brand, "@tilleul où ?")
    arrive(square)
    visitor.force_login(agent)
    case = f"/inbox/cases/{Case.objects.get().pk}/"
    written = form_on(visitor.get(case)) | {"text": "Ici.", "then": "resolve"}

    with database_away():
        away = visitor.post(f"{case}replies/", written)
    assert form_on(away) == written
    sent = visitor.post(f"{case}replies/", form_on(away))

    assert (away.status_code, sent.status_code) == (503, 302)
    assert [row.text for row in Outgoing.objects.all()] == ["Ici."]


def test_a_forged_form_is_refused_before_anything_is_given_back(
    brand: Brand, visitor: Client
) -> None:
    with database_away():
        forged = visitor.post(ASK, WORDS)

    assert forged.status_code == 403
    assert "commande" not in text_of(forged)


def test_files_are_to_be_chosen_again_and_passwords_to_be_typed_again(
    owner: User, visitor: Client
) -> None:
    written = form_on(visitor.get("/accounts/login/")) | {"login": owner.email}
    del written["password"]
    photo = SimpleUploadedFile("photo.jpg", b"jpeg")

    with database_away():
        away = visitor.post(
            "/accounts/login/", {**written, "password": "market-day", "photo": photo}
        )

    assert form_on(away) == written | {"photo": ""}
    assert "market-day" not in text_of(away)
    assert 'enctype="multipart/form-data"' in text_of(away)
    assert "Files have to be chosen again" in text_of(away)


def test_a_page_that_is_only_opened_offers_to_be_opened_again(owner: User, visitor: Client) -> None:
    visitor.force_login(owner)
    with database_away():
        pages = [visitor.get(address) for address in ("/inbox/?q=1", ASK, "/", "/live/")]

    assert [page.status_code for page in pages] == [503] * 4
    assert 'href="/inbox/?q=1"' in text_of(pages[0])


def test_the_api_says_so_in_json(owner: User, visitor: Client) -> None:
    visitor.force_login(owner)
    with database_away():
        away = visitor.get("/api/v1/cases")

    assert (away.status_code, away["Retry-After"], away.json()) == (
        503,
        "30",
        {"detail": "The database cannot be reached. Try again soon."},
    )


def test_the_log_has_one_line_for_it_and_nobodys_words(
    brand: Brand, visitor: Client, caplog: pytest.LogCaptureFixture
) -> None:
    own_page = visitor.post(ASK, form_on(visitor.get(ASK)) | WORDS)["Location"]
    written = form_on(visitor.get(own_page)) | {"text": "Ma carte : 4970"}

    with database_away(), caplog.at_level(logging.INFO):
        visitor.post(own_page, written)

    (line,) = (line for line in caplog.messages if "POST" in line)
    assert line.startswith("POST @<slug:slug>/my/…/ waits for the database: connection")
    assert "4970" not in caplog.text


@pytest.mark.parametrize(
    "trouble",
    [
        OperationalError("FATAL: sorry, too many clients already"),
        OperationalError("canceling statement due to statement timeout"),
        InterfaceError("the connection is closed"),
        psycopg.OperationalError("server closed the connection unexpectedly"),
    ],
    ids=str,
)
def test_a_database_that_is_too_busy_or_breaks_off_is_away_as_well(
    brand: Brand, visitor: Client, trouble: Exception
) -> None:
    written = form_on(visitor.get(ASK)) | WORDS

    def break_off(*_: object) -> None:
        raise trouble

    with connection.execute_wrapper(break_off):
        away = visitor.post(ASK, written)

    assert (away.status_code, form_on(away)) == (503, written)


def test_what_is_wrong_with_us_is_not_laid_on_the_database(brand: Brand, visitor: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE knowledge_article RENAME TO lost_article")
    try:
        broken = visitor.get("/@tilleul/")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE lost_article RENAME TO knowledge_article")

    assert (broken.status_code, broken.has_header("Retry-After")) == (500, False)


def test_whoever_looks_after_the_machine_is_told(visitor: Client) -> None:
    there = visitor.get("/healthz")
    with database_away():
        away = visitor.get("/healthz")

    assert (there.status_code, there.content, away.status_code) == (200, b"ready\n", 503)
