"""One PostgreSQL server on one data folder: is it there, start it, stop it.

The socket is asked, not the pid: a pid in `postmaster.pid` may be dead, a zombie, or by now
another program's. The pid only says whether a silent server must be waited for.
"""

from __future__ import annotations

import enum
import os
import re
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from parvis.kit.postgres_programs import EmbeddedError, Programs, last_line

SOCKET_NAME = ".s.PGSQL.5432"
START_MARK = "-- start\n"
ASK_SECONDS = 5.0
ABSENT_SECONDS = 10.0
ORPHAN_SECONDS = 30.0
SILENCE_SECONDS = 45.0
RECOVERY_SECONDS = 900.0
STOP_SECONDS = 60.0
LOG_BYTES = 10_000_000
NEEDED_BYTES = 100_000_000
"""What initdb writes (about 40 MB) with room for the first write-ahead log."""


@dataclass(frozen=True)
class Address:
    """Where a database answers: `host` is the folder of its socket."""

    host: str
    dbname: str
    user: str


_started: dict[Path, subprocess.Popen[bytes]] = {}
"""The servers that this process started, by folder: their parent must fetch their end."""


class Reply(enum.Enum):
    """What a server said to somebody who knocked."""

    READY = "ready"
    NO_DATABASE = "the database is missing"
    STARTING = "starting up"
    STOPPING = "shutting down"
    MUTE = "it takes connections but does not answer"
    ABSENT = "nobody listens"


