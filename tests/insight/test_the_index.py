"""What the index says of small, clear days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from parvis.brands.models import Brand, OpeningPeriod, User
from parvis.channels.actions import drain_outbox
from parvis.channels.models import Account
from parvis.inbox.actions import reply_to_case, resolve_case
from parvis.inbox.models import Case
from parvis.insight.queries.counted import Period
from parvis.insight.queries.document import as_json
from parvis.insight.queries.figures import AnswerRate, PromiseKept
from parvis.insight.queries.times import Times
from parvis.insight.queries.waiting import Waiting
from tests.inbox.test_a_message_becomes_a_case import arrive, ask
from tests.insight.ledger import Said, index_of, write

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
NOBODY_YET = Times(median=None, p90=None, mean_of_answered=None)


def asked_and_answered(noon: datetime, answers: Sequence[tuple[float, float | None]]) -> list[Said]:
    """Guests who ask and are answered, each in their own thread, so many hours before noon."""
    said = []
    for guest, (asked, answered) in enumerate(answers):
        name = f"guest {guest}"
        said.append(Said(at=noon - asked * HOUR, who=name, thread=name))
        if answered is not None:
            said.append(Said(at=noon - answered * HOUR, who="", to=name, thread=name))
    return said


def test_a_turn_is_counted_once_its_time_is_over_and_is_open_or_early_until_then(
    brand: Brand, square: Account, noon: datetime
) -> None:
    write(
        square, asked_and_answered(noon, [(30, 29), (20, 10), (5, None), (4, 0), (3, 2), (1, None)])
    )

    rates = index_of(brand, Period.of_days(7, at=noon)).now.rates

    assert rates == [
        AnswerRate(hours=4, within=2, elapsed=4, open=1, early=1),
        AnswerRate(hours=24, within=1, elapsed=1, open=2, early=3),
        AnswerRate(hours=72, within=0, elapsed=0, open=2, early=4),
    ]
    assert [rate.share for rate in rates] == [0.5, 1.0, None]


def test_who_still_waits_is_not_forgotten_by_the_median(
    brand: Brand, square: Account, noon: datetime
) -> None:
    write(square, asked_and_answered(noon, [(50, 49), (50, 48), (50, None), (50, None)]))

    response = index_of(brand, Period.of_days(7, at=noon)).now.response

    assert response.on_the_clock == Times(median=2 * HOUR, p90=None, mean_of_answered=1.5 * HOUR)
    assert (response.turns, response.answered, response.unanswered) == (4, 2, 2)


def test_times_are_told_on_the_clock_and_in_opening_hours(
    brand: Brand, square: Account, noon: datetime
) -> None:
    open_on_weekdays(brand, opens=9 * 60, closes=17 * 60)  # in Paris, an hour before UTC
    friday_evening = datetime(2026, 2, 27, 15, 30, tzinfo=UTC)
    monday_morning = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    write(
        square,
        [
            Said(at=friday_evening, who="zoe", thread="t"),
            Said(at=monday_morning, who="", to="zoe", thread="t"),
        ],
    )

    response = index_of(brand, Period.of_days(7, at=noon)).now.response

    assert response.on_the_clock.median == timedelta(days=2, hours=17, minutes=30)
    assert response.in_opening_hours.median == timedelta(hours=1, minutes=30)


def test_a_promise_counts_opening_hours_and_history_was_promised_nothing(
    brand: Brand, square: Account, noon: datetime
) -> None:
    open_on_weekdays(brand, opens=9 * 60, closes=17 * 60)
    brand.starts_at = noon - timedelta(days=5)
    brand.save()
    friday_evening, monday = noon - timedelta(hours=68, minutes=30), noon - timedelta(hours=1)
    write(
        square,
        [
            Said(at=noon - timedelta(days=6), who="xavier", thread="before it all"),
            Said(at=friday_evening, who="zoe", thread="kept"),
            Said(at=monday - timedelta(minutes=30), who="", to="zoe", thread="kept"),
            Said(at=friday_evening, who="yann", thread="broken"),
            Said(at=monday + timedelta(minutes=45), who="", to="yann", thread="broken"),
            Said(at=noon, who="wanda", thread="still running"),
        ],
    )

    promise = index_of(brand, Period.of_days(7, at=noon)).now.promise

    assert promise == PromiseKept(minutes=240, kept=1, due=2)


def open_on_weekdays(brand: Brand, *, opens: int, closes: int) -> None:
    OpeningPeriod.objects.bulk_create(
        OpeningPeriod(brand=brand, weekday=day, opens=opens, closes=closes) for day in range(5)
    )


def test_persons_are_counted_once_and_answered_by_any_reply(
    brand: Brand, square: Account, noon: datetime
) -> None:
    before = noon - 10 * HOUR
    write(
        square,
        [
            Said(at=before, who="zoe", thread="post"),
            Said(at=before + HOUR, who="zoe@mail", thread="mail"),
            Said(at=before + 9 * HOUR, who="", to="zoe@mail", thread="mail"),
            Said(at=before, who="yann", thread="post", needs_answer=False),
            Said(at=before, who="wanda", thread="post"),
            Said(at=before + HOUR, who="", to="wanda", thread="post", automatic=True),
        ],
    )

    persons = index_of(brand, Period.of_days(7, at=noon)).now.persons

    assert (persons.answered, persons.addressed) == (1, 3)


def test_a_brand_to_which_nobody_wrote_has_no_figure_at_all(brand: Brand, noon: datetime) -> None:
    counted = index_of(brand, Period.of_days(30, at=noon))

    assert counted.now.is_empty
    assert [rate.share for rate in counted.now.rates] == [None, None, None]
    assert (counted.now.persons.share, counted.now.promise.share) == (None, None)
    assert counted.now.response.on_the_clock == NOBODY_YET
    assert counted.waiting == Waiting(open_cases=0, waiting=0, late=0, longest=None)


def test_other_brands_are_not_counted(
    brand: Brand, other_brand: Brand, square: Account, noon: datetime
) -> None:
    write(square, asked_and_answered(noon, [(5, 4)]))

    assert index_of(other_brand, Period.of_days(7, at=noon)).now.is_empty


def test_days_follow_the_brands_own_clock_and_are_never_left_out(
    brand: Brand, square: Account, noon: datetime
) -> None:
    late_on_saturday = datetime(2026, 2, 28, 23, 30, tzinfo=UTC)  # Sunday in Paris
    write(square, [Said(at=late_on_saturday, who="zoe", thread="t")])

    stretches = index_of(brand, Period.of_days(3, at=noon)).stretches

    assert [(stretch.first.isoformat(), stretch.elapsed) for stretch in stretches] == [
        ("2026-02-27", 0),
        ("2026-02-28", 0),
        ("2026-03-01", 1),
        ("2026-03-02", 0),
    ]


def test_many_days_are_told_week_by_week(brand: Brand, noon: datetime) -> None:
    stretches = index_of(brand, Period.of_days(90, at=noon)).stretches

    assert [(stretch.first.isoformat(), stretch.last.isoformat()) for stretch in stretches][
        ::13
    ] == [
        ("2025-12-02", "2025-12-07"),
        ("2026-03-02", "2026-03-02"),
    ]
    assert len(stretches) == 14


def test_an_answer_by_an_agent_changes_the_index(
    brand: Brand, square: Account, agent: User, noon: datetime
) -> None:
    ask(brand, "@tilleul où est ma commande ?")
    ask(brand, "@tilleul vous livrez en Corse ?", handle="yann")
    arrive(square)
    later = noon + 5 * HOUR
    case = Case.objects.order_by("pk").first()
    assert case is not None
    period = Period.of_days(7, at=later)
    before = index_of(brand, period)
    within_before = before.now.rates[0].within

    reply_to_case(case, text="Elle part ce soir.", client_key="1", by=agent, at=noon + HOUR)
    drain_outbox(square, at=noon + HOUR)
    arrive(square, at=noon + HOUR)

    after = index_of(brand, period)
    assert (within_before, after.now.rates[0].within, after.now.rates[0].elapsed) == (0, 1, 2)
    assert [seen.waiting for seen in (before, after)] == [
        Waiting(open_cases=2, waiting=2, late=2, longest=5 * HOUR),
        Waiting(open_cases=2, waiting=1, late=1, longest=5 * HOUR),
    ]


def test_who_waited_at_a_past_moment_does_not_change_afterwards(
    brand: Brand, square: Account, agent: User, noon: datetime
) -> None:
    ask(brand, "@tilleul où est ma commande ?")
    arrive(square)
    seen_then = index_of(brand, Period.of_days(7, at=noon + HOUR)).waiting

    resolve_case(Case.objects.get(), by=agent.actor, at=noon + 2 * HOUR)

    assert seen_then == Waiting(open_cases=1, waiting=1, late=0, longest=HOUR)
    assert index_of(brand, Period.of_days(7, at=noon + HOUR)).waiting == seen_then
    assert index_of(brand, Period.of_days(7, at=noon + 2 * HOUR)).waiting == Waiting(0, 0, 0, None)


def test_the_index_goes_over_the_wire_in_seconds_and_shares(
    brand: Brand, square: Account, noon: datetime
) -> None:
    write(square, asked_and_answered(noon, [(6, 5), (5, None)]))

    sent = as_json(index_of(brand, Period.of_days(7, at=noon)))

    assert {name: sent[name] for name in ("definitions", "brand", "since", "at", "turns")} == {
        "definitions": 3,
        "brand": "tilleul",
        "since": "2026-02-23T12:00:00+00:00",
        "at": "2026-03-02T12:00:00+00:00",
        "turns": 2,
    }
    assert sent["answer_rate"] == [
        {"hours": 4, "within": 1, "elapsed": 2, "share": 0.5, "open": 0, "early": 0},
        {"hours": 24, "within": 0, "elapsed": 0, "share": None, "open": 1, "early": 1},
        {"hours": 72, "within": 0, "elapsed": 0, "share": None, "open": 1, "early": 1},
    ]
    assert sent["persons"] == {"answered": 1, "addressed": 2, "share": 0.5}
    assert sent["promise"] == {"minutes": 240, "kept": 1, "due": 2, "share": 0.5}
    on_both_clocks = {
        "median_seconds": 3600.0,
        "p90_seconds": None,
        "mean_of_answered_seconds": 3600.0,
    }
    assert sent["response_time"] == {
        "turns": 2,
        "answered": 1,
        "machine_only": 0,
        "on_the_clock": on_both_clocks,
        "in_opening_hours": on_both_clocks,
    }
    assert sent["channels"] == [
        {
            "account": "Place du village",
            "connector": "demo",
            "within": 1,
            "elapsed": 2,
            "share": 0.5,
        }
    ]
