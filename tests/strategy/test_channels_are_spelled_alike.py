"""A channel has one key, whether it was written in a file or on a page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.strategy.diagnosis.channel_keys import KEY_LENGTH, channel_key
from parvis.strategy.diagnosis.form import Channel
from parvis.strategy.forms.fields import ChannelField
from tests.strategy.forms import read


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Twitter", "x"),
        ("E-mail", "mail"),
        ("Google Maps", "google"),
        ("Google Reviews", "google"),
        ("Cafe\u0301 du coin", "caf\u00e9_du_coin"),
        ("Our_Forum", "our_forum"),
    ],
)
def test_a_page_and_a_file_make_the_same_of_it(written: str, key: str) -> None:
    assert ChannelField().clean(written) == key
    assert read(f"channels: [{written}]").channels == (Channel(key=key),)


@given(st.text(max_size=KEY_LENGTH + 5))
def test_a_key_is_its_own_key(written: str) -> None:
    key = channel_key(written)

    assert channel_key(key) == key
    assert len(key) <= KEY_LENGTH
