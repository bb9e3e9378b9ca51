"""Numbers of cases and messages come from forms, and a form may send anything."""

from __future__ import annotations

import pytest
from django.test import Client

from parvis.brands.models import User
from parvis.inbox.models import Case
from tests.inbox.letters import Letters, case_of

pytestmark = pytest.mark.django_db
IMPOSSIBLE = ["9" * 30, "9" * 5000, "0", "-1", "²", "x"]


@pytest.mark.parametrize("number", IMPOSSIBLE, ids=range(len(IMPOSSIBLE)))
def test_a_number_that_no_row_has_changes_nothing(
    letters: Letters, client: Client, agent: User, number: str
) -> None:
    case = case_of(letters.ask(at=0))
    client.force_login(agent)

    answers = [
        client.post("/inbox/selected/", {"do": "resolve", "case": number}),
        client.post(f"/inbox/cases/{case.pk}/split/", {"message": number}),
        client.post(f"/inbox/cases/{case.pk}/merge/", {"with": number}),
        client.post(f"/inbox/cases/{case.pk}/no-answer/", {"message": number}),
    ]

    assert [answer.status_code // 100 in {3, 4} for answer in answers] == [True] * 4
    assert Case.objects.get().state == Case.State.OPEN
