"""`parvis serve` starts its parts, starts again what dies, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import socket
import time
from pathlib import Path

import pytest

from parvis.config.welcome import welcome
from tests.config.serving import (
    PATIENCE_SECONDS,
    Served,
    await_that,
    copied,
    parvis_says,
    prepared_folder,
    served,
)


@pytest.fixture(scope="module")
def at_rest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepared_folder(tmp_path_factory.mktemp("serve") / "data")


@pytest.fixture
def data(at_rest: Path, tmp_path: Path) -> Path:
    return copied(at_rest, tmp_path / "data")


def test_a_first_start_on_an_empty_folder_ends_with_a_page(tmp_path: Path) -> None:
    with served(tmp_path) as parvis:
        assert f"Parvis is ready: http://127.0.0.1:{parvis.port}" in parvis.said
        assert "Log in as" not in parvis.said
        assert parvis.page() < 400


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_stops_everything_and_the_database_last(data: Path, number: int) -> None:
    with served(data) as parvis:
        for part in ("web", "worker", "listen"):
            parvis.part(part)
        began = time.monotonic()
        os.killpg(parvis.process.pid, number)
        assert parvis.process.wait(PATIENCE_SECONDS) == 0
        assert time.monotonic() - began < 15
    assert parvis.left() == []
    log = (data / "pg" / "log" / "postgresql.log").read_text()
    assert log.splitlines()[-1].endswith("database system is shut down")


def test_a_page_that_stays_open_does_not_delay_the_end_for_long(data: Path) -> None:
    with served(data) as parvis, socket.create_connection(("127.0.0.1", parvis.port)) as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n")
        began = time.monotonic()
        parvis.process.terminate()
        assert parvis.process.wait() == 0
        assert time.monotonic() - began < 15


def test_killed_parts_are_started_again(data: Path) -> None:
    with served(data) as parvis:
        for part in ("web", "worker", "listen"):
            killed = parvis.part(part)
            os.kill(killed, signal.SIGKILL)
            assert another(parvis, part, killed) != killed


def test_a_request_waits_while_the_web_server_is_started_again(data: Path) -> None:
    with served(data) as parvis:
        os.kill(parvis.part("web"), signal.SIGKILL)
        assert parvis.page() < 400


def test_a_killed_database_is_started_again(data: Path) -> None:
    with served(data) as parvis:
        killed = parvis.database()
        os.kill(killed, signal.SIGKILL)
        await_that(lambda: parvis.page() < 400 or None, "no page after the database was killed")
        assert parvis.database() != killed


def test_nothing_outlives_a_killed_supervisor(data: Path) -> None:
    with served(data) as parvis:
        for part in ("web", "worker", "listen"):
            parvis.part(part)
        assert len(parvis.processes()) > 4
        parvis.process.kill()
        parvis.process.wait()
        assert parvis.left() == []
    assert not (data / "pg" / "data" / "postmaster.pid").exists()


def test_a_port_in_use_is_one_sentence(data: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = parvis_says(data, "serve", "--port", str(port))
    assert (done.returncode, done.stdout, done.stderr) == (
        3,
        "",
        (
            f"parvis serve: Port {port} is in use by another program: stop that one, or choose "
            f"another port with --port {port + 1}.\n"
        ),
    )


def test_a_wrong_setting_is_one_sentence(data: Path) -> None:
    done = parvis_says(data, "serve", "--port", "0", PARVIS_URL="help.brand")
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (3, "", 1)
    assert done.stderr.startswith("parvis web: PARVIS_URL is 'help.brand': write an address")


def test_an_own_database_that_is_away_is_one_sentence_without_its_password(data: Path) -> None:
    url = "postgresql://parvis:s3cr3t@127.0.0.1:1/parvis"
    done = parvis_says(data, "serve", "--port", "0", DATABASE_URL=url)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (3, "", 1)
    assert done.stderr.startswith(
        "parvis serve: The database of DATABASE_URL cannot be reached (connection failed: "
    )
    assert "s3cr3t" not in done.stderr


def test_the_demo_is_welcomed_with_its_logins_and_something_to_try() -> None:
    said = welcome("http://127.0.0.1:8000", demo=True)
    for word in ("http://127.0.0.1:8000", "owner", "lead", "agent", "viewer", "What to try"):
        assert word in said


def another(parvis: Served, part: str, killed: int) -> int:
    def look() -> int | None:
        found = parvis.part(part)
        return found if found != killed else None

    return await_that(look, f"{part} was not started again")
