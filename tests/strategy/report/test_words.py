from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from datetime import date

import pytest

import parvis.strategy.report
from parvis.strategy.diagnosis.words import Both
from parvis.strategy.report.pen import OneOrSeveral, Pen, set_in_french
from parvis.strategy.report.sources import definitions, sources
from parvis.strategy.report.writing import report_of
from tests.strategy.report.shops import BRUINE
from tools.french import typing_faults

ENGLISH, FRENCH = Pen("en"), Pen("fr")


def sentences(said: object) -> Iterator[Both]:
    if isinstance(said, Both):
        yield said
    elif isinstance(said, OneOrSeveral):
        yield from (said.one, said.several)
    elif isinstance(said, dict):
        for value in said.values():
            yield from sentences(value)
    elif isinstance(said, tuple):
        for value in said:
            yield from sentences(value)


def all_sentences() -> list[Both]:
    found = [*sources().values()]
    found += [Both(entry["en"], entry["fr"]) for entry in definitions().values()]
    package = parvis.strategy.report
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        found += sentences(tuple(vars(importlib.import_module(module.name)).values()))
    return found


def test_every_sentence_is_in_both_languages_with_the_same_values() -> None:
    def values(words: str) -> set[str]:
        return set(re.findall(r"\{(\w+)\}", words))

    every = all_sentences()
    assert len(every) > 150
    assert [said for said in every if values(said.en) != values(said.fr)] == []


def test_french_is_set_as_an_editor_would() -> None:
    set_sentences = [set_in_french(said.fr.replace("'", "’")) for said in all_sentences()]

    assert {said: faults for said in set_sentences if (faults := typing_faults(said))} == {}


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [
        (0, "0", "0"),
        (1.5, "1.5", "1,5"),
        (9.96, "10", "10"),
        (1039, "1,039", "1\u202f039"),
        (12345678.9, "12,345,679", "12\u202f345\u202f679"),
        (-3, "-3", "-3"),
    ],
)
def test_numbers(value: float, english: str, french: str) -> None:
    assert (ENGLISH.number(value), FRENCH.number(value)) == (english, french)


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [
        (0.345, "34%", "34\u202f%"),
        (0.0456, "4.6%", "4,6\u202f%"),
        (0, "0%", "0\u202f%"),
        (1, "100%", "100\u202f%"),
    ],
)
def test_shares(value: float, english: str, french: str) -> None:
    assert (ENGLISH.share(value), FRENCH.share(value)) == (english, french)


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (0.0, "0\u00a0min"),
        (0.5, "30\u00a0min"),
        (0.999, "1\u00a0h"),
        (2.5, "2\u00a0h\u00a030"),
        (4, "4\u00a0h"),
        (38.2, "38\u00a0h"),
    ],
)
def test_hours(hours: float, said: str) -> None:
    assert ENGLISH.hours(hours) == said


@pytest.mark.parametrize(
    ("share", "english", "french"),
    [
        (1, "all", "la totalité"),
        (0.82, "8 in 10", "8 sur 10"),
        (0.04, "4 in 100", "4 sur 100"),
        (0, "none", "aucun"),
    ],
)
def test_shares_in_words(share: float, english: str, french: str) -> None:
    assert (ENGLISH.in_ten(share), FRENCH.in_ten(share)) == (english, french)


@pytest.mark.parametrize(
    ("count", "english", "french"),
    [
        (0, "0 cases", "0 dossier"),
        (1, "1 case", "1 dossier"),
        (1200, "1,200 cases", "1\u202f200 dossiers"),
    ],
)
def test_one_and_several(count: int, english: str, french: str) -> None:
    cases = OneOrSeveral(
        Both("{count} case", "{count} dossier"), Both("{count} cases", "{count} dossiers")
    )

    assert (ENGLISH.count(count, cases), FRENCH.count(count, cases)) == (english, french)


def test_a_long_text_is_cut_after_a_word() -> None:
    assert ENGLISH.told("one two  three\nfour", 14) == "one two three…"
    assert ENGLISH.told("x" * 20, 5) == "xxxx…"


def test_what_cannot_be_printed_is_a_space() -> None:
    assert ENGLISH.told("a\x00b\ud800\u200ec") == "a b \u200ec"


def test_a_space_that_does_not_break_stays_one() -> None:
    assert FRENCH.told(" 11\u202f%\u00a0: \u2028 non ") == "11\u202f%\u00a0: non"


def test_the_day_of_writing_is_said_where_it_is_another() -> None:
    same_day = report_of(BRUINE, language="fr")
    later = report_of(BRUINE, language="en", at=date(2026, 4, 1))

    assert same_day.facts == "État au 2\u00a0mars 2026. 62 réponses sur 88 questions."
    assert later.facts == (
        "As things stood on 2\u00a0March 2026. 62 of 88 questions answered. "
        "Written on 1\u00a0April 2026."
    )
