"""When the embedded database cannot be used, one sentence says why and what to do."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

import parvis
from parvis.kit.embedded import EmbeddedError, address, hold
from parvis.kit.postgres_programs import find_programs
from parvis.kit.postmaster import Postmaster, Reply, knock

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount and change user")
SYSTEM_PYTHON = Path("/usr/bin/python3")
HOLD = """
import sys
from pathlib import Path
from parvis.kit.embedded import EmbeddedError, hold
try:
    with hold(Path(sys.argv[1]), fast_and_unsafe=True):
        print((Path(sys.argv[1]) / "data").stat().st_uid)
except EmbeddedError as error:
    print(error)
"""


def refused(folder: Path, *, pg_bin: Path | None = None) -> str:
    with pytest.raises(EmbeddedError) as refusal, hold(folder, pg_bin=pg_bin):
        pass
    return str(refusal.value)


def test_data_of_another_version_is_left_alone(tmp_path: Path) -> None:
    data = tmp_path / "pg" / "data"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("12\n")
    said = refused(tmp_path / "pg")
    assert re.sub(r"are PostgreSQL \d+", "are PostgreSQL N", said) == (
        f"The data in {data} was made by PostgreSQL 12 and these programs are PostgreSQL N: set "
        "PARVIS_PG_BIN to the programs of PostgreSQL 12, or set PARVIS_DATA to another folder to "
        "start empty."
    )
    assert [path.name for path in data.iterdir()] == ["PG_VERSION"]


def test_a_folder_without_programs_is_named(tmp_path: Path) -> None:
    assert refused(tmp_path / "pg", pg_bin=tmp_path).startswith(
        f"{tmp_path} holds no program postgres or initdb or pg_ctl or createdb: set PARVIS_PG_BIN"
    )


def test_programs_that_do_not_run_here_are_named(tmp_path: Path) -> None:
    for name in ("postgres", "initdb", "pg_ctl", "createdb"):
        (tmp_path / name).write_text("#!/bin/sh\necho wrong machine\nexit 1\n")
        (tmp_path / name).chmod(0o755)
    assert refused(tmp_path / "pg", pg_bin=tmp_path).startswith(
        f"{tmp_path / 'postgres'} does not run on this machine (wrong machine): set PARVIS_PG_BIN"
    )


def test_a_file_in_the_place_of_the_folder_is_no_data_folder(tmp_path: Path) -> None:
    (tmp_path / "pg").write_text("")
    assert refused(tmp_path / "pg").startswith(
        f"The data folder {tmp_path / 'pg'} cannot be written (File exists): give it to"
    )


def test_a_server_that_does_not_answer_is_named_with_its_log(tmp_path: Path) -> None:
    folder = tmp_path / "pg"
    with hold(folder, fast_and_unsafe=True):
        pid = int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])
        os.kill(pid, signal.SIGSTOP)
        mute = Postmaster(folder, address(folder), find_programs(folder), "", silence=0.2)
        try:
            with pytest.raises(EmbeddedError) as refusal:
                mute.bring_up()
        finally:
            os.kill(pid, signal.SIGCONT)
    assert re.fullmatch(
        r"The database server does not answer \(it takes connections but does not answer; its "
        rf"log ends with: .+\): stop its process {pid} and start again; its log is "
        rf"{folder}/log/postgresql\.log\.",
        str(refusal.value),
    )


def test_settings_that_postgresql_refuses_are_quoted_from_its_log(tmp_path: Path) -> None:
    folder = tmp_path / "pg"
    with hold(folder, fast_and_unsafe=True):
        pass
    (folder / "postgresql.conf").write_text("shared_buffers = much\n")
    said = refused(folder)
    assert said.startswith(f"The database in {folder} does not start (configuration file")
    (folder / "postgresql.conf").unlink()


@contextmanager
def small_disk(place: Path, size: str) -> Iterator[Path]:
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "parvis", str(place)]
    done = subprocess.run(mount, check=False, capture_output=True, text=True)
    if done.returncode != 0:
        pytest.skip(f"a small disk cannot be made here: {done.stderr.strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def fill_up(disk: Path) -> Path:
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(65536))
    return filler


@as_root
def test_a_disk_without_space_is_named_before_anything_is_made(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "20m") as disk:
        assert refused(disk / "pg") == (
            f"There is no disk space for the database in {disk / 'pg'} (20 MB free): free at "
            "least 500 MB there, or set PARVIS_DATA to a folder on another disk."
        )
        assert not list(disk.glob("pg/initdb-*"))


@as_root
def test_a_disk_that_filled_up_is_named_at_the_next_start(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "200m") as disk:
        with hold(disk / "pg", fast_and_unsafe=True):
            pass
        filler = fill_up(disk)
        assert refused(disk / "pg").startswith("There is no disk space for the database in ")
        filler.unlink()
        with hold(disk / "pg", fast_and_unsafe=True) as own:
            assert knock(own) is Reply.READY


@as_root
def test_an_ordinary_user_has_a_server_of_their_own(open_folder: Path) -> None:
    nobody = pwd.getpwnam("nobody")
    os.chown(open_folder, nobody.pw_uid, nobody.pw_gid)
    assert held_by("nobody", open_folder / "pg") == str(nobody.pw_uid)


@as_root
def test_the_server_of_a_user_stays_theirs_when_root_joins(open_folder: Path) -> None:
    daemon = pwd.getpwnam("daemon")
    os.chown(open_folder, daemon.pw_uid, daemon.pw_gid)
    with hold(open_folder / "pg", fast_and_unsafe=True):
        pass
    owners = {path.stat().st_uid for path in (open_folder / "pg").rglob("*")}
    assert owners == {daemon.pw_uid}
    assert held_by("daemon", open_folder / "pg") == str(daemon.pw_uid)


@as_root
def test_the_folder_of_another_user_is_named(open_folder: Path) -> None:
    (open_folder / "pg").mkdir(mode=0o700)
    assert held_by("nobody", open_folder / "pg").startswith(
        f"The data folder {open_folder / 'pg'} cannot be written ("
    )


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user can reach, unlike those of pytest."""
    place = Path("/tmp") / f"parvis-test-{os.getpid()}"
    place.mkdir(mode=0o755)
    yield place
    shutil.rmtree(place)


def held_by(user: str, folder: Path) -> str:
    """What a process of this user says that holds the folder's server."""
    entry = pwd.getpwnam(user)
    sources = [str(Path(parvis.__file__).parents[1]), str(find_programs(folder).folder.parents[2])]
    python = next(
        (
            path
            for path in (Path(sys.executable).resolve(), SYSTEM_PYTHON)
            if path.exists() and runs_as(entry, path)
        ),
        None,
    )
    if python is None:
        pytest.skip("no Python 3.11 on this machine can be run by another user")
    done = subprocess.run(
        [str(python), "-c", HOLD, str(folder)],
        check=False,
        user=entry.pw_uid,
        group=entry.pw_gid,
        extra_groups=[],
        cwd="/",
        capture_output=True,
        text=True,
        env={"PYTHONPATH": os.pathsep.join(sources), "PATH": os.environ["PATH"]},
    )
    return (done.stdout + done.stderr).strip()


def runs_as(entry: pwd.struct_passwd, python: Path) -> bool:
    try:
        done = subprocess.run(
            [str(python), "-c", "import sys; sys.exit(sys.version_info < (3, 11))"],
            check=False,
            user=entry.pw_uid,
            group=entry.pw_gid,
            extra_groups=[],
            cwd="/",
        )
    except PermissionError:
        return False
    return done.returncode == 0
