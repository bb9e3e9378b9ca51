"""Only the new words of an answer are shown; in doubt, more of it stays."""

from __future__ import annotations

import pytest

from parvis.channels.connectors.email.quoted import without_quotation

QUOTED = "\n> Bonjour,\n> quel est votre numéro ?\n"


@pytest.mark.parametrize(
    "introduction",
    [
        "On Mon, 2 Mar 2026 at 10:00, Inès <support@tilleul.test> wrote:",
        "On Mon, 2 Mar 2026 at 10:00, Inès, Maison Tilleul <\nsupport@tilleul.test> wrote:",
        "On 2 Mar 2026, at 10:00, Inès wrote:",
        "Le lun. 2 mars 2026 à 10:00, Inès <support@tilleul.test> a écrit :",
        "Le 02/03/2026 à 10:00, Inès a écrit\xa0:",
        "Am 02.03.2026 um 10:00 schrieb Inès <support@tilleul.test>:",
        "El lun, 2 mar 2026 a las 10:00, Inès (<support@tilleul.test>) escribió:",
        "Il giorno lun 2 mar 2026 alle ore 10:00 Inès <support@tilleul.test> ha scritto:",
    ],
)
def test_the_quotation_below_goes_with_its_introduction(introduction: str) -> None:
    new, quoted = without_quotation(f"Numéro 12.\n\n{introduction}{QUOTED}")
    assert new == "Numéro 12."
    assert quoted == f"{introduction}{QUOTED}".rstrip("\n")


@pytest.mark.parametrize(
    "separator",
    [
        "-----Original Message-----\nFrom: Inès\nHello",
        "-----Message d'origine-----\nDe : Inès\nBonjour",
        "From: Inès <s@tilleul.test>\nSent: Monday, 2 March\nTo: Mina\nSubject: Order\n\nHi",
        "De : Inès <s@tilleul.test>\nEnvoyé : lundi 2 mars 2026\nÀ : Mina\nObjet : Commande\n\nOui",
        "____________\nVon: Inès\nGesendet: Montag\nAn: Mina\nBetreff: Hallo\n\nx",
        "On Mon, 2 Mar 2026 at 10:00, Inès <support@tilleul.test> wrote:\n\nunmarked words",
    ],
)
def test_everything_below_a_separator_is_old(separator: str) -> None:
    new, quoted = without_quotation(f"Number 12.\n\n{separator}")
    assert new == "Number 12."
    assert quoted.endswith(separator.removeprefix("____________\n"))


@pytest.mark.parametrize(
    "text",
    [
        "In your letter of 12 March you wrote:\nyou would pay. When?",
        "He wrote:\n\nnothing since 2025.",
        "From: the shop\nI got nothing",
        "> all\n> quoted",
        "On 2 Mar 2026, Inès <s@t.test> wrote:\n> all quoted",
        "> Do you want a refund?\nYes.\n> To which account?\nThe same.",
        "The choice is\n--\nyours" + "\nand so on" * 20,
    ],
)
def test_in_doubt_everything_stays(text: str) -> None:
    assert without_quotation(text) == (text, "")


def test_answers_between_quoted_lines_keep_them_and_lose_the_rest_below() -> None:
    text = "> Refund?\nYes.\n> Which account?\nThe same.\n\n> Regards\n> Inès"
    new, quoted = without_quotation(text)
    assert new == "> Refund?\nYes.\n> Which account?\nThe same."
    assert quoted == "> Regards\n> Inès"


def test_an_answer_below_the_quotation_stands_alone() -> None:
    new, quoted = without_quotation("Le 2 mars 2026, Inès a écrit :\n> Numéro ?\n\nLe 12.\n")
    assert (new, quoted) == ("Le 12.", "Le 2 mars 2026, Inès a écrit :\n> Numéro ?")


def test_a_forwarded_mail_is_what_the_person_wants_to_show() -> None:
    forwarded = "See below.\n\n---------- Forwarded message ---------\nFrom: Shop\n\n> Bill"
    assert without_quotation(forwarded)[0] == forwarded[: forwarded.index("\n\n> Bill")]
    outlook = "Voir.\n\nDe : Boutique\nEnvoyé : lundi\nObjet : Facture\n\nFacture 12"
    assert without_quotation(outlook, title="TR: Facture") == (outlook, "")


@pytest.mark.parametrize(
    "signature",
    ["-- \nMina Azur\n+33 1 23 45", "Sent from my iPhone", "Envoyé de mon iPhone", "--\nMina"],
)
def test_a_signature_is_put_aside(signature: str) -> None:
    assert without_quotation(f"Merci.\n\n{signature}") == ("Merci.", signature)


def test_signature_and_quotation_are_kept_in_their_order() -> None:
    new, quoted = without_quotation("Merci.\n-- \nMina\n\nLe 2 mars 2026, Inès a écrit :\n> Oui")
    assert new == "Merci."
    assert quoted == "-- \nMina\nLe 2 mars 2026, Inès a écrit :\n> Oui"
