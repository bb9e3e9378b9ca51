"""Somebody of the team sees that a name is somebody else's, and says so on the page of the case."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from parvis.brands.models import Brand, User
from parvis.inbox.models import Case
from parvis.people.actions import link_identity
from parvis.people.models import Link
from tests.inbox.letters import Letters, case_of, hour

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def linked(letters: Letters, agent: User) -> Case:
    """The case of somebody at a telephone, who was taken for Mina."""
    hers, theirs = letters.ask(at=0), letters.ask("And my lamp?", at=1, by="+33 6", thread="t-2")
    assert hers.author
    assert theirs.author
    basis = Link.Basis.AGENT_ASSERTION
    link_identity(theirs.author, to=hers.author.person, basis=basis, by=agent.actor, at=hour(2))
    return case_of(theirs)


def test_a_click_gives_each_their_own_again(client: Client, linked: Case, agent: User) -> None:
    client.force_login(agent)
    page = reverse("inbox:case", args=[linked.pk])
    assert str(linked.person) == "mina"
    shown = client.get(page).content.decode()
    [address] = re.findall(r'action="(\S+/links/\d+/undo/)"', shown)

    for _ in range(2):
        said = client.post(address, follow=True).content.decode()

    assert "They are two people again" in said
    linked.refresh_from_db()
    assert str(linked.person) == "+33 6"
    assert "/links/" not in client.get(page).content.decode()


def test_who_only_reads_is_offered_nothing(client: Client, linked: Case, viewer: User) -> None:
    client.force_login(viewer)

    assert "/links/" not in client.get(reverse("inbox:case", args=[linked.pk])).content.decode()


def test_a_link_of_another_brand_is_not_found(
    client: Client, linked: Case, agent: User, other_brand: Brand
) -> None:
    elsewhere = Letters(other_brand).ask(at=0)
    assert elsewhere.author
    client.force_login(agent)

    link = Link.objects.get(identity=elsewhere.author)
    answer = client.post(reverse("inbox:undo_link", args=[linked.pk, link.pk]))

    assert answer.status_code == 404
