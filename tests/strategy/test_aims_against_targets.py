"""An aim shows its target against its measure, with the rows behind each value."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from html import unescape

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from parvis.brands.models import Brand, User
from parvis.channels.models import Account
from parvis.insight.actions import catch_up
from parvis.kit.actors import PARVIS
from parvis.strategy.actions import write_down
from parvis.strategy.actions.measuring import (
    NotToBeGiven,
    SourceMissing,
    give_measure,
    measure_aims,
)
from parvis.strategy.models import Objective, ObjectiveMeasure
from parvis.strategy.queries.aims import aim_page
from tests.insight.ledger import Said, write

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
COUNT = re.compile(r'<h1>.*?<span class="count">([\d,]+)</span>', re.DOTALL)
ROWS = re.compile(r'href="(/insight/rows/\?[^"]+)">([\d,]+)')


def choose(brand: Brand, aim: str, **facts: object) -> Objective:
    objective = Objective(brand=brand, aim=aim, policy="plan 2026", **facts)
    write_down(objective, by=PARVIS, at=brand.created_at)
    return objective


def asked(start: datetime, *, guests: int, kept: int, prefix: str = "") -> list[Said]:
    """Each is promised an answer within 4 hours, and so many get it."""
    said = []
    for guest in range(guests):
        name = f"{prefix}guest {guest}"
        said.append(Said(at=start, who=name, thread=name))
        after = HOUR if guest < kept else 9 * HOUR
        said.append(Said(at=start + after, who="", to=name, thread=name))
    return said


@pytest.fixture
def answered(brand: Brand, square: Account, noon: datetime) -> None:
    write(square, asked(noon - 3 * DAY, guests=40, kept=30))
    catch_up()


def test_an_aim_is_measured_by_the_rows_that_it_opens(
    client: Client, brand: Brand, answered: None, lead: User, noon: datetime
) -> None:
    choose(brand, "advise_personalise", target=0.8)
    measure_aims(brand, by=lead.actor, at=noon)
    client.force_login(lead)

    page = client.get("/strategy/aims/advise_personalise/?brand=tilleul").content.decode()

    row = ObjectiveMeasure.objects.get()
    assert (row.value, row.part, row.whole, row.day) == (0.75, 30, 40, noon.date())
    assert "75%, where 80% is the target" in page
    links = [(unescape(href), said) for href, said in ROWS.findall(page)]
    assert [said for _, said in links] == ["30", "40"]
    assert [COUNT.findall(client.get(href).content.decode()) for href, _ in links] == [
        ["30"],
        ["40"],
    ]


def test_the_past_quarter_is_measured_at_once_and_then_week_by_week(
    brand: Brand, square: Account, noon: datetime
) -> None:
    Brand.objects.update(starts_at=noon - 200 * DAY)  # what is older is history, without promises
    brand.refresh_from_db()
    for week in range(10):
        start = noon - week * 7 * DAY - 2 * DAY
        write(square, asked(start, guests=40, kept=30 - 2 * week, prefix=f"{week} "))
    catch_up()
    choose(brand, "advise_personalise")

    first = measure_aims(brand, by=PARVIS, at=noon)
    again = measure_aims(brand, by=PARVIS, at=noon)
    later = measure_aims(brand, by=PARVIS, at=noon + 7 * DAY)

    assert (first, again, later) == (10, 1, 1)
    days = list(ObjectiveMeasure.objects.order_by("day").values_list("day", flat=True))
    assert days == [noon.date() + timedelta(weeks=back) for back in range(-9, 2)]


def test_too_little_is_not_told(brand: Brand, square: Account, noon: datetime) -> None:
    write(square, asked(noon - 3 * DAY, guests=29, kept=29))
    catch_up()
    choose(brand, "advise_personalise")

    assert measure_aims(brand, by=PARVIS, at=noon) == 0


def test_an_aim_on_some_channels_is_measured_there_alone(
    brand: Brand, square: Account, answered: None, noon: datetime
) -> None:
    here = choose(brand, "advise_personalise", channels=["place_du_village"])
    measure_aims(brand, by=PARVIS, at=noon)
    measured = list(ObjectiveMeasure.objects.values_list("whole", "accounts"))
    Objective.objects.filter(pk=here.pk).update(channels=["instagram"])

    page = aim_page(brand, "advise_personalise", at=noon)

    assert measured == [(40, [square.pk])]
    assert measure_aims(brand, by=PARVIS, at=noon + 7 * DAY) == 0
    assert page is not None
    assert not page.connected


def test_what_parvis_cannot_count_is_given_by_hand_with_its_source(
    brand: Brand, lead: User, noon: datetime
) -> None:
    aim = choose(brand, "awareness", target=0.3)
    with pytest.raises(SourceMissing):
        give_measure(aim, value=0.2, day=noon.date(), source=" ", by=lead.actor, at=noon)
    for value in (0.2, 0.25):
        give_measure(aim, value=value, day=noon.date(), source="survey", by=lead.actor, at=noon)

    row = ObjectiveMeasure.objects.get()
    assert (row.value, row.basis, row.source, row.by_name) == (0.25, "given", "survey", "Lea")


def test_a_figure_by_hand_does_not_stand_between_counted_ones(
    brand: Brand, lead: User, noon: datetime
) -> None:
    aim = choose(brand, "advise_personalise")

    with pytest.raises(NotToBeGiven):
        give_measure(aim, value=1, day=noon.date(), source="felt", by=lead.actor, at=noon)


def test_values_of_another_measure_are_not_shown_beside_these(
    brand: Brand, lead: User, noon: datetime
) -> None:
    aim = choose(brand, "awareness")
    give_measure(aim, value=0.2, day=noon.date(), source="survey", by=lead.actor, at=noon)
    aim.measure = "people who know our red"
    write_down(aim, by=lead.actor, at=noon)
    give_measure(aim, value=120, day=noon.date(), source="shop", by=lead.actor, at=noon)

    page = aim_page(brand, "awareness", at=noon)

    assert page is not None
    assert [value.value for value in page.values] == [120]


def test_an_aim_that_is_dropped_and_chosen_again_has_its_past(
    brand: Brand, lead: User, noon: datetime
) -> None:
    aim = choose(brand, "awareness")
    give_measure(aim, value=0.2, day=noon.date(), source="survey", by=lead.actor, at=noon)
    aim.delete()
    choose(brand, "awareness")

    page = aim_page(brand, "awareness", at=noon)

    assert page is not None
    assert [value.value for value in page.values] == [0.2]


def test_the_page_takes_a_value_and_refuses_what_cannot_be(
    client: Client, brand: Brand, lead: User
) -> None:
    choose(brand, "awareness", target=0.3)
    client.force_login(lead)
    address = "/strategy/aims/awareness/value/?brand=tilleul"
    good = {"value": "24 %", "day": "2026-03-01", "source": "survey of 400"}

    statuses = [
        client.post(address, given).status_code
        for given in (
            good,
            {**good, "value": "24"},
            {**good, "source": ""},
            {**good, "day": "2999-01-01"},
        )
    ]

    assert statuses == [302, 422, 422, 422]
    assert list(ObjectiveMeasure.objects.values_list("value", "day")) == [(0.24, date(2026, 3, 1))]
    page = client.get("/strategy/aims/awareness/?brand=tilleul").content.decode()
    assert "24%, where 30% is the target" in page
    assert "survey of 400" in page
    assert client.get("/strategy/aims/riches/?brand=tilleul").status_code == 404


def test_the_database_refuses_a_value_that_does_not_say_where_it_is_from(
    brand: Brand, noon: datetime
) -> None:
    for basis in ("given", "measured"):
        row = ObjectiveMeasure(
            brand=brand, aim="sell", day=noon.date(), value=1, basis=basis, written_at=noon
        )
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()
