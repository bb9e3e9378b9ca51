"""The demo's past is told through the product's own actions, and told once."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from parvis.channels.models import Letter, Message, SquarePost
from parvis.config.demo.cli import somebody_writes
from parvis.config.demo.founding import Town, found, open_to_the_present
from parvis.config.demo.living import Arrival
from parvis.config.demo.scripts import SCRIPTS, Line, Past, Script
from parvis.config.demo.story import tell
from parvis.inbox.models import Case, Note, Promise

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


def told(town: Town, *scripts: Script) -> list[int]:
    seen: list[int] = []
    tell(
        town,
        now=NOW,
        progress=lambda done, total: seen.append(total - done),
        scripts=scripts,
        posts=(),
    )
    return seen


def test_a_conversation_is_a_case_with_its_promise_kept_and_resolved(town: Town) -> None:
    assert told(town, QUESTION) == [4, 3, 2, 1, 0]

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


def test_the_real_scripts_can_be_told(town: Town) -> None:
    by_channel = {script.channel: script for script in SCRIPTS if script.is_answered}
    told(town, *by_channel.values())

    assert {case.account.connector for case in Case.objects.all()} == {"demo", "email", "web"}


def test_somebody_writes_out_of_the_blue(town: Town) -> None:
    open_to_the_present(town)

    somebody_writes(
        town,
        arrival=Arrival("square", "maelle", "fr", "@bruine vous ouvrez le dimanche ?"),
    )

    town.square.refresh_from_db()
    assert town.square.state == "active"
    assert SquarePost.objects.get().text == "@bruine vous ouvrez le dimanche ?"
