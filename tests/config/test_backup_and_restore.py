"""A backup is one file; restored into an empty database, nothing is sent a second time."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from parvis.kit.embedded import hold
from tests.config.ordeal import counted, rows, run_inside
from tests.config.serving import environment, parvis, parvis_says, prepared_folder

FILL = """
from parvis.brands.actions import create_brand
from parvis.channels.actions import connect_account, pull_account, queue_reply, read_deliveries
from parvis.channels.models import Message
from parvis.channels.town import post_on_square
from parvis.kit.actors import PARVIS, Actor
from parvis.kit.clock import now

brand = create_brand("Maison Tilleul", slug="tilleul", by=PARVIS, at=now())
square = connect_account(brand, connector_id="demo", name="Square", by=PARVIS, at=now())
post_on_square(brand, handle="zoe", name="Zoé", text="@tilleul où est ma théière ?", at=now())
pull_account(square)
read_deliveries(square)
ines = Actor(kind="user", id=1, name="Ines")
queue_reply(answers=Message.objects.get(), text="Ici.", client_key="click-1", by=ines, at=now())
"""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = prepared_folder(tmp_path_factory.mktemp("backup") / "data")
    run_inside(data, FILL)
    return data


@pytest.fixture(scope="module")
def backup(filled: Path) -> Path:
    file = filled.parent / "parvis.dump"
    done = parvis_says(filled, "backup", str(file))
    assert (done.returncode, done.stderr) == (0, "")
    assert f"keep a copy of {filled / 'keys'} in another place" in done.stdout
    return file


@pytest.fixture(scope="module")
def restored(backup: Path) -> Path:
    data = backup.parent / "restored"
    with backup.open() as file:
        done = subprocess.run(
            parvis("restore", "-"),
            env=environment(data, {}),
            stdin=file,
            capture_output=True,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[:1] == ["Restored."]
    assert done.stdout.splitlines()[1].startswith("1 replies were waiting")
    return data


def test_a_backup_is_readable_by_its_owner_alone(backup: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600
    assert list(backup.parent.glob("*.part")) == []


def test_what_was_there_is_there_again(filled: Path, restored: Path) -> None:
    assert contents(restored) == contents(filled)


def test_a_reply_that_may_have_left_since_is_not_sent_again(restored: Path) -> None:
    with hold(restored / "pg"):
        states = rows(restored, "SELECT state, look_at IS NOT NULL FROM channels_outgoing")
    assert states == [("uncertain", True)]


def test_the_log_of_another_server_is_no_news(restored: Path) -> None:
    with hold(restored / "pg"):
        later = rows(restored, "SELECT verb FROM kit_activity WHERE tx > '1'::xid8")
    assert later == [("reply.uncertain",)]


def test_it_goes_through_a_pipe_as_well(filled: Path) -> None:
    piped = subprocess.run(
        parvis("backup", "-"), env=environment(filled, {}), capture_output=True, check=True
    )

    assert (piped.stdout[:5], piped.stderr.count(b"keep a copy")) == (b"PGDMP", 1)


def test_nothing_is_ever_overwritten(filled: Path, backup: Path) -> None:
    done = parvis_says(filled, "restore", str(backup))

    assert (done.returncode, done.stderr.splitlines()) == (
        3,
        [
            (
                "parvis restore: The database is not empty, and nothing is overwritten: set "
                "PARVIS_DATA to a new folder, or DATABASE_URL to an empty database."
            )
        ],
    )


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_wrong_path_is_one_sentence(filled: Path, tmp_path: Path, command: str) -> None:
    data = filled if command == "backup" else tmp_path / "data"
    done = parvis_says(data, command, "/nowhere/parvis.dump")

    assert (done.returncode, len(done.stderr.splitlines())) == (3, 1)
    assert "/nowhere/parvis.dump" in done.stderr


def test_a_folder_is_no_file_to_write_to(filled: Path, tmp_path: Path) -> None:
    done = parvis_says(filled, "backup", str(tmp_path))

    assert (done.returncode, done.stderr) == (
        3,
        f"parvis backup: {tmp_path} is a folder: name the file that is to be in it.\n",
    )


def test_nothing_is_restored_into_a_database_that_is_away(backup: Path, tmp_path: Path) -> None:
    url = "postgresql://parvis:s3cr3t@127.0.0.1:1/parvis"
    done = parvis_says(tmp_path, "restore", str(backup), DATABASE_URL=url)

    assert (done.returncode, len(done.stderr.splitlines()), "s3cr3t" in done.stderr) == (
        3,
        1,
        False,
    )


def contents(data: Path) -> dict[str, int]:
    """How many rows the tables of Parvis have; the outbox of a restore says one thing more."""
    tables = "SELECT tablename, 1 FROM pg_tables WHERE schemaname = 'public'"
    with hold(data / "pg"):
        names = counted(data, tables).keys() - {"kit_activity", "procrastinate_workers"}
        return {
            name: counted(data, f'SELECT 0, count(*) FROM "{name}"')["0"] for name in sorted(names)
        }
