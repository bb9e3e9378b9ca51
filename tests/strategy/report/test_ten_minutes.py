"""What stands before the evidence is read in ten minutes, and the evidence has the rest."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from parvis.strategy.counting import with_counts
from parvis.strategy.diagnosis.diagnose import diagnose
from parvis.strategy.diagnosis.form import Channel
from parvis.strategy.diagnosis.reading import read_form
from parvis.strategy.diagnosis.result import Diagnosis
from parvis.strategy.report.tree import Report, Section, texts
from parvis.strategy.report.writing import report_of
from tests.strategy.forms import TODAY
from tests.strategy.report.shops import FORM

DOCS = Path(__file__).parents[3] / "docs/reference"
EXAMPLES = {"english": "diagnosis-example.yaml", "french": "diagnosis-example.fr.yaml"}

TEN_MINUTES = 2200
"""Words: ten minutes at 220 a minute, at which adults read such texts to themselves."""
MANY_CHANNELS = 3000
"""Words, of a brand on forty channels: three minutes more are asked of its director."""


def diagnosed(example: str) -> Diagnosis:
    path = DOCS / EXAMPLES[example]
    return diagnose(with_counts(read_form(path.read_bytes(), today=TODAY), folder=DOCS))


def words(said: str) -> int:
    """What is read as a word: dashes and dots between things are not."""
    return sum(any(letter.isalnum() for letter in word) for word in said.split())


def main_part(report: Report) -> tuple[Section, ...]:
    keys = [section.key for section in report.sections]
    return report.sections[: keys.index("evidence")]


def words_before_the_evidence(diagnosis: Diagnosis) -> int:
    report = report_of(diagnosis, language=diagnosis.form.language)
    return sum(map(words, texts(main_part(report))))


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_example_is_read_in_ten_minutes(example: str) -> None:
    assert words_before_the_evidence(diagnosed(example)) <= TEN_MINUTES


def test_forty_channels_do_not_make_it_a_book() -> None:
    channels = tuple(
        Channel(key=f"channel_{number}", asked=10.0 * number, answered=0.02 * number)
        for number in range(1, 41)
    )
    many = diagnose(replace(FORM, channels=channels))

    assert len(many.channels) >= 40
    assert words_before_the_evidence(many) <= MANY_CHANNELS


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_reason_and_every_change_stands_in_the_evidence(example: str) -> None:
    diagnosis = diagnosed(example)
    report = report_of(diagnosis, language=diagnosis.form.language)
    evidence = next(section for section in report.sections if section.key == "evidence")
    found = set(texts(evidence))
    said = [
        words.said_in(report.language)
        for seen in diagnosis.channels
        for words in (
            *(reason.says for reason in (*seen.speaks_for, *seen.speaks_against)),
            *seen.would_change,
        )
    ]

    assert len(said) > 60
    assert [one for one in said if one.replace("'", "’") not in found] == []
