"""An own server without what search is made of, or a role that may not make it: said clearly."""

from __future__ import annotations

import pytest
from django.db import connection

from parvis.config.checkups import extensions
from parvis.config.doctor import Level

pytestmark = pytest.mark.django_db


def test_all_that_is_needed_is_there() -> None:
    assert extensions().level is Level.FINE


def test_a_role_that_may_not_make_one_is_told_what_to_ask_for() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE guest_of_the_doctor")
        cursor.execute("DROP EXTENSION btree_gin CASCADE")
        cursor.execute("SET LOCAL ROLE guest_of_the_doctor")

    finding = extensions()

    assert (finding.level, finding.said, finding.mend) == (
        Level.WRONG,
        "This role may not make btree_gin in this database.",
        "Let its owner run there: CREATE EXTENSION IF NOT EXISTS btree_gin;",
    )
