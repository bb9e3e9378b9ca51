"""What somebody looks after calls again where far more comes than they saw, and not else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from parvis.brands.models import Brand, User
from parvis.channels.models import Account
from parvis.inbox.actions import make_matter, see_alert
from parvis.inbox.actions.alerts import tell_of_alerts, watch_brand
from parvis.inbox.actions.warnings import add_browser
from parvis.inbox.models import Alert
from parvis.kit.http import HttpDoor
from parvis.kit.models import Activity
from tests.inbox.complaints import complain
from tests.kit.test_push import Browser, answering

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("usual")]


@pytest.fixture
def seen(brand: Brand, square: Account, agent: User) -> Alert:
    """Thirty an hour since a quarter past eleven, seen four minutes after noon."""
    complain(square, 157, first=NOON - 45 * MINUTE, apart=2 * MINUTE)
    complain(square, 15, first=NOON, apart=20 * MINUTE)
    (alert,) = watch_brand(brand, at=NOON)
    see_alert(alert, by=agent, at=NOON + 4 * MINUTE)
    return alert


def raised(brand: Brand, *, first: datetime, last: datetime) -> Sequence[Alert]:
    """By looks every ten minutes."""
    looks = range((last - first) // (10 * MINUTE) + 1)
    return [alert for n in looks for alert in watch_brand(brand, at=first + 10 * n * MINUTE)]


def grow(seen: Alert, square: Account) -> Alert:
    """Four hours later it is a hundred and fifty an hour."""
    complain(square, 120, first=NOON + 4 * HOUR, apart=MINUTE / 2)
    (alert,) = raised(seen.brand, first=NOON + 4 * HOUR, last=NOON + 5 * HOUR)
    alert.refresh_from_db()
    return alert


def test_while_it_stays_as_it_was_seen_nobody_is_called_again(brand: Brand, seen: Alert) -> None:
    assert raised(brand, first=NOON + 10 * MINUTE, last=NOON + 4 * HOUR) == []

    (alert,) = Alert.objects.all()
    assert (alert, alert.state, alert.seen_by_name) == (seen, "seen", "Ines")


def test_one_that_had_just_begun_when_it_was_seen_and_goes_on_calls_nobody_again(
    brand: Brand, square: Account, agent: User
) -> None:
    """The hour that they were told of holds fifteen, the next one seventy-five."""
    complain(square, 430, first=NOON - 10 * MINUTE, apart=timedelta(seconds=50))
    complain(square, 18, first=NOON, apart=20 * MINUTE)
    (alert,) = watch_brand(brand, at=NOON)
    see_alert(alert, by=agent, at=NOON + 4 * MINUTE)

    again = raised(brand, first=NOON + 10 * MINUTE, last=NOON + 5 * HOUR)

    assert (alert.hours, alert.count, again) == (1, 16, [])


def test_far_more_than_was_seen_is_raised_in_its_place(
    brand: Brand, square: Account, seen: Alert
) -> None:
    assert raised(brand, first=NOON + 10 * MINUTE, last=NOON + 4 * HOUR) == []

    again = grow(seen, square)

    seen.refresh_from_db()
    assert (again.grown_from, again.state, again.hours) == (seen, "open", 1)
    assert again.noticed_at == seen.over_at
    assert NOON + 4 * HOUR < again.noticed_at < NOON + 5 * HOUR
    assert (seen.state, seen.seen_by_name) == ("over", "Ines")
    steps = Activity.objects.filter(target_kind="alert").order_by("pk")
    assert list(steps.values_list("verb", "target_id")) == [
        ("alert.raised", seen.pk),
        ("alert.seen", seen.pk),
        ("alert.grew", seen.pk),
        ("alert.raised", again.pk),
    ]


def test_seen_again_it_calls_nobody_while_it_stays_so(
    brand: Brand, square: Account, seen: Alert, agent: User
) -> None:
    complain(square, 480, first=NOON + 4 * HOUR, apart=MINUTE / 2)
    (again,) = raised(brand, first=NOON + 4 * HOUR, last=NOON + 5 * HOUR)
    see_alert(again, by=agent, at=again.noticed_at + 4 * MINUTE)

    later = raised(brand, first=again.noticed_at + 10 * MINUTE, last=NOON + 8 * HOUR)

    assert later == []


def test_what_rises_on_a_matter_meanwhile_has_an_alert_of_its_own(
    brand: Brand, square: Account, lead: User, seen: Alert
) -> None:
    parcels = make_matter(brand, name="Colis", by=lead, at=NOON)
    complain(square, 60, first=NOON + 2 * HOUR, apart=MINUTE, matter=parcels)

    (alert,) = raised(brand, first=NOON + 2 * HOUR, last=NOON + 3 * HOUR)

    seen.refresh_from_db()
    assert (alert.matter, alert.grown_from, seen.state) == (parcels, None, "seen")


@pytest.mark.parametrize(
    ("language", "banner", "told", "since", "listed"),
    [
        (
            "en",
            "Far more negative messages than were seen",
            "This is far more than Ines saw:",
            "Far more came since then:",
            "far more than Ines saw",
        ),
        (
            "fr",
            "Bien plus de messages négatifs que ce qui avait été vu",
            "Ines en avait vu bien moins\u00a0:",
            "Bien d’autres sont arrivés depuis\u00a0:",
            "Ines en avait vu bien moins",
        ),
    ],
)
def test_pages_say_what_was_seen_and_that_far_more_came(
    client: Client,
    square: Account,
    seen: Alert,
    agent: User,
    language: str,
    banner: str,
    told: str,
    since: str,
    listed: str,
) -> None:
    client.force_login(agent)
    client.post("/language/", {"language": language})
    before = client.get("/inbox/").content.decode()
    again = grow(seen, square)

    of_it = client.get(f"/inbox/alerts/{again.pk}/").content.decode()
    of_what_was_seen = client.get(f"/inbox/alerts/{seen.pk}/").content.decode()

    assert (banner in before, banner in client.get("/inbox/").content.decode()) == (False, True)
    assert f"{told} {seen.count} " in of_it
    assert f' · <a href="/inbox/alerts/{seen.pk}/">' in of_it.replace("\n", " ")
    assert f"{since} {again.count} " in of_what_was_seen
    assert f' · <a href="/inbox/alerts/{again.pk}/">' in of_what_was_seen.replace("\n", " ")
    assert listed in client.get("/inbox/alerts/").content.decode()


def test_browsers_that_were_told_of_the_first_are_told_that_it_grew(
    square: Account, seen: Alert, agent: User
) -> None:
    phone = Browser()
    add_browser(agent, phone.device, name="Firefox, Android", at=NOON)
    service = answering(201)
    with HttpDoor(transport=service) as door:
        while_seen = tell_of_alerts(door, at=NOON + 10 * MINUTE)
        again = grow(seen, square)
        told = [tell_of_alerts(door, at=again.noticed_at + n * MINUTE) for n in (0, 10)]

    assert (while_seen, told) == (0, [1, 0])
    (request,) = service.taken
    note = phone.read(request.read())
    assert isinstance(note, dict)
    assert (note["title"], note["url"]) == (
        "Bien plus de messages négatifs que ce qui avait été vu\u00a0: Maison Tilleul",
        f"/inbox/alerts/{again.pk}/",
    )


def test_one_alert_grows_into_one_and_from_none_but_one_before(
    brand: Brand, square: Account, seen: Alert
) -> None:
    again = grow(seen, square)

    with pytest.raises(IntegrityError, match="it_grew_from_an_alert_before"), transaction.atomic():
        Alert.objects.filter(pk=seen.pk).update(grown_from=again)
    again.pk, again.state, again.over_at = None, "over", again.noticed_at
    with pytest.raises(IntegrityError, match="grown_from"), transaction.atomic():
        again.save()
