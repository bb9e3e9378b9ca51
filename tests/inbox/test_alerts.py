"""A sudden rise of negative messages raises an alert, once; it ends when things are as usual."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from parvis.brands.models import Brand, User
from parvis.channels.models import Account
from parvis.inbox.actions import make_matter, merge_matter
from parvis.inbox.actions.alerts import tell_of_alerts, watch_brand
from parvis.inbox.actions.warnings import add_browser
from parvis.inbox.models import Alert, Matter
from parvis.inbox.views.alerts import LISTED, SHOWN
from parvis.kit.http import HttpDoor
from tests.inbox.complaints import complain
from tests.kit.test_push import Browser, answering

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def parcels(brand: Brand, lead: User) -> Matter:
    return make_matter(brand, name="Colis", by=lead, at=NOON)


@pytest.mark.usefixtures("usual")
def test_in_usual_times_there_is_none(brand: Brand) -> None:
    assert watch_brand(brand, at=NOON) == []


@pytest.mark.usefixtures("usual")
def test_a_rise_on_a_matter_is_told_of_that_matter_alone(
    brand: Brand, square: Account, parcels: Matter
) -> None:
    complain(
        square,
        15,
        first=NOON - timedelta(minutes=50),
        apart=timedelta(minutes=3),
        matter=parcels,
    )

    (alert,) = watch_brand(brand, at=NOON)

    assert (alert.matter, alert.hours, alert.count, alert.expected, alert.state) == (
        parcels,
        1,
        15,
        0.0,
        "open",
    )
    assert alert.since == NOON - timedelta(hours=1)
    assert watch_brand(brand, at=NOON + timedelta(minutes=10)) == []


@pytest.mark.usefixtures("usual")
def test_a_rise_without_matter_is_told_of_the_brand_and_ends_by_itself(
    brand: Brand, square: Account
) -> None:
    complain(square, 20, first=NOON - timedelta(minutes=55), apart=timedelta(minutes=2))

    (alert,) = watch_brand(brand, at=NOON)
    assert (alert.matter, alert.count, alert.expected) == (None, 22, 3.0)

    complain(square, 15, first=NOON, apart=timedelta(minutes=20))
    later = NOON + timedelta(hours=5)
    assert watch_brand(brand, at=later) == []
    alert.refresh_from_db()
    assert (alert.state, alert.over_at) == ("over", later)


def test_a_brand_without_a_past_has_no_alert(brand: Brand, square: Account) -> None:
    complain(square, 30, first=NOON - timedelta(minutes=40), apart=timedelta(minutes=1))

    assert watch_brand(brand, at=NOON) == []


@pytest.mark.usefixtures("usual")
def test_agents_see_it_above_the_queue_until_somebody_looks_after_it(
    client: Client, brand: Brand, square: Account, agent: User
) -> None:
    complain(square, 20, first=NOON - timedelta(minutes=55), apart=timedelta(minutes=2))
    (alert,) = watch_brand(brand, at=NOON)
    client.force_login(agent)

    assert "More negative messages than usual" in client.get("/inbox/").content.decode()
    page = client.get(f"/inbox/alerts/{alert.pk}/").content.decode()
    assert "toujours rien" in page

    client.post(f"/inbox/alerts/{alert.pk}/seen/")
    alert.refresh_from_db()
    assert (alert.state, alert.seen_by_name) == ("seen", "Ines")
    assert "More negative messages than usual" not in client.get("/inbox/").content.decode()

    client.post(f"/inbox/alerts/{alert.pk}/seen/", {"undo": "1"})
    assert Alert.objects.get().state == "open"
    assert "it calls the team again" in client.get("/inbox/").content.decode()


def test_an_alert_says_with_how_much_of_the_past_it_was_compared(
    client: Client, brand: Brand, square: Account, agent: User
) -> None:
    """The brand is four weeks old; what is said a month later is no past of it."""
    first = NOON - timedelta(weeks=4, hours=2)
    complain(square, 3 * 24 * 29, first=first, apart=timedelta(minutes=20))
    complain(square, 20, first=NOON - timedelta(minutes=55), apart=timedelta(minutes=2))
    (alert,) = watch_brand(brand, at=NOON)
    client.force_login(agent)

    page = client.get(f"/inbox/alerts/{alert.pk}/").content.decode()

    assert "the same hours of the 4 weeks before" in page


def test_an_open_alert_is_feminine_in_french() -> None:
    with translation.override("fr"):
        assert [str(state.label) for state in Alert.State] == ["Ouverte", "Vue", "Terminée"]


def test_alerts_are_listed_page_by_page_the_latest_first(
    client: Client, brand: Brand, agent: User
) -> None:
    noticed = [NOON + timedelta(days=n) for n in range(LISTED + 2)]
    alerts = Alert.objects.bulk_create(
        Alert(
            brand=brand,
            since=at - timedelta(hours=1),
            noticed_at=at,
            hours=1,
            count=9,
            expected=1,
            chance=0,
            state="over",
            over_at=at,
        )
        for at in reversed(noticed)
    )
    client.force_login(agent)

    def listed(address: str) -> list[str]:
        return re.findall(r"/inbox/alerts/(\d+)/", client.get(address).content.decode())

    newest_first = [str(alert.pk) for alert in alerts]
    assert listed("/inbox/alerts/") == newest_first[:LISTED]
    last = newest_first[LISTED - 1]
    assert f'href="?before={last}"' in client.get("/inbox/alerts/").content.decode()
    assert listed(f"/inbox/alerts/?before={last}") == newest_first[LISTED:]


@pytest.mark.usefixtures("usual")
def test_of_many_messages_behind_an_alert_it_is_said_that_not_all_are_shown(
    client: Client, brand: Brand, square: Account, agent: User
) -> None:
    first = NOON - timedelta(minutes=55)
    complain(square, SHOWN + 20, first=first, apart=timedelta(seconds=20))
    (alert,) = watch_brand(brand, at=NOON)
    client.force_login(agent)

    page = client.get(f"/inbox/alerts/{alert.pk}/").content.decode()

    assert page.count("toujours rien") == SHOWN
    assert f"Below are the newest {SHOWN}." in page
    link = f'/inbox/?tone=negative&amp;brand={brand.pk}">Open negative cases of this brand'
    assert link in page


@pytest.mark.usefixtures("usual")
def test_where_all_messages_behind_an_alert_are_shown_nothing_is_said_of_that(
    client: Client, brand: Brand, square: Account, agent: User
) -> None:
    """As many as a page holds: two that are usual came since then."""
    first = NOON - timedelta(minutes=55)
    complain(square, SHOWN - 2, first=first, apart=timedelta(seconds=20))
    (alert,) = watch_brand(brand, at=NOON)
    client.force_login(agent)

    page = client.get(f"/inbox/alerts/{alert.pk}/").content.decode()

    assert page.count("toujours rien") == SHOWN
    assert "Below are the newest" not in page


@pytest.mark.usefixtures("usual")
def test_the_cases_of_an_alert_are_those_of_the_matter_that_its_own_is_by_now(
    client: Client, brand: Brand, square: Account, lead: User, parcels: Matter
) -> None:
    first = NOON - timedelta(minutes=55)
    complain(square, 20, first=first, apart=timedelta(minutes=2), matter=parcels)
    (alert, *_of_the_brand) = watch_brand(brand, at=NOON)
    delivery = make_matter(brand, name="Livraison", by=lead, at=NOON)
    merge_matter(parcels, into=delivery, by=lead, at=NOON)
    client.force_login(lead)

    page = client.get(f"/inbox/alerts/{alert.pk}/").content.decode()

    link = f'/inbox/?tone=negative&amp;matter={delivery.pk}">Open negative cases of this matter'
    assert link in page


@pytest.mark.usefixtures("usual")
def test_browsers_of_those_who_answer_are_told_once(
    brand: Brand, square: Account, agent: User, viewer: User
) -> None:
    phone = Browser()
    add_browser(agent, phone.device, name="Firefox, Android", at=NOON)
    complain(square, 20, first=NOON - timedelta(minutes=55), apart=timedelta(minutes=2))
    (alert,) = watch_brand(brand, at=NOON)
    service = answering(201)

    with HttpDoor(transport=service) as door:
        told = [tell_of_alerts(door, at=NOON + timedelta(minutes=n)) for n in (0, 10)]

    assert told == [1, 0]
    (request,) = service.taken
    assert phone.read(request.read()) == {
        "title": "Plus de messages négatifs que d’habitude\u00a0: Maison Tilleul",
        "body": "22 messages négatifs en une heure, contre 3,0 d’habitude",
        "url": f"/inbox/alerts/{alert.pk}/",
        "tag": request.headers["Topic"],
    }


@pytest.mark.usefixtures("usual")
def test_only_negative_messages_are_read_whatever_the_number(square: Account, brand: Brand) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE inbox_judgement")
    with CaptureQueriesContext(connection) as asked:
        watch_brand(brand, at=NOON)

    (counting,) = [query["sql"] for query in asked if "extract(epoch" in query["sql"]]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {counting}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "negative_by_moment" in plan
    assert len(asked) <= 10
