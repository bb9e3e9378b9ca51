"""The command `parvis` finds its commands and says failures in one sentence."""

from __future__ import annotations

import importlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from parvis.config.cli import COMMANDS, Command
from tests.config.serving import parvis_says


def test_help_names_every_command(tmp_path: Path) -> None:
    done = parvis_says(tmp_path, "--help")
    named = [line.split()[0] for line in done.stdout.splitlines() if line.startswith("    ")]
    assert done.returncode == 0
    assert set(named) >= {command.name for command in COMMANDS}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_has_the_same_doors(command: Command) -> None:
    module = importlib.import_module(command.module)
    assert callable(module.add_arguments)
    assert callable(module.run)


def test_an_unknown_command_is_a_wrong_command_line(tmp_path: Path) -> None:
    done = parvis_says(tmp_path, "serv")
    assert (done.returncode, "invalid choice: 'serv'" in done.stderr) == (2, True)


def test_no_command_at_all_gets_the_help(tmp_path: Path) -> None:
    done = parvis_says(tmp_path)
    assert (done.returncode, done.stderr.startswith("usage: parvis")) == (2, True)


def test_the_version_is_said_without_a_database(tmp_path: Path) -> None:
    done = parvis_says(tmp_path, "--version")
    assert (done.returncode, done.stdout.startswith("parvis ")) == (0, True)
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_option_is_said_before_the_database_starts(tmp_path: Path) -> None:
    done = parvis_says(tmp_path, "worker", "--speed", "9")
    assert (done.returncode, (tmp_path / "pg").exists()) == (2, False)


def test_a_data_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = parvis_says(tmp_path / "file" / "data", "migrate")
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (3, "", 1)
    assert done.stderr.startswith(f"parvis migrate: The data folder {tmp_path / 'file' / 'data'} ")


def test_a_database_that_is_away_is_one_sentence(tmp_path: Path) -> None:
    url = "postgresql://parvis:s3cr3t@127.0.0.1:1/parvis"
    done = parvis_says(tmp_path, "migrate", DATABASE_URL=url)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (3, "", 1)
    assert done.stderr.startswith("parvis migrate: The database on 127.0.0.1 cannot be used (")
    assert "s3cr3t" not in done.stderr


def test_an_address_that_is_none_is_one_sentence(tmp_path: Path) -> None:
    done = parvis_says(tmp_path, "migrate", DATABASE_URL="s3cr3t@127.0.0.1")
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (3, "", 1)
    assert "DATABASE_URL cannot be read: write postgresql://" in done.stderr
    assert "s3cr3t" not in done.stderr


def test_commands_that_start_at_once_on_an_empty_folder_all_find_the_tables(tmp_path: Path) -> None:
    with ThreadPoolExecutor(3) as starters:
        done = list(starters.map(lambda _: parvis_says(tmp_path, "migrate"), range(3)))
    assert [(each.returncode, each.stdout, each.stderr) for each in done] == [
        (0, "The database is up to date.\n", "")
    ] * 3
    assert not (tmp_path / "pg" / "data" / "postmaster.pid").exists()


def test_a_command_of_djangos_gets_its_words_as_they_are(tmp_path: Path) -> None:
    done = parvis_says(tmp_path, "manage", "check", "--help")
    assert (done.returncode, "--fail-level" in done.stdout) == (0, True)


def test_a_closed_standard_output_is_one_sentence() -> None:
    words = ["sh", "-c", 'exec "$0" -m parvis version >&-', sys.executable]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (
        1,
        "parvis version: what it says cannot be written: Bad file descriptor\n",
    )
