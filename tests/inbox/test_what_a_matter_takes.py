"""What a matter takes to answer is proposed from how its cases went; a lead may say otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from parvis.brands.models import Brand, User
from parvis.channels.models import Account
from parvis.inbox.actions import make_matter, resolve_case, say_matter, say_task
from parvis.inbox.actions.reckoning_tasks import reckon_tasks
from parvis.inbox.models import Case, MatterTask
from parvis.inbox.task_values import Figures, value_of
from tests.inbox.test_a_message_becomes_a_case import arrive, ask

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
CALM = Figures(
    cases=40,
    minutes=12.0,
    usual_minutes=60.0,
    turns=1.2,
    reopened=0.03,
    negative=0.1,
    messages=50,
    p_simple=0.1,
    p_middle=0.7,
    p_difficult=0.2,
)


@pytest.mark.parametrize(
    ("otherwise", "value"),
    [
        ({}, "simple"),
        ({"minutes": 50.0}, "middle"),
        ({"turns": 2.5}, "middle"),
        ({"negative": 0.25}, "middle"),
        ({"reopened": 0.08}, "middle"),
        ({"minutes": 120.0}, "difficult"),
        ({"negative": 0.4}, "difficult"),
        ({"reopened": 0.2}, "difficult"),
        ({"turns": 5.0}, "difficult"),
        ({"cases": 19, "negative": 0.9}, "middle"),
        ({"cases": 0, "p_simple": 0.0, "p_middle": 0.0, "p_difficult": 0.0}, ""),
    ],
)
def test_the_rule(otherwise: dict[str, float], value: str) -> None:
    assert value_of(replace(CALM, **otherwise)) == value  # type: ignore[arg-type]


@pytest.mark.django_db
def test_its_figures_come_from_its_cases(brand: Brand, square: Account, lead: User) -> None:
    parcels = make_matter(brand, name="Colis", by=lead, at=NOON)
    for number in range(3):
        ask(brand, f"@tilleul où est mon colis {number} ?", at=NOON, handle=f"a{number}")
    ask(brand, "@tilleul faites-vous des lampes ?", at=NOON, handle="b")
    arrive(square)
    for case in Case.objects.filter(title__contains="colis"):
        say_matter(case, matter=parcels, by=lead, at=NOON)
        resolve_case(case, by=lead.actor, at=NOON + timedelta(minutes=30))
    other = Case.objects.get(title__contains="lampes")
    resolve_case(other, by=lead.actor, at=NOON + timedelta(minutes=90))

    reckon_tasks(brand, at=NOON + timedelta(hours=3))

    parcels.refresh_from_db()
    figures = Figures(**parcels.figures)
    assert (figures.cases, figures.minutes, figures.turns, figures.reopened) == (3, 30.0, 1, 0)
    assert figures.usual_minutes == 30.0


@pytest.mark.django_db
def test_a_lead_says_otherwise_and_the_case_shows_it(
    client: Client, brand: Brand, square: Account, lead: User, agent: User
) -> None:
    parcels = make_matter(brand, name="Colis", by=lead, at=NOON)
    ask(brand, "@tilleul où est mon colis ?")
    arrive(square)
    case = Case.objects.get()
    client.force_login(agent)
    client.post(f"/inbox/cases/{case.pk}/matter/", {"matter": parcels.pk})
    client.force_login(lead)

    client.post(f"/inbox/matters/{parcels.pk}/", {"decision": "task", "task": "difficult"})

    said = MatterTask.objects.get()
    assert (said.task, said.by_name, said.ended_at) == ("difficult", "Lea", None)
    shown = client.get(f"/inbox/cases/{case.pk}/").content.decode()
    assert "Colis</span>" in shown
    assert '<span class="soft">difficult</span>' in shown


@pytest.mark.django_db
def test_saying_it_twice_leaves_one_row(brand: Brand, lead: User) -> None:
    parcels = make_matter(brand, name="Colis", by=lead, at=NOON)

    say_task(parcels, task="simple", by=lead, at=NOON)
    say_task(parcels, task="simple", by=lead, at=NOON)
    say_task(parcels, task="", by=lead, at=NOON)

    assert MatterTask.objects.filter(ended_at=None).count() == 0
    assert MatterTask.objects.count() == 1
