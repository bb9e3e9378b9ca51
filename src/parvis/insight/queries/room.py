"""Room for PostgreSQL to sort in: the numbers sort a hundred thousand rows a dozen times."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def room_to_sort() -> Iterator[None]:
    """One transaction, in which sorting need not go to the disk, nor be compiled beforehand."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL work_mem = '64MB'; SET LOCAL jit = off")
        yield
