"""`parvis backup`: the whole database in one file, while everything runs on."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from django.db import connection
from psycopg.conninfo import make_conninfo

from parvis.config.cli import CannotStartError
from parvis.kit.postgres_programs import find_programs, last_line
from parvis.kit.settings import data_folder

STANDARD_STREAM = Path("-")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        metavar="FILE",
        type=Path,
        help='where the backup is written; "-" is standard output',
    )


def run(options: argparse.Namespace) -> int:
    """Write the backup; a file of that name is replaced, once the new one is whole."""
    file: Path = options.file
    if file.is_dir():
        raise CannotStartError(f"{file} is a folder: name the file that is to be in it.")
    if file == STANDARD_STREAM:
        _dump(to=sys.stdout.buffer)
    else:
        _replace(file)
        print(f"{file}: {file.stat().st_size / 1e6:.1f} MB")
    keys = data_folder() / "keys"
    print(
        f"Its secrets open with the keys alone: keep a copy of {keys} in another place.",
        file=sys.stderr if file == STANDARD_STREAM else sys.stdout,
    )
    return 0


def _replace(file: Path) -> None:
    draft = file.with_name(f"{file.name}.part")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    except OSError as error:
        raise CannotStartError(
            f"{draft} cannot be written ({error.strerror}): choose another folder."
        ) from error
    try:
        with os.fdopen(descriptor, "wb") as written:
            _dump(to=written)
            os.fsync(written.fileno())
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)


def _dump(*, to: IO[bytes]) -> None:
    run_program("pg_dump", "--format=custom", "--no-owner", "--no-privileges", output=to)


def run_program(
    name: str,
    *arguments: str,
    source: IO[bytes] | int = subprocess.DEVNULL,
    output: IO[bytes] | int = subprocess.DEVNULL,
) -> None:
    """Run one of PostgreSQL's programs on our database. Raises CannotStartError with its reason."""
    program = find_programs(data_folder() / "pg").folder / name
    if not os.access(program, os.X_OK):
        raise CannotStartError(
            f"There is no {program}: set PARVIS_PG_BIN to a folder with PostgreSQL's programs."
        )
    done = subprocess.run(  # noqa: S603 the command is ours, no shell
        [program, f"--dbname={_place()}", *arguments],
        stdin=source,
        stdout=output,
        stderr=subprocess.PIPE,
        env=_environment(),
        check=False,
    )
    if done.returncode:
        said = last_line(done.stderr.decode(errors="replace"))
        raise CannotStartError(f"{name} did not succeed: {said}")


def _place() -> str:
    """Where the database is, without its password, which every user could read in a command."""
    own = connection.settings_dict
    named = {
        "dbname": own["NAME"],
        "user": own["USER"],
        "host": own["HOST"],
        "port": own.get("PORT"),
        **{key: value for key, value in own.get("OPTIONS", {}).items() if key != "pool"},
    }
    return make_conninfo("", **{key: str(value) for key, value in named.items() if value})


def _environment() -> Mapping[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    password = connection.settings_dict.get("PASSWORD")
    return {**kept, "LC_ALL": "C", **({"PGPASSWORD": str(password)} if password else {})}
