"""One process at a time, whatever happens to it."""

from __future__ import annotations

import pytest
from django.db import connection

from parvis.kit.turns import turn

SPACE = 7
pytestmark = pytest.mark.django_db


def test_a_turn_is_given_to_one() -> None:
    with turn(SPACE, 1) as first, turn(SPACE, 1) as second, turn(SPACE, 2) as elsewhere:
        assert (first, second, elsewhere) == (True, False, True)


def test_it_comes_back_when_the_work_is_done_or_fails() -> None:
    with pytest.raises(ZeroDivisionError), turn(SPACE, 1):
        raise ZeroDivisionError

    with turn(SPACE, 1) as again:
        assert again


def test_the_connection_of_the_work_holds_no_lock_that_a_pooler_would_leave_behind() -> None:
    with turn(SPACE, 1), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = 7")
        held = cursor.fetchone()[0]
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = 7"
            " AND pid = pg_backend_pid()"
        )
        assert (held, cursor.fetchone()[0]) == (1, 0)
