"""What insight has counted replaces what was declared, fact by fact, and opens its rows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from parvis.brands.models import Brand, User
from parvis.channels.models import Account, Message
from parvis.insight.actions import catch_up
from parvis.kit.activity import record
from parvis.strategy.actions.course import set_course
from parvis.strategy.diagnosis.facts import fact_kinds
from parvis.strategy.diagnosis.result import Basis, Fact
from parvis.strategy.models import Answer, Objective
from parvis.strategy.queries.measured import measured_facts
from parvis.strategy.queries.measured_of_brand import LEAST
from parvis.strategy.queries.standing import diagnosis_of
from tests.insight.ledger import Said, write

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
COUNT = re.compile(r'<h1>.*?<span class="count">([\d,]+)</span>', re.DOTALL)

WAITING_FOR_THEIR_ROOMS = {
    "used": "team: shifts",
    "read_days": "team: who read what",
    "people_asked": "surveys",
    "self_service_measured": "community: deflection",
    "solved_alone": "community: deflection",
    "community_answers": "community: mutual help",
    "escalation": "team: handing on",
    "replaced": "team: shifts",
    "team_asked": "team: soundings",
    "figures_monthly": "the board's page",
    "purchases_followed": "insight: imported orders",
    "signed": "publish: voices",
}


def asked(noon: datetime, *, guests: int, answered: int, hours: int = 2) -> list[Said]:
    """Each in a thread of their own, five days before; of a month before, one who was heard."""
    said = [Said(at=noon - 40 * DAY, who="first", thread="first")]
    for guest in range(guests):
        name = f"guest {guest}"
        said.append(Said(at=noon - 5 * DAY, who=name, thread=name))
        if guest < answered:
            said.append(Said(at=noon - 5 * DAY + hours * HOUR, who="", to=name, thread=name))
    return said


def measured(
    brand: Brand, said: Sequence[Said], square: Account, at: datetime
) -> Mapping[str, Fact]:
    write(square, said)
    catch_up()
    return measured_facts(brand, at)


def values(facts: Mapping[str, Fact], *keys: str) -> list[bool | float | None]:
    return [facts[key].value if key in facts else None for key in keys]


def test_every_fact_that_can_be_measured_is_measured_or_waits_for_its_room(
    brand: Brand, square: Account, lead: User, noon: datetime
) -> None:
    Objective.objects.create(brand=brand, aim="loyalty", target=0.4, owner="Lea", policy="plan")
    set_course(brand, by=lead.actor, at=noon - 400 * DAY)
    Account.objects.update(created_at=noon - 100 * DAY)
    facts = measured(brand, everything(noon), square, noon)

    promised = {key for key, kind in fact_kinds().items() if kind.measured}
    told = {key.rpartition(":")[2] for key in facts}
    not_in_this_ledger = {
        *("praised", "exclusive_share", "exclusive_offers", "contacts_per_case"),
        *("sorted_by_subject", "pages_reread", "promotions_per_reply"),
        *("decided_from_customers", "told_back", "answers_that_link"),
    } - told
    assert promised - told - not_in_this_ledger == set(WAITING_FOR_THEIR_ROOMS)
    assert {fact.basis for fact in facts.values()} == {Basis.MEASURED}


def everything(noon: datetime) -> list[Said]:
    return asked(noon, guests=60, answered=45)


def test_a_brand_that_connected_nothing_has_nothing_measured(brand: Brand, noon: datetime) -> None:
    assert measured_facts(brand, noon) == {}


def test_rates_and_times_are_told_by_channel_and_of_the_brand(
    brand: Brand, square: Account, noon: datetime
) -> None:
    facts = measured(brand, asked(noon, guests=40, answered=30, hours=3), square, noon)

    for prefix in ("channel:place_du_village:", ""):
        assert values(facts, f"{prefix}answered", f"{prefix}hours_to_answer") == [0.75, 3.0]
        assert facts[f"{prefix}asked"].value == pytest.approx(40 * 365 / 12 / 28)
    answered = facts["answered"]
    assert answered.evidence == "30 of 40 requests answered within 72 hours"
    assert answered.on == noon.date()


def test_below_the_least_number_of_cases_the_declared_one_stays(
    brand: Brand, square: Account, noon: datetime
) -> None:
    Answer.objects.create(brand=brand, question="answered", number=0.9, on=noon.date())
    few = measured(brand, asked(noon, guests=LEAST - 1, answered=10), square, noon)

    assert "answered" not in few
    assert _answered(brand, noon) == (0.9, Basis.DECLARED)


def test_from_the_least_number_on_the_measured_one_counts(
    brand: Brand, square: Account, noon: datetime
) -> None:
    Answer.objects.create(brand=brand, question="answered", number=0.9, on=noon.date())
    measured(brand, asked(noon, guests=LEAST, answered=10), square, noon)

    value, basis = _answered(brand, noon)
    assert value == pytest.approx(10 / LEAST)
    assert basis is Basis.MEASURED


def _answered(brand: Brand, at: datetime) -> tuple[bool | float | None, Basis]:
    maturity = diagnosis_of(brand, at=at).maturity
    facts = [one.fact for each in maturity.dimensions for one in each.criteria]
    found = next(fact for fact in facts if fact.key == "answered")
    return found.value, found.basis


def test_a_channel_heard_since_yesterday_says_nothing_of_a_usual_month(
    brand: Brand, square: Account, noon: datetime
) -> None:
    facts = measured(brand, [Said(at=noon - DAY, who="zoe", thread="t")], square, noon)

    assert values(facts, "asked", "channel:place_du_village:asked") == [None, None]
    assert facts["channel:place_du_village:we_are_there"].value is True


def test_an_account_is_silent_when_nobody_posted_or_answered_for_ninety_days(
    brand: Brand, square: Account, noon: datetime
) -> None:
    Account.objects.update(created_at=noon - 100 * DAY)
    quiet = measured(brand, [Said(at=noon - 5 * DAY, who="zoe", thread="t")], square, noon)
    write(square, [Said(at=noon - DAY, who="", thread="news")])
    catch_up()
    spoken = measured_facts(brand, noon)

    key = "channel:place_du_village:silent"
    assert (quiet[key].value, spoken[key].value) == (True, False)


def test_each_fact_opens_as_many_rows_as_it_counts(
    client: Client, brand: Brand, square: Account, viewer: User, noon: datetime
) -> None:
    facts = measured(brand, asked(noon, guests=40, answered=30), square, noon)
    client.force_login(viewer)

    def rows(key: str) -> list[str]:
        return COUNT.findall(client.get(facts[key].rows).content.decode())

    assert {
        key: rows(key) for key in ("asked", "answered", "hours_to_answer", "within_promise")
    } == {
        "asked": ["40"],
        "answered": ["30"],
        "hours_to_answer": ["30"],
        "within_promise": ["30"],
    }
    assert rows("channel:place_du_village:asked") == ["40"]


def test_the_rows_of_a_channel_are_its_own(
    client: Client, brand: Brand, square: Account, viewer: User, noon: datetime
) -> None:
    other = Account.objects.create(
        brand=brand, connector="email", name="Mail", created_at=noon - 60 * DAY
    )
    write(other, [Said(at=noon - 3 * DAY, who="vera", thread="mail")])
    facts = measured(brand, asked(noon, guests=40, answered=30), square, noon)
    client.force_login(viewer)

    page = client.get(facts["channel:mail:asked"].rows).content.decode()

    assert COUNT.findall(page) == ["1"]
    assert "Only what was asked on Mail." in page


def test_steering_is_measured_once_the_course_is_set(
    brand: Brand, lead: User, noon: datetime
) -> None:
    Objective.objects.create(brand=brand, aim="loyalty", target=0.4, owner="Lea")
    Objective.objects.create(brand=brand, aim="sell", policy="plan 2026")
    set_course(brand, by=lead.actor, at=noon)
    facts = measured_facts(brand, noon)

    assert values(
        facts, "aims_chosen", "aims_with_target", "aims_on_policy", "aims_owned", "course_kept"
    ) == [2, 0.5, 0.5, 0.5, True]
    assert "reviews_held" not in facts  # those held before may have been declared


def test_answers_with_a_link_are_told_once_there_is_one(
    brand: Brand, square: Account, noon: datetime
) -> None:
    without = measured(brand, asked(noon, guests=40, answered=30), square, noon)
    reply = Message.objects.filter(direction="out").earliest("pk")
    reply.text = "See https://help.example/@tilleul/answers/glasses/"
    reply.save(update_fields=["text"])

    assert "answers_that_link" not in without  # they may lead to pages elsewhere
    assert measured_facts(brand, noon)["answers_that_link"].value == pytest.approx(1 / 30)


def test_what_was_decided_for_customers_is_read_from_the_log(
    brand: Brand, square: Account, lead: User, noon: datetime
) -> None:
    for verb, days in (("decided", 3), ("decided", 90), ("decided", 100), ("told", 2)):
        record(
            f"wish.{verb}",
            target=("wish", 1),
            by=lead.actor,
            at=noon - days * DAY,
            brand_id=brand.pk,
            facts={"title": "a bench", "kind": "done"},
        )

    facts = measured_facts(brand, noon)

    assert values(facts, "decided_from_customers", "told_back") == [2, True]


@pytest.mark.parametrize("guests", [1, 40])
def test_the_queries_do_not_grow_with_the_messages(
    brand: Brand,
    square: Account,
    noon: datetime,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    guests: int,
) -> None:
    write(square, asked(noon, guests=guests, answered=guests))
    catch_up()

    with django_assert_max_num_queries(26):
        measured_facts(brand, noon)
