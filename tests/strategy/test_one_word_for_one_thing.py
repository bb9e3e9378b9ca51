"""Pages, report and command call a verdict by one name, and people by their number."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from parvis.strategy.diagnosis.form import Channel, Form
from parvis.strategy.diagnosis.publics import PUBLICS
from parvis.strategy.diagnosis.rules import verdict_words
from parvis.strategy.diagnosis.words import Language
from parvis.strategy.models.course import VERDICTS
from parvis.strategy.models.publics import PUBLICS as CHOICES
from parvis.strategy.queries.brought import NAMES
from parvis.strategy.templatetags.strategy import people_answer

LANGUAGES: tuple[Language, ...] = ("en", "fr")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_verdict_that_is_decided_is_called_as_the_one_that_is_advised(language: Language) -> None:
    with translation.override(language):
        decided = {verdict: str(name) for verdict, name in VERDICTS}

    advised = {verdict.value: words.name for verdict, words in verdict_words().items()}
    assert decided == {verdict: name.said_in(language) for verdict, name in advised.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_public_that_is_chosen_is_called_as_in_a_sentence(language: Language) -> None:
    with translation.override(language):
        chosen = {public: str(name).lower() for public, name in CHOICES}

    assert chosen == {public: name.said_in(language) for public, name in PUBLICS.items()}


@pytest.mark.parametrize(
    ("people", "english", "french"),
    [
        (0, "0 people answer", "0 personne répond"),
        (0.5, "0.5 people answer", "0,5 personne répond"),
        (1, "1 person answers", "1 personne répond"),
        (1.5, "1.5 people answer", "1,5 personne répond"),
        (2, "2 people answer", "2 personnes répondent"),
        (2.5, "2.5 people answer", "2,5 personnes répondent"),
    ],
)
def test_how_many_answer_is_said_as_the_language_counts(
    people: float, english: str, french: str
) -> None:
    assert people_answer(people) == english
    with translation.override("fr"):
        assert people_answer(people) == french


def test_the_preview_of_a_file_calls_a_channel_as_it_calls_itself() -> None:
    channels = (Channel(key="instagram"), Channel(key="ask_us"), Channel(key="x", name="Ours"))
    form = Form(brand="A", on=date(2026, 3, 1), channels=channels)

    assert NAMES["channel"](form) == ["Instagram", "Ask us", "Ours"]
