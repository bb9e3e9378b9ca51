"""A lookup for long lists of values: `filter(key__one_of=keys)`.

The same as `__in` for texts and numbers, but all the values are one parameter, an array written
as PostgreSQL reads it. With `__in` each value is a parameter of its own, which Django and the
driver pay for one by one: with hundreds of them that takes longer than PostgreSQL's answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, ForeignKey, Lookup
from django.db.models.sql.compiler import SQLCompiler


@ForeignKey.register_lookup
@Field.register_lookup
class OneOf(Lookup[Iterable[Any]]):
    lookup_name = "one_of"

    def get_prep_lookup(self) -> str:
        return "{" + ",".join(map(_quoted, self.rhs)) + "}"

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        column, params = self.process_lhs(compiler, connection)
        kind = self.lhs.output_field.rel_db_type(connection)
        return f"{column} = ANY(%s::{kind}[])", (*params, self.rhs)


def _quoted(value: str | int) -> str:
    if isinstance(value, int):
        return str(value)
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
