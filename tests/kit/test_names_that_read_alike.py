"""A name is kept as it is read: what nobody sees makes no other name."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.kit.characters import plain_name


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("  Colis \t perdus\n", "Colis perdus"),
        ("Re\u0301paration", "Réparation"),
        ("Re\u200b\u0301paration", "Réparation"),
        ("Ré\xadpa\u200bra\u2060tion\ufeff", "Réparation"),
        ("\u202enoitarapéR\u202c", "noitarapéR"),
        ("Ré\u200dpa\ufe0fration\u200c", "Réparation"),
        ("Colis\0perdus", "Colis perdus"),
        ("Colis \ud800perdus", "Colis perdus"),
        *((unseen, "") for unseen in ("", " ", "\u200b", "\u3164", "\u2800", "\u0301", "\ufe0f")),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥"),
        ("👩\u200d👧 3", "👩\u200d👧 3"),
    ],
)
def test_a_name_is_what_is_read(written: str, read: str) -> None:
    assert plain_name(written) == read


@given(st.text(st.characters(), max_size=30))
def test_a_plain_name_is_plain_and_composed(name: str) -> None:
    plain = plain_name(name)

    assert plain_name(plain) == plain
    assert unicodedata.is_normalized("NFC", plain)