def knock(address: Address, *, seconds: float = ASK_SECONDS) -> Reply:
    """Open a connection as a client does, and close it. Never raises for a missing server."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(seconds)
        try:
            line.connect(f"{address.host}/{SOCKET_NAME}")
            line.sendall(_greeting(address))
            return _reply(line)
        except (FileNotFoundError, ConnectionRefusedError, ConnectionResetError, BrokenPipeError):
            return Reply.ABSENT
        except TimeoutError:
            return Reply.MUTE
        except OSError as error:
            raise EmbeddedError(
                f"The database in {address.host} cannot be reached: {error.strerror}. "
                "It may belong to another user: run Parvis as the user who started it."
            ) from error


def _greeting(address: Address) -> bytes:
    protocol = 3 << 16
    wishes = f"user\0{address.user}\0database\0{address.dbname}\0\0".encode()
    return struct.pack("!II", 8 + len(wishes), protocol) + wishes


def _reply(line: socket.socket) -> Reply:
    with line.makefile("rb") as stream:
        while True:
            head = stream.read(5)
            if len(head) < 5:
                return Reply.ABSENT
            kind, length = struct.unpack("!cI", head)
            body = stream.read(length - 4)
            if kind == b"E":
                return _refusal(body)
            if kind == b"Z":
                line.sendall(b"X\0\0\0\4")
                return Reply.READY


def _refusal(body: bytes) -> Reply:
    fields = {part[:1]: part[1:].decode(errors="replace") for part in body.split(b"\0") if part}
    state, said = fields.get(b"C", ""), fields.get(b"M", "")
    match state:
        case "3D000":
            return Reply.NO_DATABASE
        case "53300":  # too many clients: alive and busy
            return Reply.READY
        case "57P03":
            return Reply.STOPPING if "shutting down" in said else Reply.STARTING
        case _:
            raise EmbeddedError(
                f"The database refuses Parvis ({said}): its data folder was made by something "
                "else; set PARVIS_DATA to another folder."
            )


class _EndedError(Exception):
    """The server that was started has ended. `killed` from outside, which says nothing of it."""

    def __init__(self, *, killed: bool) -> None:
        super().__init__()
        self.killed = killed


@dataclass
class Postmaster:
    """The server of `folder`: its data in `data/`, its words in `log/`.

    Whoever calls must see to it that nobody else starts or stops it at the same time.
    """

    folder: Path
    address: Address
    programs: Programs
    settings: str
    silence: float = SILENCE_SECONDS
    """How long a server may leave a knock without an answer."""

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "log" / "postgresql.log"

    def bring_up(self) -> None:
        """Return when the server answers and has its database; start what must be started.

        Raises EmbeddedError.
        """
        deadline = time.monotonic() + ORPHAN_SECONDS
        while not self._try_to_bring_up():
            if time.monotonic() > deadline:
                raise self._failure()
            time.sleep(0.2)

    def stop(self) -> None:
        """Stop the server, if it lives, without waiting for its clients. Raises EmbeddedError."""
        pid = self._living_pid()
        if pid is None:
            return
        for mode in ("fast", "immediate"):
            # Not -w: pg_ctl waits its full time for a server that was killed meanwhile.
            self.programs.run("pg_ctl", "-D", str(self.data), "-m", mode, "-W", "stop")
            if self._has_ended(pid, within=STOP_SECONDS):
                return
        raise EmbeddedError(
            f"The database server (process {pid}) does not stop: end it with kill -QUIT {pid}; "
            f"its log is {self.log}."
        )

    def _has_ended(self, pid: int, *, within: float) -> bool:
        deadline = time.monotonic() + within
        while self._is_ours(pid) or _serves(pid, self.data):
            if time.monotonic() > deadline:
                return False
            time.sleep(0.01)
        return True

    def _is_ours(self, pid: int) -> bool:
        """Whether this is the process that we started, and its end was not fetched yet."""
        server = _started.get(self.folder)
        return server is not None and server.pid == pid and self._reap() is None

    def _try_to_bring_up(self) -> bool:
        """False when it is worth another try: the server was killed while it started, or an
        orphan of a killed one still has the memory, and ends by itself."""
        reply = self._knock()
        if reply is Reply.ABSENT and self._living_pid() is not None:
            reply = self._wait_while(Reply.ABSENT, seconds=ABSENT_SECONDS)
        if reply in (Reply.STOPPING, Reply.ABSENT):
            self.stop()
            self._start()
        try:
            self._wait_until_ready()
        except _EndedError as ended:
            if ended.killed or "pre-existing shared memory" in self._last_words():
                return False
            raise self._failure() from None
        return True

    def _start(self) -> None:
        try:
            self._make_data()
            self._check_version()
            self._forget_the_dead()
            self._write_settings()
            self._spawn()
        except OSError as error:
            raise _explain(os.strerror(error.errno or 0), folder=self.folder) from error

    def _write_settings(self) -> None:
        path = self.data / "postgresql.conf"
        path.write_text(self.settings, encoding="utf-8")
        give(path, self.programs)

    def _spawn(self) -> None:
        if self.log.exists() and self.log.stat().st_size > LOG_BYTES:
            self.log.replace(self.log.with_suffix(".old.log"))
        with self.log.open("ab", buffering=0) as log:
            log.write(START_MARK.encode())
            server = self.programs.start("postgres", "-D", str(self.data), output=log)
        _started[self.folder] = server
        give(self.log, self.programs)

    def _wait_until_ready(self) -> None:
        reply = self._wait_while(Reply.ABSENT, Reply.MUTE, seconds=self.silence)
        if reply is Reply.STARTING:
            reply = self._wait_while(Reply.STARTING, Reply.MUTE, seconds=RECOVERY_SECONDS)
            if reply is Reply.ABSENT and self._living_pid() is None:
                raise _EndedError(killed=self._reap() in (None, -signal.SIGKILL))
        if reply is Reply.NO_DATABASE:
            reply = self._create_database()
        if reply is not Reply.READY:
            raise EmbeddedError(
                f"The database server does not answer ({reply.value}; its log ends with: "
                f"{self._last_words()}): stop its process {self._living_pid()} and start again; "
                f"its log is {self.log}."
            )

    def _wait_while(self, *replies: Reply, seconds: float) -> Reply:
        deadline = time.monotonic() + seconds
        pause = 0.01
        while (reply := self._knock()) in replies and time.monotonic() < deadline:
            if (code := self._reap()) is not None:
                raise _EndedError(killed=code == -signal.SIGKILL)
            time.sleep(pause)
            pause = min(pause * 1.5, 0.2)
        return reply

    def _knock(self) -> Reply:
        return knock(self.address, seconds=min(ASK_SECONDS, self.silence))

    def _reap(self) -> int | None:
        """The exit code of the server that we started, once it has ended; then it is forgotten."""
        server = _started.get(self.folder)
        if server is None or (code := server.poll()) is None:
            return None
        del _started[self.folder]
        return code

    def _create_database(self) -> Reply:
        names = ("-U", self.address.user, self.address.dbname)
        code, said = self.programs.run("createdb", "-h", self.address.host, *names)
        reply = self._knock()
        if code != 0 and reply is not Reply.READY:
            raise _explain(said, folder=self.folder)
        return reply

    # What lies on the disk

    def _make_data(self) -> None:
        if (self.data / "PG_VERSION").exists():
            return
        for leftover in self.folder.glob("initdb-*"):
            shutil.rmtree(leftover, ignore_errors=True)
        if shutil.disk_usage(self.folder).free < NEEDED_BYTES:
            raise _no_space(self.folder)
        # Made aside and renamed, so that a kill in the middle leaves no half-made folder.
        fresh = Path(tempfile.mkdtemp(prefix="initdb-", dir=self.folder))
        give(fresh, self.programs)
        code, said = self.programs.run("initdb", "-D", str(fresh), *self._initdb_options())
        if code != 0:
            shutil.rmtree(fresh, ignore_errors=True)
            raise _explain(said, folder=self.folder)
        fresh.rename(self.data)

    def _initdb_options(self) -> list[str]:
        options = ["-U", self.address.user, "-E", "UTF8", "--auth=trust"]
        if self.programs.major_version() < 17:
            return [*options, "--locale=C.UTF-8"]
        return [*options, "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]

    def _check_version(self) -> None:
        found = (self.data / "PG_VERSION").read_text().strip()
        ours = str(self.programs.major_version())
        if found != ours:
            raise EmbeddedError(
                f"The data in {self.data} was made by PostgreSQL {found} and these programs are "
                f"PostgreSQL {ours}: set PARVIS_PG_BIN to the programs of PostgreSQL {found}, or "
                "set PARVIS_DATA to another folder to start empty."
            )

    def _forget_the_dead(self) -> None:
        """Remove pid files that PostgreSQL itself would believe: see the module's first lines.

        Safe, because PostgreSQL also refuses to start while memory of an older server is in use.
        """
        if (before := _started.get(self.folder)) is not None:
            self._has_ended(before.pid, within=ORPHAN_SECONDS)  # killed, its end not yet fetched
        if self._living_pid() is None:
            (self.data / "postmaster.pid").unlink(missing_ok=True)
            Path(self.address.host, f"{SOCKET_NAME}.lock").unlink(missing_ok=True)

    def _living_pid(self) -> int | None:
        """The process of a server that truly runs on this data, or None."""
        try:
            first = (self.data / "postmaster.pid").read_text().split("\n", 1)[0]
        except FileNotFoundError:
            return None
        pid = int(first) if first.strip().isdigit() else 0
        return pid if pid and _serves(pid, self.data) else None

    def _last_words(self) -> str:
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        words = text.rsplit(START_MARK, 1)[-1]
        # "starting up" and the like are answers to us who knocked, not reasons.
        fatal = re.findall(r"(?:FATAL|PANIC):\s+(?!the database system is)(.*)", words)
        return fatal[-1] if fatal else last_line(words)

    def _failure(self) -> EmbeddedError:
        return _explain(self._last_words(), folder=self.folder)


def give(path: Path, programs: Programs) -> None:
    """Let PostgreSQL own this path, when it runs as another user than we."""
    if programs.account is not None:
        os.chown(path, programs.account.uid, programs.account.gid)


def _serves(pid: int, data: Path) -> bool:
    if sys.platform != "linux":
        return _serves_by_ps(pid, data)
    process = Path(f"/proc/{pid}")
    try:
        state = (process / "stat").read_text().rsplit(")", 1)[1].split()[0]
        # A postmaster works in its data folder; a stranger with the same number does not.
        return state not in "ZX" and (process / "cwd").samefile(data)
    except (OSError, IndexError):
        return False


def _serves_by_ps(pid: int, data: Path) -> bool:
    command = ["ps", "-o", "stat=,command=", "-p", str(pid)]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout  # noqa: S603
    return bool(said) and not said.startswith("Z") and "postgres" in said and str(data) in said


def _explain(said: str, *, folder: Path) -> EmbeddedError:
    if "No space left" in said or "could not write" in said:
        return _no_space(folder)
    return EmbeddedError(
        f"The database in {folder} does not start ({last_line(said)}): "
        f"its log is {folder / 'log' / 'postgresql.log'}."
    )


def _no_space(folder: Path) -> EmbeddedError:
    free = shutil.disk_usage(folder).free // 1_000_000
    return EmbeddedError(
        f"There is no disk space for the database in {folder} ({free} MB free): free at least "
        "500 MB there, or set PARVIS_DATA to a folder on another disk."
    )
