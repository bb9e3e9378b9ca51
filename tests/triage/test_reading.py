"""No message takes long, however long it is."""

import time

import pytest

from parvis.triage import Text
from parvis.triage.judge import judge
from parvis.triage.words import READ_AT_MOST, own_words, without_quotes


@pytest.mark.parametrize(
    "text",
    ["a" * 100_000, "je " * 33_334, "> " * 50_000, "Le \n" * 25_000, "😡" * 100_000, "@" * 100_000],
    ids=["one word", "words", "quotes", "quote openings", "emoji", "mentions"],
)
def test_a_hundred_thousand_characters_take_a_fraction_of_a_second(text: str) -> None:
    message = Text(
        text=text,
        visibility="private",
        surface="mail",
        addressed=True,
        after_answer=False,
        automatic=False,
    )
    begun = time.process_time()
    [verdict] = judge([message])
    assert time.process_time() - begun < 0.25
    assert verdict.calls_for_answer


def test_a_long_message_calls_for_an_answer_though_its_end_was_not_read() -> None:
    message = Text(
        text="merci " * READ_AT_MOST,
        visibility="private",
        surface="mail",
        addressed=True,
        after_answer=True,
        automatic=False,
    )
    [verdict] = judge([message])
    assert verdict.calls_for_answer
    assert "long_text" in {reason.text for reason in verdict.reasons}


HEADERS = (
    "De : Bruine\nEnvoyé : lundi\nÀ : Anne\nObjet : commande",
    "________________\r\nDe : Bruine\r\nEnvoyé : lundi\r\nObjet : commande",
    "De : Bruine <a@b.example> Envoyé : lundi À : Anne Objet : commande",
    "De : Bruine <a@b.example>\nDate : 3 mars\nObjet : commande",
    "From: Bruine\nSent: Monday\nTo: Anne\nSubject: order",
    "Von: Bruine\nGesendet: Montag\nAn: Anne\nBetreff: AW",
    "De: Bruine\nEnviado el: lunes\nPara: Ana\nAsunto: RE",
    "Da: Bruine\nInviato: lunedì\nA: Anna\nOggetto: RE",
    "Van: Bruine\nVerzonden: maandag\nAan: Anne\nOnderwerp: RE",
    "-------- Message original --------",
    "-------- Original message --------",
    "Le lun. 3 mars 2025 à 10:12, Bruine Service\n<a@b.example> a écrit :",
    "On Mon, 3 Mar 2025 at 10:12, Bruine wrote:",
    "Am 3. März 2025 um 10:12 schrieb Bruine <a@b.example>:",
    "El lun, 3 mar 2025 a las 10:12, Bruine escribió:",
    "Il giorno 3 mar 2025 alle ore 10:12 Bruine ha scritto:",
    "Em seg., 3 de mar. de 2025 às 10:12, Bruine escreveu:",
    "Op ma 3 mrt 2025 om 10:12 schreef Bruine:",
)


@pytest.mark.parametrize("headers", HEADERS)
def test_what_a_mail_program_quotes_is_not_read(headers: str) -> None:
    assert own_words(f"Merci !\n\n{headers}\n\nVotre colis est perdu").words.strip() == "Merci !"


@pytest.mark.parametrize("headers", HEADERS)
def test_a_mail_of_nothing_but_a_quote_is_read_whole(headers: str) -> None:
    quote = f"{headers}\n\nVotre colis est perdu"
    titled = own_words(quote, title="TR").words

    assert own_words(quote).words == quote
    assert without_quotes(titled) == titled
    assert titled.endswith("Votre colis est perdu")


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour,\nLe 3 mars 2025, votre conseillère m'a écrit :\nColis perdu\nC'est faux.",
        "Hello\nOn 3 March 2025 your agent wrote:\nLost\nNot true.",
        "Je voudrais changer\nDe : Paris\nÀ : Lyon\nDate : 3 mars\nObjet : billet",
    ],
)
def test_what_a_person_tells_of_letters_is_read(text: str) -> None:
    assert own_words(text).words == text
