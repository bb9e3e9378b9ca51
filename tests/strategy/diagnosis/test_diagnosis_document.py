"""The JSON of a diagnosis: all of it, with nothing in it that JSON cannot say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given

from parvis.strategy.diagnosis.diagnose import diagnose
from parvis.strategy.diagnosis.document import as_json
from parvis.strategy.diagnosis.form import Form
from parvis.strategy.diagnosis.result import Diagnosis
from parvis.strategy.diagnosis.summary import as_text
from parvis.strategy.diagnosis.words import Language
from tests.strategy.forms import FORMS, read, unhurried

LANGUAGES: tuple[Language, ...] = ("en", "fr")
OUTERMOST = """
on: {day}
promise_hours: 1e-12
places:
- {{name: a, kind: account, channel: x, state: alive, last_sign: {day}}}
- {{name: b, kind: forum, last_sign: 0001-01-01}}
segments:
- {{name: s, size: 0, channels: {{x: {{present: 0 %, expects: 0 %}}}}}}
- {{name: t, size: 1000000000000, channels: {{x: 100 %, y: 0 %}}}}
aims: [{{id: expertise, target: 1e12, today: -1e12, due: 9999-12-31}}]
means: {{people: 1e-12, hours_a_week: 0, handling_minutes: 1e-9, gesture: 0}}
channels:
- {{key: x, asked: 1e12, answered: 0, promotions: 1e12, replies: 0, handling_minutes: 1e12}}
- {{key: y, asked: 0, answered: 0, promotions: 0, replies: 0, handling_minutes: 0}}
- {{key: z, asked: 1e-12, hours_to_answer: 1e12}}
told: {{posts_per_reply: 1e12, hours_to_answer: 1e12, answered: 0.000001, people_asked: 0}}
"""


def _is_said(form: Form) -> None:
    diagnosis = diagnose(form)
    for language in LANGUAGES:
        text = json.dumps(as_json(diagnosis, language), allow_nan=False)
        assert set(json.loads(text)) == _keys()
        assert as_text(diagnosis, language)


def _keys() -> set[str]:
    """Those of a diagnosis, and of its form whose and when."""
    of_diagnosis = {member.name for member in fields(Diagnosis)} - {"form"}
    return {"version", "language", "brand", "on"} | of_diagnosis


@unhurried
@given(FORMS)
def test_any_form_gives_a_document_and_a_text(form: Form) -> None:
    _is_said(form)


@pytest.mark.parametrize("day", ["0001-01-01", "2026-03-01", "9999-12-31"])
def test_so_do_the_outermost_figures_and_days(day: str) -> None:
    _is_said(read(OUTERMOST.format(day=day)))


def test_its_sentences_are_in_one_language() -> None:
    diagnosis = diagnose(read("places: [{name: a, kind: account, channel: x, state: silent}]"))
    english, french = (set(_texts(as_json(diagnosis, language))) for language in LANGUAGES)
    assert len(english - french) > 50
    assert len(french - english) > 50


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for child in value.values():
            yield from _texts(child)
    elif isinstance(value, list):
        for child in value:
            yield from _texts(child)


def test_every_key_that_comes_out_is_explained() -> None:
    reference = Path(__file__).parents[3] / "docs" / "reference"
    explained = (reference / "diagnosis.md").read_text(encoding="utf-8").split("What comes out")[1]
    form = read((reference / "diagnosis-example.yaml").read_text(encoding="utf-8"))

    keys = set(_keys_in(json.loads(json.dumps(as_json(diagnose(form), "en")))))

    assert {key for key in keys if f"`{key}`" not in explained} == set()


def _keys_in(value: object) -> Iterator[str]:
    match value:
        case dict():
            yield from value
            yield from (key for below in value.values() for key in _keys_in(below))
        case list():
            yield from (key for below in value for key in _keys_in(below))
