"""What is said in the demo is heard when it is said, though a day of it is brought at once."""

from __future__ import annotations

import pytest

from parvis.channels.models import Message
from parvis.config.demo.founding import Town, found
from parvis.config.demo.scripts import Line, Past, Script
from parvis.inbox.models import Case, Promise
from tests.config.test_demo_story import NOW, told

pytestmark = pytest.mark.django_db

TALK = Script(
    key="test-talk",
    channel="square",
    person="maelle",
    language="fr",
    begins=Past(1, "tue", "10:00"),
    lines=(
        Line("person", "@bruine livrez-vous en Belgique ?"),
        Line("agent", "Oui, en quatre jours.", 20),
        Line("person", "Ajouté au panier, reste à choisir la couleur", 5),
    ),
)


@pytest.fixture
def town() -> Town:
    return found(at=NOW)


def test_a_resolved_case_leaves_nobody_waiting(town: Town) -> None:
    told(town, TALK)

    heard = Message.objects.filter(direction="in")
    assert [message.received_at for message in heard] == [one.created_at for one in heard]
    assert Case.objects.get().state == Case.State.RESOLVED
    running = Promise.objects.filter(answered_at=None, released_at=None)
    assert list(running) == []
