"""Resolutions: how long they take, whether as promised, and what comes back."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from parvis.brands.models import Brand
from parvis.channels.models import Account
from parvis.inbox.models import Case, Resolution
from parvis.insight.queries.counted import Period
from parvis.insight.queries.resolutions import Resolutions
from parvis.insight.queries.rows import rows_of
from parvis.insight.queries.times import Times
from parvis.insight.queries.waiting import waiting
from tests.insight.ledger import Said, index_of, write

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def opened(account: Account, name: str, *, at: datetime) -> Case:
    write(account, [Said(at=at, who=name, thread=name, case=f"{name}: lamp")])
    return Case.objects.get(title=f"{name}: lamp")


def resolved(case: Case, *, at: datetime, back: datetime | None = None) -> None:
    Resolution.objects.create(case=case, by_name="Ines", resolved_at=at, reopened_at=back)
    case.state = Case.State.OPEN if back else Case.State.RESOLVED
    case.save()


def found(brand: Brand, *, at: datetime) -> Resolutions:
    return index_of(brand, Period.of_days(30, at=at)).now.resolutions


def test_cases_still_open_are_not_forgotten_by_the_median(
    brand: Brand, square: Account, noon: datetime
) -> None:
    for name, hours in (("zoe", 2), ("yann", 4)):
        resolved(opened(square, name, at=noon), at=noon + hours * HOUR)
    opened(square, "wanda", at=noon)
    opened(square, "vera", at=noon)

    seen = found(brand, at=noon + DAY)

    assert (seen.cases, seen.resolved, seen.unresolved) == (4, 2, 2)
    assert seen.times == Times(median=4 * HOUR, p90=None, mean_of_answered=3 * HOUR)
    assert (seen.minutes, seen.due, seen.kept_share) == (None, 0, None)


def test_what_came_back_is_open_and_was_resolved_at_the_moment_before(
    brand: Brand, square: Account, noon: datetime
) -> None:
    case = opened(square, "zoe", at=noon)
    resolved(case, at=noon + HOUR, back=noon + 3 * HOUR)

    before, after = found(brand, at=noon + 2 * HOUR), found(brand, at=noon + 4 * HOUR)

    assert (before.resolved, before.reopened) == (1, 0)
    assert (after.resolved, after.reopened, after.new_episodes) == (0, 1, 0)


@pytest.mark.parametrize(("days", "episodes"), [(14, 1), (15, 2)])
def test_two_weeks_after_it_was_resolved_a_case_is_a_new_episode(
    brand: Brand, square: Account, noon: datetime, days: int, episodes: int
) -> None:
    resolved(opened(square, "zoe", at=noon), at=noon, back=noon + days * DAY)

    assert found(brand, at=noon + 20 * DAY).episodes == episodes


def test_merged_cases_and_history_are_no_cases(
    brand: Brand, square: Account, noon: datetime
) -> None:
    for name, state in (("zoe", Case.State.MERGED), ("yann", Case.State.HISTORY)):
        case = opened(square, name, at=noon)
        case.state = state
        case.save()

    assert found(brand, at=noon + DAY).cases == 0
    assert waiting(brand, at=noon + DAY).open_cases == 0


def test_their_numbers_open_their_rows(brand: Brand, square: Account, noon: datetime) -> None:
    resolved(opened(square, "zoe", at=noon), at=noon + HOUR)
    resolved(opened(square, "yann", at=noon), at=noon + HOUR, back=noon + 16 * DAY)
    opened(square, "wanda", at=noon)
    period = Period.of_days(30, at=noon + 20 * DAY)

    seen = found(brand, at=period.at)

    assert {
        number: len(rows_of(number, brand, period))
        for number in ("opened-cases", "resolved-cases", "unresolved-cases", "reopened")
    } == {
        "opened-cases": seen.cases,
        "resolved-cases": seen.resolved,
        "unresolved-cases": seen.unresolved,
        "reopened": seen.reopened,
    }
    assert len(rows_of("new-episodes", brand, period)) == seen.new_episodes == 1
