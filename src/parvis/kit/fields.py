"""Column types that PostgreSQL has and Django has not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Expression, Func

if TYPE_CHECKING:
    TransactionField = models.Field[int, int]
else:
    TransactionField = models.Field


class CurrentTransaction(Func):
    """`pg_current_xact_id()`: the transaction that writes the row."""

    function = "pg_current_xact_id"
    arity = 0


class TransactionIdField(TransactionField):
    """An `xid8`: 64 bits, never wrapped around, ordered by when transactions began."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:  # noqa: ARG002
        return "xid8"

    def from_db_value(
        self,
        value: str | int | None,
        expression: Expression,  # noqa: ARG002
        connection: BaseDatabaseWrapper,  # noqa: ARG002
    ) -> int | None:
        return None if value is None else int(value)


class LogMark(Func):
    """A mark for `kit.activity.since`, read along with other rows: what `mark()` gives."""

    template = "pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
    output_field = models.BigIntegerField()
    arity = 0
