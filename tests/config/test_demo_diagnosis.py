"""What the invented brand says of itself is said as of the day of the visit, and only once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from parvis.config.demo.diagnosis import bring_diagnosis, told_on
from parvis.config.demo.founding import found
from parvis.strategy.actions import fill_sheet
from parvis.strategy.diagnosis.contradictions import contradictions
from parvis.strategy.diagnosis.form import Form
from parvis.strategy.queries.form import form_of
from parvis.strategy.queries.progress import progress_of

NOON = datetime(2031, 5, 6, 12, 0, tzinfo=UTC)


def test_nothing_in_it_contradicts_itself_years_later() -> None:
    assert list(contradictions(told_on(NOON.date()))) == []


def test_its_days_keep_their_distance_to_the_day_of_the_visit() -> None:
    def since_last_sign(form: Form) -> list[timedelta | None]:
        return [form.on - place.last_sign if place.last_sign else None for place in form.places]

    assert since_last_sign(told_on(date(2031, 5, 6))) == since_last_sign(told_on(date(2026, 3, 1)))


def test_it_is_said_in_the_language_of_the_brand() -> None:
    told = told_on(NOON.date())

    assert (told.language, told.segments[0].name) == (
        "fr",
        "Ceux qui vont au travail à pied sous la pluie",
    )


def test_what_the_visitor_changes_stays(db: None) -> None:
    town = found(at=NOON)
    bring_diagnosis(town, at=NOON)
    assert progress_of(town.brand).is_complete

    fill_sheet(town.brand, to={"people": 3.0}, by=town.agents[0].actor, at=NOON)
    bring_diagnosis(town, at=NOON)

    assert form_of(town.brand, at=NOON).means.people == 3
