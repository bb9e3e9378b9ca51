"""Whom a note calls, by a name after an @."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from parvis.brands.models import Brand, Role, User
from parvis.inbox.actions import add_note, follow_case, see_mentions
from parvis.inbox.mentions import mentioned
from parvis.inbox.models import Follow, Mention
from tests.conftest import make_member
from tests.inbox.letters import Letters, case_of, hour

TEAM = ["Ines", "Ines Marchal", "Léa", "Jean-Luc", "Zoé O'Neil"]


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("@Ines, have a look", ["Ines"]),
        ("Ask @ines marchal!", ["Ines Marchal"]),
        ('Ask @"Ines Marchal" and @"Ines"', ["Ines Marchal", "Ines"]),
        ("@«Zoé O'Neil» @“Léa”", ["Zoé O'Neil", "Léa"]),
        ("@Jean-Luc: it leaves", ["Jean-Luc"]),
        ("@LÉA @léa", ["Léa"]),
        ("write to sales@ines.example", []),
        ("@Inespérance", []),
        ('@"Ines', []),
        ("@ @@ @Paul", []),
        ("nobody", []),
    ],
)
def test_a_name_of_the_team_is_called(text: str, called: list[str]) -> None:
    assert mentioned(text, team=TEAM) == called


@pytest.mark.django_db
def test_who_is_mentioned_follows_the_case_and_sees_it_once(
    letters: Letters, agent: User, lead: User, outsider: User
) -> None:
    case = case_of(letters.ask(at=0))
    follow_case(case, by=lead, at=hour(1))

    add_note(case, text="@Lea and @Oscar: the parcel?", author=agent, at=hour(2))
    see_mentions(case, by=lead, at=hour(3))
    see_mentions(case, by=lead, at=hour(4))

    assert [(row.user, row.seen_at) for row in Mention.objects.all()] == [(lead, hour(3))]
    assert [(row.user, row.followed_at) for row in Follow.objects.all()] == [(lead, hour(1))]


@pytest.mark.django_db
def test_two_colleagues_of_one_name_can_be_called_apart(
    client: Client, letters: Letters, brand: Brand, agent: User, lead: User
) -> None:
    case = case_of(letters.ask(at=0))
    other = make_member(brand, Role.AGENT, "INES2")
    other.name = "ines"
    other.save(update_fields=["name"])

    def called(text: str) -> set[User]:
        note = add_note(case, text=text, author=lead, at=hour(1))
        return {mention.user for mention in note.mentions.all()}

    assert called("@Ines (ines@tilleul.example) look") == {agent}
    assert called("@ines (ines2@tilleul.example) look") == {other}
    assert called("@Ines look") == {agent, other}
    client.force_login(lead)
    page = client.get(f"/inbox/cases/{case.pk}/").content.decode()
    assert set(re.findall(r'data-name="(\w+ \([^"]+\)|\w+)"', page)) == {
        "Ines (ines@tilleul.example)",
        "ines (ines2@tilleul.example)",
        "Lea",
    }
