"""Once a quarter aims are held against figures, with minutes."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from parvis.brands.models import Brand, User
from parvis.kit.activity import record
from parvis.kit.actors import PARVIS
from parvis.strategy.actions import write_down
from parvis.strategy.actions.course import set_course
from parvis.strategy.actions.measuring import give_measure
from parvis.strategy.actions.reviewing import write_minutes
from parvis.strategy.models import Assessment, Objective, Review
from parvis.strategy.quarters import Quarter
from parvis.strategy.queries.reviews import (
    AimOverQuarter,
    QuarterSeen,
    quarters_to_review,
    review_due,
    review_page,
)
from parvis.strategy.queries.wishes_decided import DecidedWish

pytestmark = pytest.mark.django_db

APRIL = datetime(2026, 4, 2, 9, tzinfo=UTC)
FIRST = Quarter(2026, 1)


def test_quarters_follow_each_other() -> None:
    days = [date(2026, 1, 1), date(2026, 3, 31), date(2026, 4, 1), date(2026, 12, 31)]

    assert [Quarter.of(day).number for day in days] == [1, 1, 2, 4]
    assert (FIRST.first, FIRST.last) == (date(2026, 1, 1), date(2026, 3, 31))
    assert (Quarter(2026, 4).next, FIRST.before) == (Quarter(2027, 1), Quarter(2025, 4))


@pytest.fixture
def loyalty(brand: Brand, lead: User, noon: datetime) -> Objective:
    objective = Objective(brand=brand, aim="loyalty", target=0.4, policy="plan 2026")
    write_down(objective, by=lead.actor, at=noon)
    set_course(brand, by=lead.actor, at=noon)
    return objective


def give(objective: Objective, value: float, day: date, at: datetime) -> None:
    give_measure(objective, value=value, day=day, source="orders", by=PARVIS, at=at)


def assessed(brand: Brand, level: int, at: datetime, definition: str = "a") -> None:
    year, week, _ = at.date().isocalendar()
    Assessment.objects.create(
        brand=brand,
        year=year,
        week=week,
        level=level,
        levels={},
        facts={},
        definition=definition,
        assessed_at=at,
    )


def test_a_quarter_shows_aims_and_maturity_then_and_now(
    brand: Brand, loyalty: Objective, noon: datetime
) -> None:
    give(loyalty, 0.3, date(2025, 12, 20), noon)
    give(loyalty, 0.35, date(2026, 2, 20), noon)
    give(loyalty, 0.45, date(2026, 4, 1), APRIL)
    assessed(brand, 1, datetime(2025, 12, 29, 4, tzinfo=UTC))
    assessed(brand, 2, noon)
    assessed(brand, 3, APRIL)

    assert review_page(brand, FIRST, at=APRIL).seen == QuarterSeen(
        aims=[AimOverQuarter("loyalty", "share", target=0.4, before=0.3, now=0.35)],
        level_before=1,
        level=2,
        same_criteria=True,
    )


def test_levels_of_other_criteria_are_not_compared(brand: Brand, noon: datetime) -> None:
    assessed(brand, 3, datetime(2025, 12, 29, 4, tzinfo=UTC), definition="older")
    assessed(brand, 2, noon)

    assert not review_page(brand, FIRST, at=APRIL).seen.same_criteria


def write(brand: Brand, minutes: str, by: User) -> None:
    write_minutes(
        brand,
        FIRST,
        held_on=APRIL.date(),
        present=["Lea", "Nadia"],
        minutes=minutes,
        decisions=["go on"],
        by=by.actor,
        at=APRIL,
    )


def test_the_figures_stay_as_they_were_seen(
    brand: Brand, loyalty: Objective, lead: User, noon: datetime
) -> None:
    give(loyalty, 0.35, date(2026, 2, 20), noon)
    write(brand, "well", lead)
    before = review_page(brand, FIRST, at=APRIL).seen

    give(loyalty, 0.1, date(2026, 3, 20), APRIL)
    write(brand, "corrected", lead)

    page = review_page(brand, FIRST, at=APRIL)
    assert page.seen == before
    assert page.review is not None
    assert page.review.minutes == "corrected"


def test_what_was_decided_for_customers_in_the_quarter_is_seen(
    brand: Brand, lead: User, noon: datetime
) -> None:
    for title, at in (("a bench", noon), ("a later shop", APRIL)):
        record(
            "wish.decided",
            target=("wish", 1),
            by=lead.actor,
            at=at,
            brand_id=brand.pk,
            facts={"title": title, "kind": "done"},
        )

    assert review_page(brand, FIRST, at=APRIL).wishes == [DecidedWish(1, "a bench", "done", noon)]


def test_the_last_quarter_is_due_until_its_minutes_are_written(
    brand: Brand, loyalty: Objective, lead: User
) -> None:
    assert review_due(brand, today=date(2026, 3, 31)) is None  # it runs, and none was before
    assert review_due(brand, today=APRIL.date()) == FIRST

    write(brand, "well", lead)

    assert review_due(brand, today=APRIL.date()) is None
    assert [
        (line.quarter, bool(line.review), line.is_over)
        for line in quarters_to_review(brand, today=APRIL.date())
    ] == [(Quarter(2026, 2), False, False), (FIRST, True, True)]


def test_without_a_course_nothing_is_due(brand: Brand) -> None:
    assert review_due(brand, today=APRIL.date()) is None


def test_the_page_keeps_minutes_and_refuses_a_day_that_cannot_be(
    client: Client, brand: Brand, loyalty: Objective, lead: User
) -> None:
    client.force_login(lead)
    address = "/strategy/reviews/2026/1/?brand=tilleul"
    given = {"present": "Lea\nNadia", "minutes": "We go on.", "decisions": "more films"}

    refused = client.post(address, {**given, "held_on": "2025-12-31"})
    kept = client.post(address, {**given, "held_on": "2026-04-02"})
    page = client.get(address).content.decode()

    assert (refused.status_code, kept.status_code) == (422, 302)
    assert Review.objects.get().present == ["Lea", "Nadia"]
    for words in ("Quarter 1 of 2026", "Lea, Nadia", "We go on.", "more films"):
        assert words in page
    assert client.get("/strategy/reviews/2026/5/").status_code == 404
    assert client.get("/strategy/reviews/9000/1/").status_code == 404


def test_the_database_holds_one_review_a_quarter_and_no_empty_minutes(
    brand: Brand, noon: datetime
) -> None:
    def review(**facts: object) -> Review:
        given = {"quarter": 1, "present": ["Lea"], "minutes": "well", **facts}
        return Review(
            brand=brand,
            year=2026,
            held_on=noon.date(),
            seen={},
            written_at=noon,
            written_by_name="Lea",
            **given,
        )

    review().save()
    for row in (
        review(),
        review(quarter=5),
        review(quarter=2, minutes=""),
        review(quarter=2, present=[]),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()
    assert Review.objects.get().held_on == noon.date()
