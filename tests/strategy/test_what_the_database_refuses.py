"""States that the tables of the diagnosis cannot hold, whoever writes them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model

from parvis.brands.models import Brand
from parvis.strategy.models import (
    Answer,
    Capture,
    Channel,
    Fit,
    Habit,
    Objective,
    Place,
    Practice,
    Rival,
    Segment,
    Sheet,
    StepPassed,
    Subject,
    Voice,
)
from tests.conftest import MONDAY_NOON

Make = Callable[[Brand], Model]


def subject(brand: Brand) -> Subject:
    return Subject.objects.get_or_create(brand=brand, name="Mending")[0]


def segment(brand: Brand) -> Segment:
    return Segment.objects.get_or_create(brand=brand, name="Walkers")[0]


def rival(brand: Brand) -> Rival:
    return Rival.objects.get_or_create(brand=brand, name="Zinc")[0]


IMPOSSIBLE: dict[str, Make] = {
    "a place of no known kind": lambda b: Place(brand=b, name="Blog", kind="billboard"),
    "a place in no known state": lambda b: Place(brand=b, name="B", kind="blog", state="asleep"),
    "a place without a name": lambda b: Place(brand=b, name="", kind="blog"),
    "more answered than asked": lambda b: Channel(brand=b, key="mail", answered=1.2),
    "fewer than no messages": lambda b: Channel(brand=b, key="mail", asked=-1),
    "messages that are no number": lambda b: Channel(brand=b, key="mail", asked=float("nan")),
    "endless messages": lambda b: Channel(brand=b, key="mail", asked=float("inf")),
    "a legitimacy of no degree": lambda b: Subject(brand=b, name="Rain", legitimate="rather"),
    "a fit with nothing": lambda b: Fit(subject=subject(b), fundamental="luck", degree="yes"),
    "a fit of no degree": lambda b: Fit(subject=subject(b), fundamental="speed", degree=""),
    "a voice without a name": lambda b: Voice(brand=b, name=""),
    "an unknown public": lambda b: Segment(brand=b, name="All", public="everybody"),
    "a profile beyond all": lambda b: Habit(segment=segment(b), channel="x", critic=1.01),
    "a habit on no channel": lambda b: Habit(segment=segment(b), channel=""),
    "an objective without an aim": lambda b: Objective(brand=b, aim=""),
    "a target without end": lambda b: Objective(brand=b, aim="sell", target=float("inf")),
    "a capture without a day": lambda b: Capture(rival=rival(b), note="Seen"),
    "a promise that takes no time": lambda b: Sheet(brand=b, promise_hours=0),
    "an answer that says nothing": lambda b: Answer(brand=b, question="listens"),
    "an answer that says two things": lambda b: Answer(
        brand=b, question="listens", yes=True, number=1
    ),
    "a seventh step": lambda b: StepPassed(brand=b, step=7, by_name="Lea", passed_at=MONDAY_NOON),
}
ONCE: dict[str, Make] = {
    "a place of the same name": lambda b: Place(brand=b, name="Blog", kind="blog"),
    "a channel": lambda b: Channel(brand=b, key="mail"),
    "a subject": lambda b: Subject(brand=b, name="Rain"),
    "a fit of a fundamental": lambda b: Fit(subject=subject(b), fundamental="speed", degree="yes"),
    "a voice": lambda b: Voice(brand=b, name="Nadia"),
    "a segment": lambda b: Segment(brand=b, name="Anglers"),
    "a habit on a channel": lambda b: Habit(segment=segment(b), channel="x"),
    "an aim": lambda b: Objective(brand=b, aim="sell"),
    "a rival": lambda b: Rival(brand=b, name="Parasols"),
    "a practice of a rival": lambda b: Practice(rival=rival(b), practice="blog", does=True),
    "an answer": lambda b: Answer(brand=b, question="listens", yes=True),
    "a step": lambda b: StepPassed(brand=b, step=1, by_name="Lea", passed_at=MONDAY_NOON),
}


@pytest.mark.parametrize("make", IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_there_is_never(brand: Brand, make: Make) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make(brand).save(force_insert=True)


@pytest.mark.parametrize("make", ONCE.values(), ids=ONCE)
def test_a_brand_has_only_once(brand: Brand, make: Make) -> None:
    make(brand).save(force_insert=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        make(brand).save(force_insert=True)
