"""The demo's past is told through the product's own actions, and told once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from parvis.channels.models import Letter, Message, Outgoing, SquarePost
from parvis.config.demo.brand import TEAM
from parvis.config.demo.founding import Town, found, open_to_the_present
from parvis.config.demo.plan import Told
from parvis.config.demo.saved import SAVED_ANSWERS
from parvis.config.demo.scripts import SCRIPTS, Line, Past, Script
from parvis.config.demo.story import tell
from parvis.inbox.models import Case, Follow, Mention, Move, Note, Promise, Snooze, Tagging
from parvis.kit.models import Activity
from parvis.people.models import Link

NOW = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db

QUESTION = Script(
    key="test-question",
    channel="mail",
    person="maelle",
    language="fr",
    begins=Past(1, "tue", "10:00"),
    lines=(
        Line("person", "Bonjour, où est ma commande ?", subject="Ma commande"),
        Line("note", "Chez le transporteur.", 10),
        Line("agent", "Elle arrive demain.", 20),
        Line("person", "Merci beaucoup !", 5),
    ),
)


@pytest.fixture
def town() -> Town:
    return found(at=NOW)


def told(town: Town, *scripts: Script) -> list[tuple[int, int]]:
    seen: list[tuple[int, int]] = []
    tell(
        town,
        now=NOW,
        progress=lambda done, total: seen.append((done, total)),
        told=Told(scripts=scripts, posts=()),
    )
    return seen


def _tables_are_looked_over(done: int, total: int) -> None:
    """As the server does by itself where there is more time: else it takes the tables for empty."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE inbox_case, inbox_casemessage, inbox_promise, channels_message")


def test_a_conversation_is_a_case_with_its_promise_kept_and_resolved(town: Town) -> None:
    assert told(town, QUESTION) == [(5, 5)]

    case = Case.objects.get()
    promise = Promise.objects.get()
    assert (case.title, case.state, str(case.person)) == (
        "Ma commande",
        "resolved",
        "Maëlle Kerbraze",
    )
    assert (promise.wall_seconds, promise.is_kept) == (30 * 60, True)
    assert Note.objects.get().text == "Chez le transporteur."
    assert [message.text for message in Message.objects.order_by("created_at")] == [
        "Bonjour, où est ma commande ?",
        "Elle arrive demain.",
        "Merci beaucoup !",
    ]


def test_it_is_written_down_as_if_it_had_been_done_one_by_one(town: Town) -> None:
    told(town, QUESTION)

    case = Case.objects.get()
    verbs = Activity.objects.filter(target_kind="case", target_id=case.pk).order_by("at", "id")
    assert sorted(verbs.values_list("verb", flat=True)) == [
        "case.answered",
        "case.assigned",
        "case.message",
        "case.message",
        "case.message",
        "case.noted",
        "case.opened",
        "case.replied",
        "case.resolved",
    ]
    sent = Outgoing.objects.get()
    assert case.assignee is not None
    assert (sent.state, sent.author_name, sent.attempts.get().outcome) == (
        "sent",
        case.assignee.name,
        "done",
    )


def test_answers_by_mail_end_in_the_towns_post_office(town: Town) -> None:
    told(town, QUESTION)

    letter = Letter.objects.get()
    assert letter.to == "maelle-kbz@example.org"
    assert b"Elle arrive demain." in bytes(letter.body)


def test_the_same_story_is_told_once(town: Town) -> None:
    told(town, QUESTION)
    told(town, QUESTION)

    assert found(at=NOW).brand == town.brand
    assert (Case.objects.count(), Message.objects.count(), Letter.objects.count()) == (1, 3, 1)


def test_an_interrupted_story_goes_on_where_it_stopped(town: Town) -> None:
    later = Script("test-later", "mail", "karim", "fr", Past(1, "fri", "10:00"), QUESTION.lines)

    class Interrupted(Exception):
        pass

    def interrupt(done: int, total: int) -> None:
        raise Interrupted

    both = Told(scripts=(QUESTION, later), posts=())
    with pytest.raises(Interrupted):
        tell(town, now=NOW, progress=interrupt, told=both)
    assert Case.objects.count() == 1

    told(town, QUESTION, later)
    assert (Case.objects.count(), Message.objects.count()) == (2, 6)


def test_the_real_scripts_can_be_told(town: Town) -> None:
    by_channel = {script.channel: script for script in SCRIPTS if script.is_answered}
    told(town, *by_channel.values())

    assert {case.account.connector for case in Case.objects.all()} == {"demo", "email", "web"}


class Counted:
    """How many queries were asked."""

    def __init__(self) -> None:
        self.queries = 0

    def __call__(
        self, execute: Callable[..., object], sql: str, params: object, many: bool, context: object
    ) -> object:
        self.queries += 1
        return execute(sql, params, many, context)


@pytest.mark.django_db(transaction=True)  # so long that what others wait for must not wait for it
def test_the_whole_story_is_as_large_as_promised_and_takes_few_queries(town: Town) -> None:
    counted = Counted()
    with connection.execute_wrapper(counted):
        tell(town, now=NOW, progress=_tables_are_looked_over)

    messages, cases = Message.objects.count(), Case.objects.count()
    assert 2700 <= messages <= 3300
    assert 850 <= cases <= 1000
    assert counted.queries < 6 * messages

    open_cases = Case.objects.filter(state=Case.State.OPEN)
    late = open_cases.filter(due_at__lt=NOW)
    breaking = open_cases.filter(due_at__range=(NOW, NOW + timedelta(minutes=30)))
    assert 25 <= open_cases.count() <= 45
    assert 3 <= late.count() <= 14
    assert breaking.count() >= 3

    fallen_due = Promise.objects.filter(due_at__lt=NOW, is_moot=False, released_at=None)
    kept = [promise.is_kept for promise in fallen_due]
    assert 0.70 <= sum(kept) / len(kept) <= 0.88
    assert Tagging.objects.count() > 300
    something_is_in_every_list()


def something_is_in_every_list() -> None:
    assert Snooze.objects.filter(ended_at=None, case__snoozed_until__gt=NOW).count() == 4
    assert set(Mention.objects.values_list("user__name", flat=True)) == {
        colleague.name for colleague in TEAM if colleague.role != "viewer"
    }
    followers = Follow.objects.filter(ended_at=None).values_list("user__name", flat=True)
    assert set(followers) == {member.name for member in TEAM if member.role != "viewer"}
    moves = Counter(Move.objects.values_list("kind", flat=True))
    assert moves == {"merge": 2, "split": 2}
    assert Link.objects.filter(basis="agent_assertion", undone_at=None).count() == 2
    as_saved = [saved.text.split("\n\n")[1] for saved in SAVED_ANSWERS]
    assert sum(Outgoing.objects.filter(text__contains=words).count() for words in as_saved) >= 2


def test_what_was_opened_to_the_present_is_listened_to(town: Town) -> None:
    open_to_the_present(town)

    town.square.refresh_from_db()
    assert town.square.state == "active"
    assert SquarePost.objects.count() == 0
