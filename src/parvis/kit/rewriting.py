"""Updating many rows, each with values of its own, in one short statement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, LiteralString, cast

from django.db import connection, models
from psycopg import sql

AnyField = models.Field[Any, Any]


def rewrite_rows(rows: Iterable[models.Model], names: Sequence[str]) -> None:
    """Write these fields of the rows, which have one table. Signals of Django are not sent.

    One array for each column goes to the database, whatever the number of rows: `bulk_update`
    would build a CASE of as many branches for each.
    """
    changed = list(rows)
    if not changed:
        return
    model = type(changed[0])
    by_name = {field.name: field for field in model._meta.local_concrete_fields}
    fields = [model._meta.pk, *(by_name[name] for name in names)]
    columns = [sql.Identifier(str(field.column)) for field in fields]
    statement = sql.SQL("UPDATE {} AS old SET {} FROM unnest({}) AS new ({}) WHERE {}").format(
        sql.Identifier(model._meta.db_table),
        sql.SQL(", ").join(sql.SQL("{0} = new.{0}").format(column) for column in columns[1:]),
        sql.SQL(", ").join(sql.SQL("%s::{}[]").format(_type(field)) for field in fields),
        sql.SQL(", ").join(columns),
        sql.SQL("old.{0} = new.{0}").format(columns[0]),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [_values(changed, field) for field in fields])


def _type(field: AnyField) -> sql.SQL:
    """The column's type, such as `varchar(10)`: the model's word, and nobody else's."""
    return sql.SQL(cast("LiteralString", field.db_type(connection)))


def _values(rows: Sequence[models.Model], field: AnyField) -> list[object]:
    values = (getattr(row, field.attname) for row in rows)
    return [field.get_db_prep_save(value, connection) for value in values]
