"""Inserting many rows at once by COPY: several times faster than INSERT, with the same checks.

For rows that are known to be new. A row that breaks a constraint fails the whole batch, as it
should; where another process may have been quicker, `bulk_create(ignore_conflicts=True)` stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from typing import Any, TypeVar

from django.db import connection, models
from django.db.models import NOT_PROVIDED
from psycopg import sql
from psycopg.types.json import Jsonb

Row = TypeVar("Row", bound=models.Model)


def copy_rows(rows: Iterable[Row]) -> list[Row]:
    """Insert the rows, give them their ids, and return them. Signals of Django are not sent."""
    new = list(rows)
    if not new:
        return new
    model = type(new[0])
    _number(model, new)
    fields = [field for field in model._meta.local_concrete_fields if not _is_computed(field)]
    columns = [sql.Identifier(str(field.column)) for field in fields]
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(model._meta.db_table), sql.SQL(", ").join(columns)
    )
    readers = [_reader(field) for field in fields]
    # Django's cursor passes `copy` through as it is: its errors are made Django's here
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(statement) as copy,
    ):
        for row in new:
            copy.write_row([read(row) for read in readers])
    for row in new:
        row._state.adding = False
        row._state.db = connection.alias
    return new


def _number(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Ids from the table's own sequence, where the database would give them."""
    key = model._meta.pk
    unnumbered = [row for row in rows if row.pk is None]
    if not isinstance(key, models.AutoField | models.BigAutoField) or not unnumbered:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [model._meta.db_table, key.column, len(unnumbered)],
        )
        for row, (number,) in zip(unnumbered, cursor.fetchall(), strict=True):
            row.pk = number


def _is_computed(field: models.Field[Any, Any]) -> bool:
    return field.generated or field.db_default is not NOT_PROVIDED


def _reader(field: models.Field[Any, Any]) -> Callable[[models.Model], object]:
    name = field.attname
    if isinstance(field, models.JSONField):
        return lambda row: Jsonb(getattr(row, name))

    def read(row: models.Model) -> object:
        value = getattr(row, name)
        return value.value if isinstance(value, Enum) else value

    return read
