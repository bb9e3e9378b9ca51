"""What the brand said last decides how an answer to it is read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from parvis.brands.models import Brand, User
from parvis.channels.actions import drain_outbox
from parvis.channels.models import Account, Message, SquarePost
from parvis.channels.town import post_on_square
from parvis.inbox.actions import reply_to_case
from parvis.inbox.models import Case, Judgement
from tests.inbox.test_a_message_becomes_a_case import arrive, ask

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("answer", "said", "calls"),
    [
        ("Quel est le modèle ?", "le D47 à gaz", True),
        ("Quel est le modèle ?", "merci beaucoup, bonne journée", False),
        ("Elle part ce soir.", "merci beaucoup, bonne journée", False),
    ],
)
def test_data_that_was_asked_for_calls_and_thanks_do_not(
    brand: Brand, square: Account, agent: User, answer: str, said: str, calls: bool
) -> None:
    question = ask(brand, "@tilleul ma lampe ne marche plus, que faire ?")
    arrive(square)
    reply_to_case(Case.objects.get(), text=answer, client_key="one", by=agent, at=NOON + HOUR)
    drain_outbox(square, at=NOON + HOUR)
    arrive(square, at=NOON + HOUR)

    post_on_square(
        brand,
        handle="zoe",
        name="Zoe",
        text=said,
        at=NOON + 2 * HOUR,
        parent=SquarePost.objects.get(by_brand=True),
    )
    arrive(square, at=NOON + 2 * HOUR)

    assert question.pk != SquarePost.objects.latest("pk").pk
    assert Judgement.objects.get(message=Message.objects.latest("pk")).calls_for_answer is calls
