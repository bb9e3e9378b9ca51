"""The language of short messages."""

import pytest

from parvis.triage import Place, Text
from parvis.triage.judge import judge


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Bonjour, avez-vous encore ce modèle ?", "fr"),
        ("jai pa recu mon coli", "fr"),
        ("When does the shop open on Sunday", "en"),
        ("Ich habe noch keine Antwort bekommen", "de"),
        ("Todavía no ha llegado mi pedido", "es"),
        ("Non ho ancora ricevuto il pacco", "it"),
        ("Ainda não recebi a encomenda", "pt"),
        ("Ik heb het pakket nog niet", "nl"),
        ("أين طلبي", "ar"),
        ("😍", "unknown"),
        ("", "unknown"),
        ("48213", "unknown"),
        ("x", "unknown"),
        ("A 7", "unknown"),
        ("BRU-2291-X", "unknown"),
        ("Où est ma commande BRU-2291-X ?", "fr"),
        ("Где мой заказ?", "unknown"),
        ("我的订单在哪里?", "unknown"),
        ("注文はどこですか", "unknown"),
        ("내 주문은 어디에 있나요", "unknown"),
        ("मेरा ऑर्डर कहाँ है", "unknown"),
        ("איפה ההזמנה שלי", "unknown"),
        ("Πού είναι η παραγγελία μου", "unknown"),
        ("https://exemple.fr/produit/ombrelle", "unknown"),
        ("@julie @marc.petit", "unknown"),
        ("regarde ça @julie https://example.com/a", "fr"),
        (f"https://example.com/{'a1b2' * 120} où est mon colis ?", "fr"),
        ("مرحبا https://example.com/orders", "ar"),
        ("شكرا @the_official_support https://example.com/AbCdEfGh", "ar"),
    ],
)
def test_it_is_told_by_words_and_letters(text: str, language: str) -> None:
    assert judge([Text.said_at(Place.PRIVATE, text)])[0].language == language
