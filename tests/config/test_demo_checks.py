"""The demo's team has looked at quiet messages, so that its pages say what triage may miss."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from parvis.channels.models import Message
from parvis.config.demo.checks import check_what_is_quiet
from parvis.config.demo.conversation import conversation
from parvis.config.demo.founding import Town, found
from parvis.config.demo.voices import Words, say
from parvis.inbox.models import Case, Judgement, SpotCheck

NOW = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    """Of one script, a question, what it is answered, and thanks; triage took neither for a
    question."""
    town = found(at=NOW)
    talk = conversation("choix-ville")
    assert talk is not None
    for n in (0, 2):
        say(town, [Words(talk, n, NOW - timedelta(days=2) + timedelta(hours=n))])
    Case.objects.all().delete()
    Judgement.objects.update(calls_for_answer=False, needs_answer=0.1)
    return town


def test_what_its_talk_answers_was_missed_and_is_answered_and_resolved(town: Town) -> None:
    check_what_is_quiet(town, at=NOW)

    found_out = SpotCheck.objects.order_by("judgement__said_at")
    assert list(found_out.values_list("calls_for_answer", flat=True)) == [True, False]
    assert Case.objects.get().state == "resolved"
    (answer,) = Message.objects.filter(direction="out")
    assert answer.text.startswith("Bonjour Emma")


def test_it_is_looked_at_once(town: Town) -> None:
    check_what_is_quiet(town, at=NOW)
    check_what_is_quiet(town, at=NOW + timedelta(hours=1))

    assert SpotCheck.objects.filter(checked_at=NOW).count() == 2
