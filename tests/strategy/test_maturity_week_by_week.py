"""Maturity is looked at each week, and what it was is kept with what it rested on."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from parvis.brands.models import Brand, User
from parvis.channels.models import Account
from parvis.insight.actions import catch_up
from parvis.kit.actors import PARVIS
from parvis.strategy.actions import answer_questions, pass_step
from parvis.strategy.actions.assessing import assess, look_back_each_week
from parvis.strategy.diagnosis.form import Told
from parvis.strategy.models import Assessment
from parvis.strategy.queries.assessing import definition, measured_since
from parvis.strategy.queries.maturity_history import maturity_history
from tests.insight.ledger import write
from tests.strategy.test_what_is_measured import asked

pytestmark = pytest.mark.django_db

WEEK = timedelta(weeks=1)


def weeks(brand: Brand) -> list[tuple[int, int]]:
    return list(Assessment.objects.filter(brand=brand).values_list("year", "week"))


def test_each_week_of_the_calendar_has_one(brand: Brand, noon: datetime) -> None:
    pass_step(brand, step=1, by=PARVIS, at=noon)
    for days in (0, 1, 6, 7, 20):
        look_back_each_week(at=noon + timedelta(days=days))

    assert weeks(brand) == [(2026, 10), (2026, 11), (2026, 12)]


def test_the_week_is_that_of_the_brands_own_calendar(brand: Brand) -> None:
    sunday_night = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)  # Monday in Paris

    assess(brand, by=PARVIS, at=sunday_night)

    assert weeks(brand) == [(2026, 10)]


def test_who_has_not_begun_is_not_assessed(brand: Brand, noon: datetime) -> None:
    look_back_each_week(at=noon)

    assert weeks(brand) == []


def test_looking_again_replaces_what_the_week_had(brand: Brand, noon: datetime) -> None:
    before = assess(brand, by=PARVIS, at=noon)
    answer_questions(brand, told={"read_days": Told(value=5.0)}, by=PARVIS, at=noon)
    after = assess(brand, by=PARVIS, at=noon + timedelta(days=1))

    assert before.pk == after.pk
    assert after.facts["read_days"] == {
        "value": 5.0,
        "basis": "declared",
        "on": "2026-03-03",
        "rows": "",
    }
    assert after.definition == definition()


def test_it_says_since_when_a_fact_is_measured(
    brand: Brand, square: Account, noon: datetime
) -> None:
    assess(brand, by=PARVIS, at=noon - WEEK)
    write(square, asked(noon, guests=40, answered=30))
    catch_up()
    assess(brand, by=PARVIS, at=noon)
    assess(brand, by=PARVIS, at=noon + WEEK)

    since = measured_since(brand)

    assert since["answered"] == date(2026, 3, 2)
    assert "read_days" not in since


def test_levels_of_other_criteria_are_not_joined(brand: Brand, noon: datetime) -> None:
    for back in (2, 1, 0):
        assess(brand, by=PARVIS, at=noon - back * WEEK)
    Assessment.objects.filter(week=8).update(definition="older", level=4)

    history = maturity_history(brand)

    assert history.trend is not None
    assert [len(history.trend.dots), len(history.trend.lines)] == [3, 1]
    assert [line.anew for line in history.lines] == [False, True, False]
    assert history.first is not None
    assert history.first.monday == date(2026, 2, 23)


def test_the_page_shows_the_weeks_and_looks_again(
    client: Client, brand: Brand, lead: User, noon: datetime
) -> None:
    answer_questions(brand, told={"read_days": Told(value=5.0)}, by=lead.actor, at=noon)
    assess(brand, by=PARVIS, at=noon)
    client.force_login(lead)

    looked = client.post("/strategy/maturity/look/?brand=tilleul")
    page = client.get("/strategy/maturity/?brand=tilleul").content.decode()

    assert looked.status_code == 302
    assert len(weeks(brand)) == 2
    for words in ("Week of", "2 March 2026", "Look now", '<svg class="trend"'):
        assert words in page


def test_the_database_holds_to_the_scale_and_the_calendar(brand: Brand, noon: datetime) -> None:
    for facts in ({"level": 6}, {"week": 54}, {"definition": ""}):
        given = {"level": 1, "week": 10, "definition": "a", **facts}
        row = Assessment(brand=brand, year=2026, levels={}, facts={}, assessed_at=noon, **given)
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()
