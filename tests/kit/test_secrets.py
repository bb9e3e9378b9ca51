"""Sealed values open in their own row with their own key, and nowhere else."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import TypedDict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.kit import secrets
from parvis.kit.settings import SettingsError

KEY = secrets.MasterKey(b"k" * 32)


class Place(TypedDict):
    table: str
    row: int
    field: str


PLACE = Place(table="channels_account", row=7, field="imap_password")


@given(st.text())
def test_what_was_sealed_opens_again(plain: str) -> None:
    assert KEY.open(KEY.seal(plain, **PLACE), **PLACE) == plain


@pytest.mark.parametrize(
    "elsewhere",
    [
        Place(table="other", row=7, field="imap_password"),
        Place(table="channels_account", row=8, field="imap_password"),
        Place(table="channels_account", row=7, field="smtp_password"),
    ],
)
def test_a_value_moved_to_another_row_is_void(elsewhere: Place) -> None:
    sealed = KEY.seal("hunter2", **PLACE)

    with pytest.raises(secrets.SecretUnreadable, match="does not open"):
        KEY.open(sealed, **elsewhere)


def test_another_key_opens_nothing() -> None:
    sealed = KEY.seal("hunter2", **PLACE)

    with pytest.raises(secrets.SecretUnreadable):
        secrets.MasterKey(b"x" * 32).open(sealed, **PLACE)


def test_the_same_words_are_sealed_differently_each_time() -> None:
    assert KEY.seal("hunter2", **PLACE) != KEY.seal("hunter2", **PLACE)


def test_a_kept_key_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "master"

    first, second = secrets.key_kept_in(path), secrets.key_kept_in(path)

    assert first == second
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == ["master"]


def test_an_empty_key_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "master").touch()

    with pytest.raises(SettingsError, match="is empty: restore it from a backup"):
        secrets.key_kept_in(tmp_path / "master")


def test_a_short_signature_depends_on_everything() -> None:
    made = {
        secrets.short_signature(key, message, purpose=purpose)
        for key in (b"a", b"b")
        for message in ("1", "2")
        for purpose in ("x", "y")
    }
    assert (len(made), {len(signature) for signature in made}) == (8, {16})
