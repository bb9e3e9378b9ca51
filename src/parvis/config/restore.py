"""`parvis restore`: a backup into an empty database."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import IO

from django.db import DatabaseError, connection

from parvis.channels.actions.restored import doubt_what_was_waiting
from parvis.config.backup import STANDARD_STREAM, run_program
from parvis.config.cli import CannotStartError, cannot_use_database
from parvis.config.tables import bring_tables_up_to_date
from parvis.kit.activity import put_behind_every_mark
from parvis.kit.clock import now


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        metavar="FILE",
        type=Path,
        help='what parvis backup wrote; "-" is standard input',
    )


def run(options: argparse.Namespace) -> int:
    """Fill the database, bring its tables up to date, and doubt what may have left since."""
    file: Path = options.file
    if _tables():
        raise CannotStartError(
            "The database is not empty, and nothing is overwritten: set PARVIS_DATA to a new "
            "folder, or DATABASE_URL to an empty database."
        )
    if file == STANDARD_STREAM:
        _fill(sys.stdin.buffer)
    else:
        try:
            with file.open("rb") as source:
                _fill(source)
        except OSError as error:
            raise CannotStartError(
                f"{file} cannot be read ({error.strerror}): correct the path or its rights."
            ) from error
    bring_tables_up_to_date()
    put_behind_every_mark()
    doubted = doubt_what_was_waiting(at=now())
    print("Restored.")
    if doubted:
        print(
            f"{doubted} replies were waiting when the backup was made and may have left since: "
            "they are looked for on their networks, and shown as uncertain until then."
        )
    return 0


def _tables() -> list[str]:
    try:
        return connection.introspection.table_names()
    except DatabaseError as error:
        raise cannot_use_database(error) from error


def _fill(source: IO[bytes]) -> None:
    run_program(
        "pg_restore",
        *("--single-transaction", "--no-owner", "--no-privileges", "--no-comments"),
        source=source,
    )
