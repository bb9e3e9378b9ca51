"""No message takes long, however long it is."""

import time

import pytest

from parvis.triage import Text
from parvis.triage.judge import judge
from parvis.triage.words import READ_AT_MOST


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
