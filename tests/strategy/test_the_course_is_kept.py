"""Once the course is set, a change of it asks why, and is shown on every chart."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from parvis.brands.actions import change_brand
from parvis.brands.models import Brand, User
from parvis.channels.models import Account
from parvis.insight.marks import marks_of
from parvis.kit.actors import Actor
from parvis.strategy.actions import fill_sheet, strike_out, write_down
from parvis.strategy.actions.course import (
    WhyMissing,
    decide_channel,
    explain_changes,
    set_course,
)
from parvis.strategy.diagnosis.result import Verdict
from parvis.strategy.models import Channel, ChannelDecision, Course, CourseChange, Objective
from parvis.strategy.queries.course import changes_made, unexplained
from tests.insight.ledger import Said, write

pytestmark = pytest.mark.django_db

WEEK = timedelta(weeks=1)


@pytest.fixture
def loyalty(brand: Brand, lead: User, noon: datetime) -> Objective:
    objective = Objective(brand=brand, aim="loyalty", target=0.4, policy="plan 2026")
    write_down(objective, by=lead.actor, at=noon)
    return objective


@pytest.fixture
def course(brand: Brand, loyalty: Objective, lead: User, noon: datetime) -> Course:
    return set_course(brand, by=lead.actor, at=noon)


def told(brand: Brand) -> list[tuple[str, str, str, str, str]]:
    changes = CourseChange.objects.filter(brand=brand).order_by("pk")
    return [(one.what, one.subject, one.was, one.now, one.why) for one in changes]


def test_before_the_course_is_set_nothing_is_asked(
    brand: Brand, loyalty: Objective, lead: User, noon: datetime
) -> None:
    loyalty.target = 0.5
    write_down(loyalty, by=lead.actor, at=noon)

    assert told(brand) == []


def test_another_target_needs_a_reason_and_is_kept_with_it(
    brand: Brand, loyalty: Objective, course: Course, lead: User, noon: datetime
) -> None:
    loyalty.target = 0.5
    with pytest.raises(WhyMissing):
        write_down(loyalty, by=lead.actor, at=noon + WEEK)
    assert Objective.objects.get().target == 0.4

    write_down(loyalty, by=lead.actor, at=noon + WEEK, why="the survey says so")

    assert told(brand) == [("target", "loyalty", "0.4", "0.5", "the survey says so")]
    assert unexplained(Course.objects.get()) == []


def test_words_around_an_aim_are_no_change_of_course(
    brand: Brand, loyalty: Objective, course: Course, lead: User, noon: datetime
) -> None:
    loyalty.owner = "Nadia"
    write_down(loyalty, by=lead.actor, at=noon + WEEK)

    assert told(brand) == []


def test_aims_that_come_and_go_are_changes_together_with_their_targets(
    brand: Brand, loyalty: Objective, course: Course, lead: User, noon: datetime
) -> None:
    sell = Objective(brand=brand, aim="sell", target=0.1)
    write_down(sell, by=lead.actor, at=noon + WEEK, why="the shop opens online")
    with pytest.raises(WhyMissing):
        strike_out(loyalty, by=lead.actor, at=noon + WEEK)
    kept = Objective.objects.get(aim="loyalty")
    strike_out(kept, by=lead.actor, at=noon + WEEK, why="nobody answers for it")

    assert told(brand) == [
        ("aim", "sell", "", "chosen", "the shop opens online"),
        ("aim", "loyalty", "chosen", "", "nobody answers for it"),
    ]


def test_another_promise_is_a_change(
    brand: Brand, course: Course, lead: User, noon: datetime
) -> None:
    fill_sheet(brand, to={"people": 3.0}, by=lead.actor, at=noon + WEEK)
    with pytest.raises(WhyMissing):
        fill_sheet(brand, to={"promise_hours": 2.0}, by=lead.actor, at=noon + WEEK)
    fill_sheet(
        brand, to={"promise_hours": 2.0}, by=lead.actor, at=noon + WEEK, why="two more of us"
    )

    assert told(brand) == [("promise", "", "4", "2", "two more of us")]


def test_what_the_settings_change_waits_for_a_word(
    brand: Brand, course: Course, owner: User, noon: datetime
) -> None:
    change_brand(brand, to={"promise_minutes": 120}, by=owner.actor, at=noon + WEEK)
    course = Course.objects.get()
    waiting = [(one.what, one.was, one.now) for one in unexplained(course)]

    explain_changes(course, why="four hours were too many", by=owner.actor, at=noon + WEEK)

    assert waiting == [("promise", "4", "2")]
    assert unexplained(Course.objects.get()) == []
    assert told(brand) == [("promise", "", "4", "2", "four hours were too many")]


def test_a_word_on_one_thing_does_not_explain_another(
    brand: Brand, loyalty: Objective, course: Course, owner: User, noon: datetime
) -> None:
    change_brand(brand, to={"promise_minutes": 120}, by=owner.actor, at=noon + WEEK)
    loyalty.target = 0.5
    write_down(loyalty, by=owner.actor, at=noon + WEEK, why="the survey says so")

    assert [one.what for one in unexplained(Course.objects.get())] == ["promise"]


def decide(brand: Brand, verdict: Verdict, by: Actor, at: datetime, why: str = "") -> None:
    decide_channel(
        brand,
        channel="instagram",
        verdict=verdict,
        advised=Verdict.LISTEN,
        why=why,
        by=by,
        at=at,
    )


def test_the_team_accepts_a_verdict_or_says_why_it_decides_otherwise(
    brand: Brand, course: Course, lead: User, noon: datetime
) -> None:
    with pytest.raises(WhyMissing):
        decide(brand, Verdict.ANSWER, lead.actor, noon)
    decide(brand, Verdict.LISTEN, lead.actor, noon)
    decide(brand, Verdict.ANSWER, lead.actor, noon + WEEK, why="they ask us there")

    held = ChannelDecision.objects.get(ended_at=None)
    assert (held.verdict, held.advised, held.why) == (
        "answer_here",
        "listen_only",
        "they ask us there",
    )
    assert told(brand) == [
        ("channel", "instagram", "listen_only", "answer_here", "they ask us there")
    ]


def test_a_first_word_on_a_channel_is_no_change_of_course(
    brand: Brand, course: Course, lead: User, noon: datetime
) -> None:
    decide(brand, Verdict.LISTEN, lead.actor, noon)

    assert (told(brand), unexplained(Course.objects.get())) == ([], [])


def test_a_change_within_half_a_year_is_pointed_out(
    brand: Brand, loyalty: Objective, course: Course, lead: User, noon: datetime
) -> None:
    for weeks, target in ((7, 0.5), (40, 0.6)):
        loyalty.target = target
        write_down(loyalty, by=lead.actor, at=noon + weeks * WEEK, why="growth")

    assert [(one.after, one.is_early) for one in changes_made(brand)] == [
        (33 * WEEK, False),
        (7 * WEEK, True),
    ]


def test_what_is_changed_on_one_day_is_one_change(
    brand: Brand, loyalty: Objective, course: Course, lead: User, noon: datetime
) -> None:
    loyalty.target = 0.5
    write_down(loyalty, by=lead.actor, at=noon + 40 * WEEK, why="growth")
    fill_sheet(
        brand,
        to={"promise_hours": 2.0},
        by=lead.actor,
        at=noon + 40 * WEEK + timedelta(hours=1),
        why="growth",
    )

    assert [one.is_early for one in changes_made(brand)] == [False, False]


def test_each_change_is_a_mark_on_its_day(
    brand: Brand, loyalty: Objective, course: Course, lead: User, noon: datetime
) -> None:
    loyalty.target = 0.5
    write_down(loyalty, by=lead.actor, at=noon + WEEK, why="growth")

    marks = marks_of(brand, first=date(2026, 3, 1), last=date(2026, 3, 31))

    assert [(mark.on, mark.words, mark.href) for mark in marks] == [
        (date(2026, 3, 2), "The course was set", "/strategy/course/?brand=tilleul"),
        (
            date(2026, 3, 9),
            "Build loyalty by a relation: target 40% → 50%",
            "/strategy/course/?brand=tilleul",
        ),
    ]
    assert marks_of(brand, first=date(2026, 4, 1), last=date(2026, 4, 30)) == []


def test_what_the_team_decided_is_where_to_be_and_what_the_rules_say_stands_beside_it(
    client: Client, brand: Brand, course: Course, lead: User, noon: datetime
) -> None:
    Channel.objects.create(brand=brand, key="instagram", name="La place")
    decide(brand, Verdict.REDIRECT, lead.actor, noon, why="We have a forum")
    client.force_login(lead)

    page = client.get("/strategy/")
    argued = client.get("/strategy/channels/").content.decode()

    assert [
        (verdict, [one.name for one in of]) for verdict, of in page.context["verdicts"].items()
    ] == [(Verdict.REDIRECT, ["La place"])]
    assert "is as you decided; the rules say: listen only." in page.content.decode()
    assert "You decided otherwise: redirect to your own ground" in argued
    assert "We have a forum" in argued


def test_a_mark_calls_a_channel_as_the_brand_does(
    brand: Brand, course: Course, lead: User, noon: datetime
) -> None:
    Channel.objects.create(brand=brand, key="instagram", name="La place")
    decide(brand, Verdict.LISTEN, lead.actor, noon)
    decide(brand, Verdict.ANSWER, lead.actor, noon + WEEK, why="More of us now")

    [_set, mark] = marks_of(brand, first=date(2026, 3, 1), last=date(2026, 3, 31))

    assert mark.words == "La place: listen only → answer here"


def test_the_chart_of_the_numbers_shows_the_mark(
    client: Client, brand: Brand, square: Account, course: Course, viewer: User, noon: datetime
) -> None:
    write(square, [Said(at=noon - timedelta(days=1), who="zoe", thread="t")])
    client.force_login(viewer)

    page = client.get("/insight/", {"at": (noon + timedelta(hours=6)).isoformat()})

    shown = page.content.decode()
    assert '<line class="mark-line"' in shown
    assert "The course was set" in shown


def test_the_form_of_an_aim_asks_why_and_says_how_long_the_course_was_kept(
    client: Client, brand: Brand, loyalty: Objective, course: Course, lead: User
) -> None:
    client.force_login(lead)
    address = f"/strategy/lines/objective/{loyalty.pk}/"

    asked = client.post(address, {"aim": "loyalty", "target": "50 %", "policy": "plan 2026"})
    kept = client.post(
        address,
        {"aim": "loyalty", "target": "50 %", "policy": "plan 2026", "why": "the survey says so"},
    )

    assert asked.status_code == 422
    assert "This changes the course" in asked.content.decode()
    assert kept.status_code == 302
    assert told(brand) == [("target", "loyalty", "0.4", "0.5", "the survey says so")]


def test_the_page_sets_the_course_decides_and_explains(
    client: Client, brand: Brand, loyalty: Objective, lead: User, noon: datetime
) -> None:
    Objective.objects.update(channels=["instagram"])
    client.force_login(lead)
    address = "/strategy/course/step/?brand=tilleul"

    client.post(address, {"step": "set"})
    client.post(address, {"step": "decide", "channel": "instagram", "verdict": "leave"})
    refused = ChannelDecision.objects.count()
    client.post(
        address,
        {"step": "decide", "channel": "instagram", "verdict": "leave", "why": "nobody is there"},
    )
    Objective.objects.update(target=0.9)
    waiting = client.get("/strategy/course/?brand=tilleul").content.decode()
    client.post(address, {"step": "explain", "why": "we dare"})

    assert refused == 0
    assert ChannelDecision.objects.get().verdict == "leave"
    assert "nobody said why" in waiting
    assert told(brand) == [("target", "loyalty", "0.4", "0.9", "we dare")]
    page = client.get("/strategy/course/?brand=tilleul").content.decode()
    for words in ("The course", "we dare", "nobody is there", "leave, or do not go"):
        assert words in page


def test_the_database_refuses_a_change_without_a_reason_and_two_decisions_that_hold(
    brand: Brand, course: Course, lead: User, noon: datetime
) -> None:
    def change(**facts: str) -> CourseChange:
        given = {"what": "promise", "was": "4", "now": "2", "why": "so", **facts}
        return CourseChange(brand=brand, changed_at=noon, by_name="Lea", **given)

    decide(brand, Verdict.LISTEN, lead.actor, noon)
    refused = [
        change(why=""),
        change(now="4"),
        change(subject="loyalty"),
        change(what="aim"),
        ChannelDecision(
            brand=brand,
            channel="instagram",
            verdict="leave",
            advised="leave",
            decided_at=noon,
        ),
        ChannelDecision(
            brand=brand, channel="mail", verdict="leave", advised="listen_only", decided_at=noon
        ),
    ]
    for row in refused:
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()
