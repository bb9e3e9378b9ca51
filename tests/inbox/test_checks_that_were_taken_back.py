"""An upgrade finds in the log the checks of quiet messages that were taken back."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from parvis.brands.models import User
from parvis.inbox.actions import (
    check_quiet,
    needs_no_answer,
    restore_correction,
    undo_check,
    undo_correction,
)
from parvis.inbox.models import Correction, SpotCheck
from tests.inbox.letters import Letters, hour, thanks

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE = ("inbox", "0017_an_alert_that_grew")


def upgrade_from_before() -> None:
    """As it was then: of a message that is checked its check is there, and no other."""
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes("inbox")
    for version in ([BEFORE], newest):
        MigrationExecutor(connection).migrate(version)


def checks() -> set[tuple[object, ...]]:
    rows = SpotCheck.objects.values_list(
        "judgement", "calls_for_answer", "by", "by_name", "checked_at", "undone_at"
    )
    return set(rows)


def test_each_is_there_again_with_the_moment_at_which_it_was_taken_back(
    letters: Letters, agent: User, lead: User
) -> None:
    holds, undone, corrected, put_back, looked_at_twice = [
        thanks(letters, number) for number in range(1, 6)
    ]
    check_quiet(holds, calls_for_answer=False, by=agent, at=hour(3))
    check_quiet(undone, calls_for_answer=False, by=agent, at=hour(3))
    undo_check(undone, by=agent, at=hour(4))
    check_quiet(corrected, calls_for_answer=True, by=agent, at=hour(3))
    needs_no_answer(corrected, by=lead, at=hour(5))
    check_quiet(put_back, calls_for_answer=True, by=agent, at=hour(3))
    said = Correction.objects.get(judgement=put_back.pk)
    undo_correction(said, by=lead, at=hour(4))
    restore_correction(said, by=lead, at=hour(5))
    check_quiet(looked_at_twice, calls_for_answer=True, by=agent, at=hour(3))
    check_quiet(looked_at_twice, calls_for_answer=False, by=lead, at=hour(6))
    before = checks()

    upgrade_from_before()

    assert checks() == before
    assert before == {
        (holds.pk, False, agent.pk, "Ines", hour(3), None),
        (undone.pk, False, agent.pk, "Ines", hour(3), hour(4)),
        (corrected.pk, True, agent.pk, "Ines", hour(3), hour(5)),
        (put_back.pk, True, agent.pk, "Ines", hour(3), None),
        (looked_at_twice.pk, True, agent.pk, "Ines", hour(3), hour(6)),
        (looked_at_twice.pk, False, lead.pk, "Lea", hour(6), None),
    }
    assert check_quiet(undone, calls_for_answer=True, by=lead, at=hour(7))
