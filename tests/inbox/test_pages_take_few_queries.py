"""The agents' pages ask the database equally often, however much there is."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parvis.brands.models import User
from parvis.channels.models import Account
from parvis.inbox.actions.indexing import index_cases
from parvis.inbox.models import Case
from tests.inbox.conversations import a_case, say

pytestmark = pytest.mark.django_db


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    "asked",
    [
        *("", "?view=mine", "?view=unassigned", "?view=followed", "?view=snoozed"),
        *("?view=resolved", "?q=lampe"),
    ],
)
def test_the_queue_takes_twelve_at_most(
    client: Client, square: Account, agent: User, asked: str
) -> None:
    for number in range(8):
        a_case(square, f"lampe {number}", assignee=agent if number % 2 else None)
    index_cases(list(Case.objects.values_list("pk", flat=True)))
    client.force_login(agent)

    assert queries_of(client, f"/inbox/{asked}") <= 12


def test_a_long_case_takes_as_many_as_a_short_one(
    client: Client, square: Account, agent: User
) -> None:
    case = a_case(square, "une lampe", "et une chaise", assignee=agent)
    client.force_login(agent)
    client.get(f"/inbox/cases/{case.pk}/")
    short = queries_of(client, f"/inbox/cases/{case.pk}/")
    for number in range(30):
        say(case, f"encore {number}")

    assert queries_of(client, f"/inbox/cases/{case.pk}/") == short
    assert short <= 18
