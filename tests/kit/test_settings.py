"""Settings are read loudly: what cannot be used stops the program with one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from parvis.kit import settings


def test_a_value_may_lie_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_text("from-file\n")

    assert settings.text("PARVIS_SECRET_KEY", environ={"PARVIS_SECRET_KEY_FILE": str(path)}) == (
        "from-file"
    )


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(settings.SettingsError, match="PARVIS_SECRET_KEY_FILE names /nowhere/key"):
        settings.text("PARVIS_SECRET_KEY", environ={"PARVIS_SECRET_KEY_FILE": "/nowhere/key"})


@pytest.mark.parametrize(
    ("word", "meaning"), [("yes", True), ("1", True), ("no", False), ("", False), ("OFF", False)]
)
def test_yes_and_no_are_understood(word: str, meaning: bool) -> None:
    assert settings.flag("PARVIS_DEBUG", environ={"PARVIS_DEBUG": word}) is meaning


def test_another_word_than_yes_or_no_is_refused() -> None:
    with pytest.raises(settings.SettingsError, match="PARVIS_DEBUG is 'maybe': write yes or no"):
        settings.flag("PARVIS_DEBUG", environ={"PARVIS_DEBUG": "maybe"})


def test_an_address_without_a_scheme_is_refused() -> None:
    with pytest.raises(settings.SettingsError, match="PARVIS_URL"):
        settings.url("PARVIS_URL", default="", environ={"PARVIS_URL": "help.brand.com"})


def test_the_data_folder_is_the_named_one() -> None:
    assert settings.data_folder(environ={"PARVIS_DATA": "/srv/parvis"}) == Path("/srv/parvis")
