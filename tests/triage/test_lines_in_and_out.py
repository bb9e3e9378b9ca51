"""`parvis triage`, line by line: each gets its answer, whatever is in it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from parvis.triage import Place, Text
from parvis.triage.cli import answers
from parvis.triage.commands.lines import LINE_MAX
from parvis.triage.judge import shipped

KEYS = [
    *("id", "language", "tone", "p_negative", "p_neutral", "p_positive", "complaint", "question"),
    *("needs_reply", "promotional", "abuse", "churn", "urgency", "matter"),
]


def answered(*lines: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in answers(lines, shipped())]


def asked(**keys: object) -> bytes:
    return json.dumps({"id": 1, "text": "Où est mon colis ?", **keys}).encode()


def test_a_verdict_has_exactly_these_keys_in_this_order() -> None:
    [told] = answered(asked())
    assert list(told) == KEYS


def test_a_verdict_tells_labels_and_chances() -> None:
    text = "Toujours pas remboursé de ma commande, c'est une honte !"
    [verdict] = shipped().judge([Text.said_at(Place.PRIVATE, text)])
    [told] = answered(asked(id="a-1", text=text))
    assert told == {
        "id": "a-1",
        "language": "fr",
        "tone": "negative",
        "p_negative": verdict.tone.p_negative,
        "p_neutral": verdict.tone.p_neutral,
        "p_positive": verdict.tone.p_positive,
        "complaint": verdict.complaint,
        "question": verdict.question,
        "needs_reply": verdict.needs_answer,
        "promotional": verdict.promotional,
        "abuse": verdict.abuse,
        "churn": verdict.churn,
        "urgency": verdict.urgency,
        "matter": verdict.matter,
    }


def test_what_is_about_nothing_in_particular_has_no_matter() -> None:
    [told] = answered(asked(text="ok"))
    assert told["matter"] is None


@pytest.mark.parametrize("given_id", ["é 😀", "", 7, -1.5, 12345678901234567890, True, None])
def test_the_id_comes_back_as_it_was(given_id: object) -> None:
    [line] = answers([asked(id=given_id)], shipped())
    told = json.loads(line)["id"]
    assert (told, type(told)) == (given_id, type(given_id))


def test_letters_are_written_as_they_are() -> None:
    [line] = answers([asked(id="été")], shipped())
    assert line.startswith('{"id":"été",'.encode())


@pytest.mark.parametrize(
    ("lang", "language"), [("nl", "nl"), ("PT-br", "pt"), ("zz", "fr"), (None, "fr")]
)
def test_a_language_that_is_told_and_known_is_believed(lang: str | None, language: str) -> None:
    [told] = answered(asked(text="Bonjour, où est ma commande ?", lang=lang))
    assert told["language"] == language


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (b"", {"error": "the line is empty"}),
        (b"xx", {"error": "no JSON: Expecting value at character 1"}),
        (b'{"id": 1, "text"', {"error": "no JSON: Expecting ':' delimiter at character 17"}),
        (b"[]", {"error": "no JSON object"}),
        (b'"text"', {"error": "no JSON object"}),
        (b"{}", {"error": "there is no id"}),
        (b'{"text": "a"}', {"error": "there is no id"}),
        (b'{"id": 1}', {"id": 1, "error": "there is no text"}),
        (b'{"id": 1, "text": null}', {"id": 1, "error": "text is not a string"}),
        (b'{"id": "a", "text": 4}', {"id": "a", "error": "text is not a string"}),
        (b'{"id": [1], "text": "a"}', {"error": "id is neither a string nor a number"}),
        (b'{"id": 1e999, "text": "a"}', {"error": "id is too large a number"}),
        (
            b'{"id": 1' + b"0" * 5000 + b', "text": "a"}',
            {"error": "no message: a number in it is too large"},
        ),
        (b'{"id": NaN, "text": "a"}', {"error": "no JSON: NaN is no number"}),
        (b'{"id": 1, "text": "\xff"}', {"error": "byte 20 is not UTF-8"}),
        (
            b'{"id": 1, "text": "a\\u0000"}',
            {"id": 1, "error": "text holds half a character or a NUL"},
        ),
        (
            b'{"id": 1, "text": "\\ud83d"}',
            {"id": 1, "error": "text holds half a character or a NUL"},
        ),
        (b'{"id": "\\ud83d", "text": ""}', {"error": "id holds half a character or a NUL"}),
        (b'{"id": 1, "text": "a", "lang": 3}', {"id": 1, "error": "lang is not a string"}),
        (b"[" * 100_000, {"error": "no message: nested too deep"}),
        (b"1" * (LINE_MAX + 1), {"error": "the line is longer than 4,194,304 bytes"}),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_is_no_message_is_told_with_the_reason(line: bytes, error: dict[str, object]) -> None:
    before, told, after = answered(asked(id="before"), line, asked(id="after"))
    assert (before["id"], told, after["id"]) == ("before", error, "after")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.binary(max_size=200), max_size=4))
@example([b'{"id": 1, "text": "a", "context": {"previous": [[]]}}'])
@example([b'{"id": 1' + b"0" * 5000 + b', "text": ""}'])
def test_any_bytes_are_answered_by_one_line(lines: list[bytes]) -> None:
    told = list(answers([*lines, asked(id="last")], shipped()))
    assert len(told) == len(lines) + 1
    assert all(line.count(b"\n") == 1 and line.endswith(b"\n") for line in told)
    assert json.loads(told[-1])["id"] == "last"


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
NAMES = ("place", "visibility", "surface", "public", "addressed", "author", "previous", "title")


@settings(max_examples=60, deadline=None)
@given(JSON, JSON, JSON | st.dictionaries(st.sampled_from(NAMES), JSON | st.just("public")))
def test_any_json_is_judged_or_refused_in_order(
    text: object, lang: object, context: object
) -> None:
    line = asked(text=text, lang=lang, context=context)
    told = answered(asked(id="before"), line, asked(id="after"))
    assert [told[0]["id"], told[2]["id"]] == ["before", "after"]
    assert list(told[1]) in ([*KEYS], ["id", "error"], ["error"])


def test_verdicts_are_the_same_with_reasons_and_without() -> None:
    texts = [Text.said_at(place, "Merci, mais où est mon colis ? 😡") for place in Place]
    explained = shipped().judge(texts)
    assert [replace(verdict, reasons=()) for verdict in explained] == shipped().judge(
        texts, explained=False
    )
