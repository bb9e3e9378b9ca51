"""A lead goes back to the model that came along, and undoes that."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from parvis.brands.models import Brand, User
from parvis.inbox.actions import (
    make_case_of,
)
from parvis.inbox.models import BrandModel
from parvis.inbox.queries.models import lessons_since
from parvis.kit.clock import now
from parvis.kit.models import Activity
from tests.inbox.letters import Letters, thanks

pytestmark = pytest.mark.django_db


def model_of(brand: Brand, number: int, state: BrandModel.State) -> BrandModel:
    at = now() - timedelta(days=10 - number)
    figures = {"right": 0.9, "right_in_use": 0.8, "loss": 0.3, "loss_in_use": 0.5, "sure": 1}
    return BrandModel.objects.create(
        brand=brand,
        number=number,
        made_at=at,
        learned_until=at,
        examples=30,
        examined=10,
        state=state,
        changed_at=at,
        changed_by_name="Parvis",
        numbers=b"0",
        about={},
        **figures,
    )


def test_a_lead_returns_to_the_shipped_model_and_back_by_one_click_each(
    client: Client, brand: Brand, lead: User
) -> None:
    model = model_of(brand, 1, BrandModel.State.IN_USE)
    client.force_login(lead)
    assert "tilleul-1: learned from what this team" in client.get("/inbox/triage/").content.decode()

    client.post("/inbox/triage/tilleul/model/", {"model": "shipped"})
    model.refresh_from_db()
    assert (model.state, model.changed_by_name) == ("returned", "Lea")
    undo = f"/inbox/triage/tilleul/model/?model={model.pk}"
    assert undo in client.get("/inbox/triage/").content.decode()

    client.post(undo, {"undo": "1"})
    model.refresh_from_db()
    assert model.state == "in_use"

    client.post("/inbox/triage/tilleul/model/", {"model": "none"})
    assert "not kept any more" in client.get("/inbox/triage/").content.decode()
    model.refresh_from_db()
    assert model.state == "in_use"


def test_an_undone_change_of_models_teaches_as_if_it_had_not_been(
    client: Client, brand: Brand, lead: User, letters: Letters
) -> None:
    former = model_of(brand, 1, BrandModel.State.REPLACED)
    in_use = model_of(brand, 2, BrandModel.State.IN_USE)
    make_case_of(thanks(letters, 1), by=lead, at=now() - timedelta(days=1))
    assert lessons_since(brand).count == 1
    client.force_login(lead)
    address = "/inbox/triage/tilleul/model/"

    client.post(address, {"model": former.pk})
    assert lessons_since(brand).count == 0
    client.post(f"{address}?model={in_use.pk}", {"undo": "1"})

    assert lessons_since(brand).count == 1
    states = BrandModel.objects.order_by("number").values_list("state", flat=True)
    assert list(states) == ["replaced", "in_use"]


def test_a_second_click_keeps_the_way_back_to_what_was_in_use(
    client: Client, brand: Brand, lead: User
) -> None:
    model = model_of(brand, 1, BrandModel.State.IN_USE)
    client.force_login(lead)
    address = "/inbox/triage/tilleul/model/"

    client.post(address, {"model": "shipped"})
    client.post(address, {"model": "shipped"})

    page = client.get("/inbox/triage/").content.decode()
    assert f"{address}?model={model.pk}" in page
    assert f"{address}?model=shipped" not in page
    assert "It is in use already." in page
    assert Activity.objects.filter(verb="triage.model_returned").count() == 1
