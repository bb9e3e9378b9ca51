"""What an encoder is given of a text: what is meant, without what is put around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.triage.plain import plainly


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Toujours rien reçu !!!", "Toujours rien reçu."),
        ("You broke it!! Again!", "You broke it. Again."),
        ("Vous ouvrez quand ???!", "Vous ouvrez quand ?"),
        ("are you serious?!?", "are you serious?"),
        ("متى توصل؟!", "متى توصل؟"),
        ("no help at all #fail #bruine", "no help at all fail bruine"),
        ("see https://bruine.example/p/48213 please", "see please"),
        ("order #48213 is late", "order #48213 is late"),
        ("plain as it is.", "plain as it is."),
    ],
)
def test_shouts_links_and_marks_of_hashtags_are_left_out(written: str, said: str) -> None:
    assert plainly(written) == said


@pytest.mark.parametrize("text", ["!!!", "https://bruine.example", "www.bruine.example !", "", " "])
def test_what_holds_nothing_else_stays_as_it_is(text: str) -> None:
    assert plainly(text) == text


@given(st.text(alphabet="ab !?#؟.\nw:/", max_size=60))
def test_said_plainly_twice_is_said_plainly(text: str) -> None:
    assert plainly(plainly(text)) == plainly(text)
