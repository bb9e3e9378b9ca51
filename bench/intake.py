"""Intake: from a file of normalised messages to visible cases, against COPY of the same rows."""

from __future__ import annotations

import time
from argparse import Namespace
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from statistics import median

from django.db.models import Q
from psycopg import sql

from bench.cast import found_brand
from bench.conversations import as_json_lines, conversations
from bench.figures import Figure
from bench.installation import Installation
from bench.sizes import Sizes

ACCOUNT = "bench"
OURS, FINISHED = "bench_intake", "bench_finished"
Rows = dict[str, tuple[str, bytes]]


def measure(installation: Installation, sizes: Sizes) -> list[Figure]:
    """Messages a second of `parvis import`, and of the bare COPY of all rows that it wrote."""
    file = installation.folder / "messages.jsonl"
    _warm_up(installation, file)
    file.write_bytes(as_json_lines(conversations(sizes.messages)))
    ours, bare = [], []
    for _ in range(sizes.rounds):
        with installation.database(OURS):
            found_brand()
            ours.append(sizes.messages / import_file(file))
            rows = finished_rows(installation, OURS)
        bare.append(sizes.messages / copy_seconds(installation, rows))
    ratio = median(one / other for one, other in zip(ours, bare, strict=True))
    return [
        Figure(
            name="intake",
            unit="messages/s",
            ours=median(ours),
            yardstick=median(bare),
            ratio=ratio,
            bar="1/4 of COPY",
            ok=ratio >= 1 / 4,
            note=f"{sizes.messages:,} jsonl lines to visible cases",
        )
    ]


def import_file(file: Path, *, format_of_file: str = "jsonl") -> float:
    """Seconds of one `parvis import` in this process; fails when a message found no place."""
    from parvis.channels.cli_import import run

    options = Namespace(file=file, format=format_of_file, account=ACCOUNT, brand=None)
    with redirect_stdout(StringIO()) as said, redirect_stderr(StringIO()) as doubts:
        start = time.perf_counter()
        code = run(options)
        seconds = time.perf_counter() - start
    if code or "quarantined 0" not in said.getvalue() or _without_case():
        raise RuntimeError(f"the import is not whole: {said.getvalue()}{doubts.getvalue()}")
    return seconds


def finished_rows(installation: Installation, database: str) -> Rows:
    """The rows of every table that was written to, as COPY gives them."""
    with installation.connect(database) as connection:
        rows: Rows = {}
        for table, columns in _tables(connection):
            wanted = sql.SQL("COPY {} ({}) TO STDOUT").format(
                sql.Identifier(table), sql.SQL(columns)
            )
            with connection.cursor().copy(wanted) as copy:
                content = b"".join(bytes(part) for part in copy)
            if content:
                rows[table] = columns, content
        return rows


def copy_seconds(installation: Installation, rows: Rows) -> float:
    """Seconds of COPY of these rows into empty tables with all indexes, keys and checks."""
    installation.make_database(FINISHED)
    try:
        with installation.connect(FINISHED) as connection:
            start = time.perf_counter()
            for table, (columns, content) in rows.items():
                wanted = sql.SQL("COPY {} ({}) FROM STDIN").format(
                    sql.Identifier(table), sql.SQL(columns)
                )
                with connection.cursor().copy(wanted) as copy:
                    copy.write(content)
            connection.commit()
            return time.perf_counter() - start
    finally:
        installation.drop_database(FINISHED)


def _warm_up(installation: Installation, file: Path) -> None:
    """Load the code, and see once that what is compared is whole."""
    file.write_bytes(as_json_lines(conversations(300, seed=2)))
    with installation.database(OURS):
        found_brand()
        import_file(file)
        copy_seconds(installation, finished_rows(installation, OURS))


def _without_case() -> bool:
    """Some imported message that calls for an answer is in no case, or was not even judged."""
    from parvis.channels.models import Message

    imported = Message.objects.filter(account__name=ACCOUNT)
    return imported.filter(
        Q(direction="in", judgement=None) | Q(judgement__calls_for_answer=True, place=None)
    ).exists()


def _tables(connection: object) -> Sequence[tuple[str, str]]:
    """Each table of the ledger, the inbox and the log with the columns that can be written."""
    import psycopg

    assert isinstance(connection, psycopg.Connection)
    return connection.execute(
        """SELECT c.relname, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)
           FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
           WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
             AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
             AND c.relname ~ '^(brands|channels|people|inbox|kit)_'
           GROUP BY c.oid, c.relname ORDER BY c.oid"""
    ).fetchall()
