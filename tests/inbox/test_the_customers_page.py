"""What the page of a request shows as time goes on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from parvis.brands.models import Brand, User
from parvis.channels.actions import ask, read_deliveries
from parvis.channels.models import Account, Message
from parvis.inbox.actions import resolve_case, take_in
from parvis.inbox.models import Case
from parvis.inbox.queries.customer import customer_page
from parvis.people.actions import confirm_claim
from parvis.people.models import Claim

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MONTH = timedelta(days=30)
pytestmark = pytest.mark.django_db


def write(brand: Brand, text: str, *, token: str = "", at: datetime = NOON) -> str:
    page = ask(
        brand,
        text=text,
        name="Zoé",
        address="zoe@example.org",
        language="fr",
        at=at,
        token=token,
    )
    read_deliveries(Account.objects.get(connector="web"), at=at)
    take_in(list(Message.objects.values_list("pk", flat=True)))
    return page


def test_who_confirmed_their_address_sees_what_they_wrote_before_the_case_of_today(
    brand: Brand, agent: User
) -> None:
    token = write(brand, "Où est mon vase ?")
    resolve_case(Case.objects.get(), by=agent.actor, at=NOON)
    write(brand, "Et ma lampe ?", token=token, at=NOON + MONTH)
    claim = confirm_claim(Claim.objects.get(), at=NOON + MONTH)

    page = customer_page(brand, token, opened_claims=[claim.pk])

    assert Case.objects.count() == 2
    assert page is not None
    assert [entry.text for entry in page.entries] == ["Où est mon vase ?", "Et ma lampe ?"]
    assert page.resolved is False
