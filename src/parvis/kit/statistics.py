"""PostgreSQL's statistics, by which it chooses how to find rows."""

from __future__ import annotations

from django.apps import apps
from django.db import connection
from psycopg import sql

FIRST_ROWS = 2_000


# without the columns of which an index holds an expression: they are 0 in the catalogue
INDEXED = """
    SELECT indexed.relname, array_agg(DISTINCT attname ORDER BY attname)
    FROM pg_index
    JOIN pg_class indexed ON indexed.oid = indrelid
    JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY(indkey)
    WHERE indexed.relname = ANY(%s) AND indexed.relnamespace = current_schema::regnamespace
    GROUP BY indexed.relname ORDER BY indexed.relname
"""


def refresh_statistics() -> None:
    """Count anew what lies in our tables; takes a fraction of a second, whatever their size.

    Of the columns by which rows are found, those of the indexes: long texts would take most of the
    time. PostgreSQL counts the others itself, in its own good time.
    """
    tables = [model._meta.db_table for model in apps.get_models() if model._meta.managed]
    with connection.cursor() as cursor:
        cursor.execute(INDEXED, [tables])
        counted = sql.SQL(", ").join(
            sql.SQL("{} ({})").format(
                sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
            )
            for table, columns in cursor.fetchall()
        )
        cursor.execute(sql.SQL("ANALYZE {}").format(counted))


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
