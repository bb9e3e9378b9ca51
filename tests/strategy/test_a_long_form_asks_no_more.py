"""However long the lists of a form are, its pages ask the database the same number of times."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parvis.brands.models import Brand, User
from parvis.kit.actors import PARVIS
from parvis.strategy.actions import bring_form
from parvis.strategy.diagnosis.form import (
    Aim,
    Capture,
    Channel,
    Form,
    Habit,
    Identity,
    Kind,
    Place,
    Rival,
    Segment,
    Subject,
    Voice,
)
from tests.conftest import MONDAY_NOON

PAGES = (
    *("/strategy/", "/strategy/channels/", "/strategy/maturity/", "/strategy/form.yaml"),
    *(f"/strategy/diagnosis/{step}/" for step in ("exists", "identity", "publics", "aims")),
    *(f"/strategy/diagnosis/{step}/" for step in ("others", "means")),
)


def form_of_length(length: int) -> Form:
    every = range(length)
    return Form(
        brand="Maison Tilleul",
        on=MONDAY_NOON.date(),
        places=tuple(Place(name=f"Blog {n}", kind=Kind.BLOG) for n in every),
        identity=Identity(
            voices=tuple(Voice(name=f"Voice {n}") for n in every),
            subjects=tuple(Subject(name=f"Subject {n}") for n in every),
        ),
        segments=tuple(Segment(name=f"Segment {n}", channels={"x": Habit()}) for n in every),
        aims=tuple(Aim(id=id_) for id_ in ("sell", "leads", "loyalty")[:length]),
        rivals=tuple(
            Rival(name=f"Rival {n}", captures=(Capture(on=MONDAY_NOON.date()),)) for n in every
        ),
        channels=tuple(Channel(key=f"channel_{n}") for n in every),
    )


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_as_often_of_many_lines_as_of_one(
    client: Client, brand: Brand, lead: User, page: str
) -> None:
    client.force_login(lead)

    asked = []
    for length in (1, 8):
        bring_form(brand, form_of_length(length), by=PARVIS, at=MONDAY_NOON)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page).status_code == 200
        asked.append(len(queries))

    assert asked[0] == asked[1] <= 32
