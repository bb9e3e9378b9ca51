"""The language of short messages."""

import pytest

from parvis.triage.language import language_of
from parvis.triage.words import read_words


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
    ],
)
def test_it_is_told_by_common_words_and_script(text: str, language: str) -> None:
    assert language_of(read_words(text)) == language
