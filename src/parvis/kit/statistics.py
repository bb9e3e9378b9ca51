"""PostgreSQL's statistics, by which it chooses how to find rows."""

from __future__ import annotations

from django.apps import apps
from django.db import connection
from psycopg import sql

FIRST_ROWS = 2_000


def refresh_statistics() -> None:
    """Count anew what lies in our tables; takes a fraction of a second, whatever their size."""
    tables = [model._meta.db_table for model in apps.get_models() if model._meta.managed]
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("ANALYZE {}").format(sql.SQL(", ").join(map(sql.Identifier, tables)))
        )


class FreshStatistics:
    """For one who fills empty tables: PostgreSQL would believe for a minute that they are empty,
    and read them whole for every batch. So they are counted each time they have grown fourfold."""

    def __init__(self) -> None:
        self._due = FIRST_ROWS

    def note(self, rows: int) -> None:
        """`rows` have been written so far."""
        if rows >= self._due:
            refresh_statistics()
            self._due = rows * 4
