"""Which lines are of older mails is said once, for what is taken in and for what is read."""

from __future__ import annotations

import time

import pytest

from parvis.channels.connectors.email.quoted import without_quotation
from parvis.kit.quoted import Beginning, Kind, introduction, may_quote, older_mails
from parvis.triage.words import own_words, without_quotes

INTRODUCTIONS = (
    "On Mon, 2 Mar 2026 at 10:00 a.m.\nInès <s@tilleul.test> wrote:",
    "On Mar 2, 2026, Your Shop <s@tilleul.test> wrote:",
    "Inès <s@tilleul.test> wrote:",
    "Le lun. 2 mars 2026 à 10:00, Service Client de votre Boutique\n<s@tilleul.test> a écrit :",
    "Le 02/03/2026 à 10:00, Inès a écrit\xa0:",
    "Am Mo., 2. März 2026 um 10:00 Uhr schrieb Ihr Kundenservice <\ns@tilleul.test>:",
    "Inès <s@tilleul.test> schrieb am Mo., 2. März 2026 um 10:00 Uhr:",
    "Em seg., 2 de mar. de 2026 às 10:00, Inès <s@tilleul.test> escreveu:",
    "A segunda, 2 de março de 2026, Inès escreveu:",
    "Op 02-03-2026 om 10:00 schreef Inès:",
    "Den 2. mar. 2026 kl. 10.00 skrev Inès:",
    "2 mar 2026 10:00 Inès <s@tilleul.test> napisał(a):",
    "2 марта 2026 г., в 10:00, Inès <s@tilleul.test> написал(а):",
    "在 2026年3月2日,10:00,Inès <s@tilleul.test> 写道:",
    "2026-03-02 10:00 GMT+01:00 Inès <s@tilleul.test>:",
    "---- On Mon, 02 Mar 2026 10:00:00 +0100 Inès <s@tilleul.test> wrote ----",
)
SEPARATED = (
    "-----Original Message-----",
    "----- Original message from Inès on 2 March -----",
    "*-------- Message original --------*",
    "From: Inès <s@tilleul.test>\nDate: Monday\nTo: Mina",
    "*From:* Inès\n*Sent:* Monday\n*To:* Mina\n*Subject:* Order",
    "FROM: Inès\nSENT: Monday\nTO: Mina\nSUBJECT: Order",
    "De : Inès <s@tilleul.test> Envoyé : lundi À : Mina Objet : Commande",
    "Da: Inès\nRisposta: Mina\nData: lunedì 2 marzo 2026 10:00\nA: Mina\nOggetto: Ordine",
    "Från: Inès\nSkickat: måndag\nTill: Mina\nÄmne: Order",
    "От: Inès\nОтправлено: понедельник\nКому: Mina\nТема: Заказ",
)
FORWARDED = (
    "---------- Forwarded message ---------",
    "----- Forwarded message from Inès -----",
    "Begin forwarded message:",
    "Début du message transféré :",
)
TOLD = (
    "On Monday you wrote:",
    "On 2 March 2026 you wrote:",
    "On 2 March 2026 I wrote:",
    "On 2 March 2026 at 10:00 your agent wrote:",
    "le 2 mars 2026 à 10h le livreur a écrit :",
    "Le 2 mars 2026 elle nous a écrit :",
    "In your letter of 2 March 2026 you wrote:",
    "The seller wrote on 2 March 2026:",
    "I got a mail from Inès <s@tilleul.test> who wrote:",
    "I wrote to s@tilleul.test on 2 March 2026 and say it again:",
    "Am 2. März 2026 um 10:00 schrieb mir Ihr Kollege:",
    "12 customers in 2026 wrote:",
    "De : Paris\nÀ : Lyon\nDate : 2 mars 2026 à 10:00\nObjet : billet",
    "From: Paris\nSent: Monday\nTo: Lyon",
    "From: mina@azur.test\nTo: s@tilleul.test\nSubject: my bill",
    "-- original message was never answered",
    "Original message from the shop -- it said no",
)


@pytest.mark.parametrize("beginning", [*INTRODUCTIONS, *SEPARATED])
def test_an_older_mail_is_neither_shown_nor_read(beginning: str) -> None:
    text = f"Number 12.\n\n{beginning}\n\nWhich number?"
    assert without_quotation(text) == ("Number 12.", text.removeprefix("Number 12.\n\n"))
    assert without_quotes(text).strip() == "Number 12."


@pytest.mark.parametrize("introduction", INTRODUCTIONS)
def test_so_is_one_whose_lines_are_marked(introduction: str) -> None:
    text = f"Number 12.\n\n{introduction}\n\n> Which number?\n> Inès"
    assert without_quotation(text)[0] == without_quotes(text).strip() == "Number 12."


@pytest.mark.parametrize("introduction", INTRODUCTIONS)
def test_an_answer_below_is_all_that_is_read(introduction: str) -> None:
    text = f"{introduction}\n> Which number?\n\nNumber 12."
    assert without_quotation(text)[0] == without_quotes(text).strip() == "Number 12."


@pytest.mark.parametrize("told", TOLD)
def test_what_a_person_tells_of_letters_is_shown_and_read(told: str) -> None:
    text = f"Hello,\n\n{told}\n\nThat is not true."
    assert without_quotation(text) == (text, "")
    assert own_words(text).words == text


def test_a_day_without_a_date_is_told_by_a_person_above_marked_lines_too() -> None:
    text = "Hello,\nOn Monday you wrote:\n> You get it back.\n\nWhen?"
    assert without_quotation(text) == (text, "")
    assert without_quotes(text) == "Hello,\nOn Monday you wrote:\n\nWhen?"


@pytest.mark.parametrize("separator", FORWARDED)
def test_a_forwarded_mail_is_shown_but_not_read(separator: str) -> None:
    text = f"See below.\n\n{separator}\n\nFrom: Shop\nSent: Monday\nSubject: Bill\n\nPay"
    assert without_quotation(text) == (text, "")
    assert without_quotes(text) == "See below."


def test_every_beginning_is_found_and_how_it_begins() -> None:
    lines = [
        *("Hello", "Forwarded message", "Hi", "--- Original message ---"),
        *("> -- Original message --", "Le 2 mars 2026, Inès", "a écrit :", "", "Bonjour"),
    ]
    assert list(older_mails(lines)) == [
        Beginning(1, Kind.FORWARDED),
        Beginning(3, Kind.SEPARATED),
        Beginning(5, Kind.INTRODUCED),
    ]
    assert (introduction(lines, 6), introduction(lines, 0), introduction(lines, -1)) == (
        5,
        None,
        None,
    )


@pytest.mark.parametrize("text", ["", "On 2 March 2026, Inès wrote: > no", "Hello\nMina"])
def test_most_texts_need_not_be_looked_at(text: str) -> None:
    assert not may_quote(text)


@pytest.mark.parametrize(
    "piece",
    [
        *(":\n", "wrote:\n", "On 2026 wrote:\n>\n", "On 1 wrote:\n", "<\n@ wrote:\n", "\n>\n"),
        *("From:\n", "From: @ Date: x\n", "From: Data a@b\n\n", "a@b " * 97 + ":\n"),
        *("wrote " * 60 + ":\n", "---- Le 2026 a écrit :\n>\n", "-- Original message x\n"),
    ],
)
def test_a_million_characters_take_seconds_and_those_that_are_read_no_time(piece: str) -> None:
    text = "x\n" + piece * (1_000_000 // len(piece))
    begun = time.process_time()
    own_words(text)
    read = time.process_time()
    without_quotation(text)
    assert (read - begun < 0.1, time.process_time() - read < 5) == (True, True)
