"""The questions of a step: answered, taken back, refused where the answer cannot be."""

from __future__ import annotations

from django.test import Client

from parvis.brands.models import Brand
from parvis.kit.clock import now
from parvis.strategy.catalogue import questions_of
from parvis.strategy.diagnosis import form as written
from parvis.strategy.queries.form import form_of
from tests.conftest import MONDAY_NOON

STEP = "/strategy/diagnosis/{}/?brand=tilleul"


def test_an_answer_that_cannot_be_is_refused_at_its_field_and_stays_to_be_corrected(
    director: Client, brand: Brand
) -> None:
    answer = director.post(STEP.format("exists"), {"top_questions_answered": "11"})

    assert answer.status_code == 422
    assert "The answer lies between 0 and 10." in answer.content.decode()
    assert 'value="11"' in answer.content.decode()
    assert form_of(brand, at=MONDAY_NOON).told == {}


def test_questions_are_answered_with_what_shows_it_and_the_day(
    director: Client, brand: Brand
) -> None:
    number = len(questions_of("others"))
    page = director.get(STEP.format("others")).content.decode()
    assert f"0 of {number} questions answered" in " ".join(page.split())

    director.post(
        STEP.format("others"),
        {"answered": "90", "answered-evidence": "Our log", "door_shown": "no"},
    )

    today = now().astimezone(brand.zone).date()
    assert form_of(brand, at=MONDAY_NOON).told == {
        "answered": written.Told(value=0.9, evidence="Our log", on=today),
        "door_shown": written.Told(value=False, on=today),
    }
    page = director.get(STEP.format("others")).content.decode()
    assert f"2 of {number} questions answered" in " ".join(page.split())


def test_an_answer_is_taken_back_by_saying_nothing(director: Client, brand: Brand) -> None:
    for said in ("yes", ""):
        director.post(STEP.format("others"), {"door_shown": said})

    assert form_of(brand, at=MONDAY_NOON).told == {}
