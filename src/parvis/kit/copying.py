"""Inserting many rows at once by COPY: several times faster than INSERT, with the same checks.

For rows that are known to be new. A row that breaks a constraint fails the whole batch, as it
should; `copy_unless_taken` is for rows that another process may have inserted a moment before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Any, TypeVar

from django.db import DataError, IntegrityError, connection, models, transaction
from django.db.models import NOT_PROVIDED
from psycopg import sql

Row = TypeVar("Row", bound=models.Model)
AnyField = models.Field[Any, Any]
WHOLE_NUMBERS = {"smallint": range(-(2**15), 2**15), "integer": range(-(2**31), 2**31)}


def copy_rows(rows: Iterable[Row]) -> list[Row]:
    """Insert the rows, give them their ids, and return them. Signals of Django are not sent."""
    new = list(rows)
    if not new:
        return new
    model = type(new[0])
    _number(model, new)
    fields = [field for field in model._meta.local_concrete_fields if not _is_computed(field)]
    # every field of a new row lies in its __dict__: reading it there asks no descriptor
    values = itemgetter(*(field.attname for field in fields))
    _copy(model, fields, (values(vars(row)) for row in new))
    database = connection.alias
    for row in new:
        row._state.adding = False
        row._state.db = database
    return new


def copy_values(
    model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """Insert rows of which nobody needs the objects: the values of the fields that are named.

    A foreign key is named as its column (`case_id`). Fields that are not named get what the
    database gives them by itself: an id, or an error.
    """
    by_name = {field.attname: field for field in model._meta.local_concrete_fields}
    _copy(model, [by_name[name] for name in names], rows)


def next_ids(model: type[models.Model], count: int) -> list[int]:
    """So many ids of the table's own sequence; nobody else gets them."""
    key = model._meta.pk
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval((SELECT pg_get_serial_sequence(%s, %s)::regclass))"
            " FROM generate_series(1, %s)",
            [model._meta.db_table, key.column, count],
        )
        return [number for (number,) in cursor.fetchall()]


def copy_unless_taken(
    model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[object]]
) -> bool:
    """As `copy_values`; but when a unique name is taken, insert none of them and return False."""
    try:
        with transaction.atomic():
            copy_values(model, names, rows)
    except IntegrityError:
        return False
    return True


def _copy(
    model: type[models.Model], fields: Sequence[AnyField], rows: Iterable[Sequence[object]]
) -> None:
    """In PostgreSQL's own format, which spares both sides the writing and the reading of digits."""
    statement = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT BINARY)").format(
        sql.Identifier(model._meta.db_table),
        sql.SQL(", ").join(sql.Identifier(str(field.column)) for field in fields),
    )
    types = [_type(field) for field in fields]
    small = [(at, WHOLE_NUMBERS[kind]) for at, kind in enumerate(types) if kind in WHOLE_NUMBERS]
    # Django's cursor passes `copy` through as it is: its errors are made Django's here
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(statement) as copy,
    ):
        copy.set_types(types)
        for row in rows:
            for at, numbers in small:
                _refuse_too_large(row[at], numbers, field=fields[at])
            copy.write_row(row)


def _type(field: AnyField) -> str:
    """The type of the column without its length: `varchar` of `varchar(40)`."""
    return str(field.db_type(connection)).partition("(")[0]


def _refuse_too_large(value: object, numbers: range, *, field: AnyField) -> None:
    """PostgreSQL would, but of a number that is too large the driver sends it the lower half."""
    if isinstance(value, int) and not numbers.start <= value < numbers.stop:
        raise DataError(f"{field} cannot hold {value}")


def _number(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Ids from the table's own sequence, where the database would give them."""
    key = model._meta.pk
    unnumbered = [row for row in rows if row.pk is None]
    if not isinstance(key, models.AutoField | models.BigAutoField) or not unnumbered:
        return
    for row, number in zip(unnumbered, next_ids(model, len(unnumbered)), strict=True):
        row.pk = number


def _is_computed(field: AnyField) -> bool:
    return field.generated or field.db_default is not NOT_PROVIDED
