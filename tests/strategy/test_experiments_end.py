"""What is tried has a name, an end within ninety days, and is judged by what was said before."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from parvis.brands.models import Brand, User
from parvis.strategy.actions import AlreadyThere
from parvis.strategy.actions.experiments import (
    ConcludedAlready,
    NothingLearned,
    begin_experiment,
    conclude_experiment,
)
from parvis.strategy.models import Experiment
from parvis.strategy.queries.experiments import Experiments, days_left, experiments_of

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)
WORKED = Experiment.Outcome.WORKED


def trial(brand: Brand, label: str, *, begins: int, ends: int) -> Experiment:
    """Its days counted from today."""
    return Experiment(
        brand=brand,
        label=label,
        tried="answers as films",
        judged_by="half as many second letters",
        begins=TODAY + timedelta(days=begins),
        ends=TODAY + timedelta(days=ends),
    )


def test_each_stands_where_its_days_put_it(brand: Brand, lead: User, noon: datetime) -> None:
    rows = {
        label: begin_experiment(
            trial(brand, label, begins=begins, ends=ends), by=lead.actor, at=noon
        )
        for label, begins, ends in (
            ("over", -30, -1),
            ("last day", -30, 0),
            ("coming", 1, 90),
            ("learned", -60, -20),
        )
    }
    conclude_experiment(
        rows["learned"], outcome=WORKED, learned="films calm", by=lead.actor, at=noon
    )
    rows["learned"].refresh_from_db()

    assert experiments_of(brand, today=TODAY) == Experiments(
        unjudged=[rows["over"]],
        running=[rows["last day"]],
        coming=[rows["coming"]],
        concluded=[rows["learned"]],
    )
    assert [days_left(rows[label], today=TODAY) for label in ("over", "last day", "coming")] == [
        *(0, 1, 91)
    ]


def test_an_outcome_is_said_once_and_with_what_was_learned(
    brand: Brand, lead: User, noon: datetime
) -> None:
    row = begin_experiment(trial(brand, "films", begins=-3, ends=0), by=lead.actor, at=noon)

    with pytest.raises(NothingLearned):
        conclude_experiment(row, outcome=WORKED, learned="  ", by=lead.actor, at=noon)
    conclude_experiment(row, outcome=WORKED, learned="films calm", by=lead.actor, at=noon)
    with pytest.raises(ConcludedAlready):
        conclude_experiment(row, outcome=WORKED, learned="again", by=lead.actor, at=noon)

    row.refresh_from_db()
    assert (row.outcome, row.learned, row.concluded_by_name) == ("worked", "films calm", "Lea")


def test_two_of_one_name_would_be_mistaken_for_each_other(
    brand: Brand, lead: User, noon: datetime
) -> None:
    begin_experiment(trial(brand, "Films", begins=0, ends=9), by=lead.actor, at=noon)

    with pytest.raises(AlreadyThere):
        begin_experiment(trial(brand, "films", begins=0, ends=9), by=lead.actor, at=noon)


@pytest.mark.parametrize(("begins", "ends"), [(0, 91), (0, -1)])
def test_the_database_refuses_what_never_ends(brand: Brand, begins: int, ends: int) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        trial(brand, "for ever", begins=begins, ends=ends).save()


def test_ninety_days_are_allowed(brand: Brand) -> None:
    trial(brand, "a quarter", begins=0, ends=90).save()

    assert Experiment.objects.get().label == "a quarter"


def test_the_page_begins_one_asks_for_the_outcome_of_another_and_refuses_a_long_one(
    client: Client, brand: Brand, lead: User, noon: datetime
) -> None:
    over = begin_experiment(trial(brand, "films", begins=-30, ends=-1), by=lead.actor, at=noon)
    client.force_login(lead)
    asked = {
        "label": "voices",
        "tried": "answers that are spoken",
        "judged_by": "they thank more often",
        "begins": "2026-03-02",
        "ends": "2026-07-02",
    }

    too_long = client.post("/strategy/experiments/?brand=tilleul", asked)
    begun = client.post("/strategy/experiments/?brand=tilleul", {**asked, "ends": "2026-05-02"})
    said = client.post(f"/strategy/experiments/{over.pk}/", {"outcome": "failed", "learned": "no"})

    assert (too_long.status_code, begun.status_code, said.status_code) == (422, 302, 302)
    assert "Ninety days at most" in too_long.content.decode()
    assert set(Experiment.objects.values_list("label", "outcome")) == {
        ("films", "failed"),
        ("voices", ""),
    }
    page = client.get("/strategy/experiments/?brand=tilleul").content.decode()
    assert "It did not work" in page
