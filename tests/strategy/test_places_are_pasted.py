"""Names and addresses pasted into the first step become places."""

from __future__ import annotations

from django.test import Client

from parvis.brands.models import Brand
from parvis.strategy.diagnosis import form as written
from parvis.strategy.diagnosis.form import Kind
from parvis.strategy.queries.form import form_of
from tests.conftest import MONDAY_NOON


def test_what_is_pasted_and_is_no_place_is_named_and_nothing_is_kept(
    director: Client, brand: Brand
) -> None:
    answer = director.post(
        "/strategy/diagnosis/paste/?brand=tilleul",
        {"pasted": "tilleul.example/faq\njavascript:alert(1)\n???"},
    )

    assert answer.status_code == 422
    assert "“javascript:alert(1)”, “???”" in answer.content.decode()
    assert form_of(brand, at=MONDAY_NOON).places == ()


def test_pasted_addresses_become_places_and_none_comes_twice(
    director: Client, brand: Brand
) -> None:
    pasted = "https://www.instagram.com/tilleul/\ntilleul.example/faq\n\ntilleul.example/faq"

    director.post("/strategy/diagnosis/paste/?brand=tilleul", {"pasted": pasted})
    again = director.post(
        "/strategy/diagnosis/paste/?brand=tilleul", {"pasted": "tilleul.example/faq"}, follow=True
    )

    assert form_of(brand, at=MONDAY_NOON).places == (
        written.Place(
            name="instagram.com/tilleul",
            kind=Kind.ACCOUNT,
            channel="instagram",
            address="https://www.instagram.com/tilleul/",
        ),
        written.Place(
            name="tilleul.example/faq", kind=Kind.FAQ, address="https://tilleul.example/faq"
        ),
    )
    assert "Already in the list: tilleul.example/faq." in again.content.decode()
