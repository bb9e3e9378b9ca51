"""The PostgreSQL that Parvis brings along: started by the first who needs it, stopped by the last.

Every process that uses the database holds it: a shared lock on a file, which the kernel lets go
when the process ends, however it ends. Whoever lets go and finds nobody left stops the server;
a server whose holders were all killed is simply found again by the next.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from parvis.kit.postgres_programs import EmbeddedError, Programs, find_programs
from parvis.kit.postmaster import SOCKET_NAME, Address, Postmaster, Reply, give, knock

__all__ = ["Address", "EmbeddedError", "address", "hold", "revive"]

NAME = "parvis"
SOCKET_PATH_BYTES = 100
TURN_SECONDS = 180.0
OWN_SETTINGS = "postgresql.conf"
"""What the owner of an installation writes into this file of the folder has the last word."""


def address(folder: Path) -> Address:
    """Where the server of this folder answers, whether it runs or not.

    A socket's path has room for some 100 bytes, and libpq reads a comma as two hosts: folders
    that do not fit have their socket in a short one named after them.
    """
    host = str(folder.resolve() / "run")
    if len(os.fsencode(f"{host}/{SOCKET_NAME}")) > SOCKET_PATH_BYTES or "," in host:
        # Not $TMPDIR: every process must come to the same place, whatever its environment.
        host = f"/tmp/parvis-{hashlib.sha256(os.fsencode(host)).hexdigest()[:16]}"  # noqa: S108
    return Address(host=host, dbname=NAME, user=NAME)


@contextmanager
def hold(
    folder: Path, *, pg_bin: Path | None = None, fast_and_unsafe: bool = False
) -> Iterator[Address]:
    """Start or join the server of this folder and keep it for as long as the block runs.

    On leaving, the last of all processes stops the server. `fast_and_unsafe` forgoes what keeps
    data through a power cut: for tests only. Raises EmbeddedError.
    """
    server = _server(folder, pg_bin=pg_bin, fast_and_unsafe=fast_and_unsafe)
    with _turn(server):
        held = _lock(server, "holders.lock", fcntl.LOCK_SH)
        try:
            server.bring_up()
        except BaseException:
            _let_go(held, server)
            raise
    try:
        yield server.address
    finally:
        with _turn(server):
            _let_go(held, server)


def revive(folder: Path, *, pg_bin: Path | None = None, fast_and_unsafe: bool = False) -> bool:
    """For one who holds it: start the server again if it died. Says whether it was necessary.

    Raises EmbeddedError.
    """
    if knock(address(folder)) is Reply.READY:
        return False
    server = _server(folder, pg_bin=pg_bin, fast_and_unsafe=fast_and_unsafe)
    with _turn(server):
        server.bring_up()
    return True


def _server(folder: Path, *, pg_bin: Path | None, fast_and_unsafe: bool) -> Postmaster:
    folder = folder.resolve()
    programs = find_programs(folder, pg_bin=pg_bin)
    where = address(folder)
    try:
        for path in (folder, folder / "run", folder / "log"):
            _make_private(path, programs)
    except OSError as error:
        raise EmbeddedError(
            f"The data folder {folder} cannot be written ({error.strerror}): "
            "give it to the user who runs Parvis, or set PARVIS_DATA to another folder."
        ) from error
    if where.host != str(folder / "run"):
        _make_socket_folder(Path(where.host), programs)
    settings = _settings(where, fast_and_unsafe=fast_and_unsafe)
    if (folder / OWN_SETTINGS).exists():
        settings += f"include = '../{OWN_SETTINGS}'\n"
    return Postmaster(folder, where, programs, settings)


def _make_private(path: Path, programs: Programs) -> None:
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    if programs.account is None and not os.access(path, os.R_OK | os.W_OK | os.X_OK):
        raise PermissionError(0, f"it belongs to user number {path.stat().st_uid}")
    give(path, programs)


def _make_socket_folder(path: Path, programs: Programs) -> None:
    with suppress(FileExistsError):
        path.mkdir(mode=0o700)
        give(path, programs)
    found = path.lstat()
    owner = programs.account.uid if programs.account else os.geteuid()
    # Anyone may make a folder in /tmp: one that is not ours could lead us to a false server.
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner or found.st_mode & 0o077:
        raise EmbeddedError(
            f"{path} exists and is not a private folder of this user: remove it, or set "
            "PARVIS_DATA to a shorter path."
        )


@contextmanager
def _turn(server: Postmaster) -> Iterator[None]:
    """Be the only process that starts or stops this server."""
    turn = _lock(server, "turn.lock", fcntl.LOCK_EX, seconds=TURN_SECONDS)
    try:
        yield
    finally:
        os.close(turn)


def _lock(server: Postmaster, name: str, kind: int, *, seconds: float = 5.0) -> int:
    """Open and lock a file; closing it, or dying, lets go. Raises EmbeddedError."""
    path = server.folder / name
    deadline = time.monotonic() + seconds
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        give(path, server.programs)
    except OSError as error:
        raise EmbeddedError(
            f"{path} cannot be written ({error.strerror}): free disk space there, or give the "
            "folder to the user who runs Parvis."
        ) from error
    while True:
        try:
            fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                os.close(descriptor)
                raise EmbeddedError(
                    f"Another process of Parvis keeps {path}: wait until it has started or "
                    "stopped the database, or end it."
                ) from None
            time.sleep(0.02)
        except OSError as error:
            os.close(descriptor)
            raise EmbeddedError(
                f"{path} cannot be locked ({error.strerror}): set PARVIS_DATA to a folder on a "
                "disk of this machine."
            ) from error
        else:
            return descriptor


def _let_go(held: int, server: Postmaster) -> None:
    """Stop holding; stop the server when nobody else holds it. Only in one's turn."""
    os.close(held)
    last = os.open(server.folder / "holders.lock", os.O_RDWR)
    try:
        fcntl.flock(last, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    else:
        server.stop()
        if server.address.host != str(server.folder / "run"):
            shutil.rmtree(server.address.host, ignore_errors=True)
    finally:
        os.close(last)


def _settings(where: Address, *, fast_and_unsafe: bool) -> str:
    """PostgreSQL's settings, small enough for a laptop; written anew at each start."""
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": '"' + where.host.replace('"', '""') + '"',
        "unix_socket_permissions": "0700",
        "max_connections": "100",
        "shared_buffers": "64MB",
        "maintenance_work_mem": "64MB",
        "max_wal_size": "512MB",
        "min_wal_size": "64MB",
        "timezone": "UTC",
        "lc_messages": "C",
        # Errors quote the row they are about: a person's data has no place in a log file.
        "log_min_messages": "log",
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
        "log_checkpoints": "off",
    }
    if fast_and_unsafe:
        settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    lines = [f"{name} = {_quoted(value)}" for name, value in settings.items()]
    return "\n".join([*lines, ""])


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
