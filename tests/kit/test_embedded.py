"""The embedded database starts once, is shared, survives kills, and stops with its last user."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from parvis.kit.embedded import Address, EmbeddedError, address, hold, revive
from parvis.kit.postmaster import Reply, knock

HOLDER = """
import sys
from pathlib import Path
from parvis.kit.embedded import hold
with hold(Path(sys.argv[1]), fast_and_unsafe=True) as own:
    print(own.host, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder for a server; whatever a test left running on it is stopped."""
    yield tmp_path / "pg"
    if (tmp_path / "pg" / "data" / "PG_VERSION").exists():
        with hold(tmp_path / "pg", fast_and_unsafe=True):
            pass


def test_the_first_start_makes_a_database_that_knows_accents(folder: Path) -> None:
    with hold(folder) as own:
        for extension in ("unaccent", "pg_trgm", "btree_gist"):
            answer(own, f"CREATE EXTENSION {extension}")
        assert answer(own, "SELECT lower('ÉTÉ'), unaccent('été'), current_database()") == (
            "été",
            "ete",
            "parvis",
        )


def test_what_was_written_is_there_after_a_restart(folder: Path) -> None:
    with hold(folder) as own:
        answer(own, "CREATE TABLE kept AS SELECT 7 AS number")
    with hold(folder) as own:
        assert answer(own, "SELECT number FROM kept") == (7,)


def test_nobody_else_may_open_the_folder(folder: Path) -> None:
    with hold(folder, fast_and_unsafe=True):
        modes = [path.stat().st_mode & 0o777 for path in (folder, folder / "data", folder / "run")]
    assert modes == [0o700, 0o700, 0o700]


def test_the_server_stops_with_its_last_holder(folder: Path) -> None:
    with hold(folder, fast_and_unsafe=True) as own:
        server = server_process(folder)
        with hold(folder, fast_and_unsafe=True) as again:
            assert again == own
        assert (knock(own), server_process(folder)) == (Reply.READY, server)
    assert (knock(own), alive(server)) == (Reply.ABSENT, False)


def test_a_second_process_joins_and_keeps_the_server(folder: Path) -> None:
    with hold(folder, fast_and_unsafe=True) as own:
        server = server_process(folder)
        other = holder(folder)
    assert (knock(own), server_process(folder)) == (Reply.READY, server)
    other.communicate()
    assert knock(own) is Reply.ABSENT


def test_a_server_whose_holder_was_killed_is_adopted_and_then_stopped(folder: Path) -> None:
    killed = holder(folder)
    killed.kill()
    killed.communicate()
    orphan = server_process(folder)
    with hold(folder, fast_and_unsafe=True) as own:
        assert server_process(folder) == orphan
    assert knock(own) is Reply.ABSENT


def test_many_start_at_once_and_share_one_server(folder: Path) -> None:
    starters = [start_holder(folder) for _ in range(4)]
    hosts = {wait_until_held(starter) for starter in starters}
    assert hosts == {address(folder).host}
    for starter in starters:
        starter.communicate()
    assert knock(address(folder)) is Reply.ABSENT


def test_a_killed_server_is_started_again_for_those_who_hold_it(folder: Path) -> None:
    with hold(folder) as own:
        answer(own, "CREATE TABLE kept AS SELECT 7 AS number")
        kill_server(folder)
        assert revive(folder)
        assert answer(own, "SELECT number FROM kept") == (7,)
        assert not revive(folder)


def test_a_killed_server_with_a_busy_client_is_started_again(folder: Path) -> None:
    with hold(folder, fast_and_unsafe=True) as own, psycopg.connect(conninfo(own)) as busy:
        backend = busy.info.backend_pid
        os.kill(backend, signal.SIGSTOP)
        kill_server(folder)
        waker = subprocess.Popen(["sh", "-c", f"sleep 1; kill -CONT {backend}"])
        assert revive(folder, fast_and_unsafe=True)
        waker.wait()
        assert answer(own, "SELECT 1") == (1,)


def test_a_server_told_to_end_does_not_wait_for_its_clients(folder: Path) -> None:
    with hold(folder, fast_and_unsafe=True) as own, psycopg.connect(conninfo(own)):
        os.kill(server_process(folder), signal.SIGTERM)
        wait_for(own, Reply.STOPPING)
        began = time.monotonic()
        assert revive(folder, fast_and_unsafe=True)
        assert answer(own, "SELECT 1") == (1,)
        assert time.monotonic() - began < 10


@pytest.mark.parametrize("whose", ["a living stranger", "a zombie", "nobody"])
def test_a_pid_file_that_names_no_server_is_no_obstacle(folder: Path, whose: str) -> None:
    with hold(folder, fast_and_unsafe=True):
        left_behind = (folder / "data" / "postmaster.pid").read_text()
        kill_server(folder)
    stranger = subprocess.Popen(["sleep", "60"], start_new_session=True)
    if whose != "a living stranger":
        stranger.kill()
    if whose == "nobody":
        stranger.wait()
    lines = [str(stranger.pid), *left_behind.splitlines()[1:]]
    (folder / "data" / "postmaster.pid").write_text("\n".join(lines) + "\n")

    with hold(folder, fast_and_unsafe=True) as own:
        assert answer(own, "SELECT 1") == (1,)
        assert (stranger.poll() is None) == (whose == "a living stranger")
    stranger.kill()
    stranger.wait()


def test_an_initdb_cut_short_is_begun_anew(folder: Path) -> None:
    half_made = folder / "initdb-cut"
    half_made.mkdir(parents=True)
    (half_made / "PG_VERSION").write_text("18")
    with hold(folder, fast_and_unsafe=True) as own:
        assert answer(own, "SELECT 1") == (1,)
    assert not half_made.exists()


def test_a_database_that_was_never_made_is_made(folder: Path) -> None:
    with hold(folder, fast_and_unsafe=True) as own:
        postgres = Address(own.host, "postgres", own.user)
        answer(postgres, "DROP DATABASE parvis")
        with hold(folder, fast_and_unsafe=True):
            assert answer(own, "SELECT current_database()") == ("parvis",)


def test_a_path_too_long_for_a_socket_gets_a_short_private_one(tmp_path: Path) -> None:
    folder = tmp_path / ("deep" * 20) / "pg"
    host = Path(address(folder).host)
    assert (len(str(host)), host.parent) == (28, Path("/tmp"))
    with hold(folder, fast_and_unsafe=True) as own:
        assert answer(own, "SELECT 1") == (1,)
        assert host.stat().st_mode & 0o777 == 0o700
    assert not host.exists()


def test_a_strange_path_is_no_obstacle(tmp_path: Path) -> None:
    folder = tmp_path / 'l\'été $HOME \\ "x", 1' / "pg"
    with hold(folder, fast_and_unsafe=True) as own:
        assert answer(own, "SELECT 1") == (1,)


def test_the_folder_of_a_stranger_in_the_temporary_one_is_not_trusted(tmp_path: Path) -> None:
    folder = tmp_path / ("deep" * 20) / "pg"
    host = Path(address(folder).host)
    host.mkdir(mode=0o777)
    host.chmod(0o777)
    try:
        refusal = pytest.raises(EmbeddedError, match=f"^{host} exists and is not a private folder")
        with refusal, hold(folder):
            pass
    finally:
        host.rmdir()


def holder(folder: Path) -> subprocess.Popen[str]:
    process = start_holder(folder)
    wait_until_held(process)
    return process


def start_holder(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )


def wait_until_held(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def conninfo(own: Address) -> str:
    return psycopg.conninfo.make_conninfo(host=own.host, user=own.user, dbname=own.dbname)


def answer(own: Address, query: str) -> tuple[object, ...] | None:
    with psycopg.connect(conninfo(own), autocommit=True) as connection:
        cursor = connection.execute(query.encode())
        return cursor.fetchone() if cursor.description else None


def server_process(folder: Path) -> int:
    return int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])


def kill_server(folder: Path) -> None:
    os.kill(server_process(folder), signal.SIGKILL)
    wait_for(address(folder), Reply.ABSENT)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def wait_for(own: Address, reply: Reply) -> None:
    deadline = time.monotonic() + 5
    while knock(own) is not reply:
        assert time.monotonic() < deadline
        time.sleep(0.02)
