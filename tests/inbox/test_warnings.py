"""Before a promise breaks, those whose case it is are told, wherever they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx2
import pytest
from django.test import Client
from django.urls import reverse

from parvis.brands.actions import set_opening_hours
from parvis.brands.hours import Period
from parvis.brands.models import Brand, User
from parvis.channels.models import Account
from parvis.channels.town import post_on_square
from parvis.inbox.actions import assign_case, resolve_case
from parvis.inbox.actions.warnings import (
    add_browser,
    application_key,
    forget_warnings,
    try_browser,
    warn_of_promises,
)
from parvis.inbox.models import Browser, Case, Promise, PromiseWarning
from parvis.kit.actors import PARVIS
from parvis.kit.http import HttpDoor
from parvis.kit.models import Activity
from parvis.kit.push import Pushed
from tests.inbox.letters import Letters, hour
from tests.inbox.test_a_message_becomes_a_case import arrive
from tests.kit.test_push import Browser as RealBrowser
from tests.kit.test_push import Service, answering

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
DUE = NOON + timedelta(hours=4)
MINUTE = timedelta(minutes=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def case(brand: Brand, square: Account) -> Case:
    """Zoe asks at noon, and is promised an answer by 16:00."""
    post_on_square(brand, handle="zoe", name="Zoe", text="@tilleul où est mon colis ?", at=NOON)
    arrive(square)
    return Case.objects.get()


@pytest.fixture
def phone(agent: User) -> RealBrowser:
    browser = RealBrowser()
    add_browser(agent, browser.device, name="Firefox, Android", at=NOON)
    return browser


def warn(service: Service, at: datetime) -> int:
    with HttpDoor(transport=service) as door:
        return warn_of_promises(door, at=at)


def test_twenty_minutes_before_a_promise_breaks_its_agent_is_told_once(
    case: Case, agent: User, phone: RealBrowser
) -> None:
    service = answering(201)
    assign_case(case, to=agent, by=agent.actor, at=NOON)

    told = [warn(service, DUE - minutes * MINUTE) for minutes in (21, 20, 19, 1)]

    assert told == [0, 1, 0, 0]
    (request,) = service.taken
    assert phone.read(request.read()) == {
        "title": "Une promesse expire dans 20 minutes",
        "body": "Zoe: @tilleul où est mon colis ?",
        "url": f"/inbox/cases/{case.pk}/",
        "tag": request.headers["Topic"],
    }


def test_nobody_is_called_at_night(brand: Brand, letters: Letters, phone: RealBrowser) -> None:
    day = [Period(9 * 60, 18 * 60)]
    set_opening_hours(brand, week=dict.fromkeys(range(7), day), by=PARVIS, at=hour(0))
    letters.ask(at=8)  # an hour before closing time: due at noon of the next day in Paris

    quarters = [8 + number / 4 for number in range(80)]

    assert [at for at in quarters if warn(answering(201), hour(at))] == [26.75]


def test_a_case_of_nobody_is_told_to_all_who_may_answer(
    case: Case, agent: User, lead: User, viewer: User, outsider: User
) -> None:
    for user in (agent, lead, viewer, outsider):
        given = RealBrowser().device
        row = add_browser(user, given, name=user.name, at=NOON)
        Browser.objects.filter(pk=row.pk).update(endpoint=f"https://push.example/{user.name}")

    assert add_and_count(case) == {"Ines", "Lea"}


def add_and_count(case: Case) -> set[str]:
    service = answering(201)
    warn(service, DUE - 5 * MINUTE)
    return {str(request.url).rpartition("/")[2] for request in service.taken}


def test_the_case_of_a_colleague_is_not_told_to_others(
    case: Case, lead: User, phone: RealBrowser
) -> None:
    assign_case(case, to=lead, by=lead.actor, at=NOON)
    assert warn(answering(201), DUE - 5 * MINUTE) == 0


def test_a_promise_that_is_over_is_not_warned_of(
    case: Case, agent: User, phone: RealBrowser
) -> None:
    resolve_case(case, by=agent.actor, at=NOON)
    assert warn(answering(201), DUE - 5 * MINUTE) == 0


def test_a_note_that_nobody_took_is_pushed_again_until_the_promise_is_due(
    case: Case, phone: RealBrowser
) -> None:
    assert warn(answering(503), DUE - 15 * MINUTE) == 0
    assert warn(answering(201), DUE - 14 * MINUTE) == 1
    assert warn(answering(201), DUE - 13 * MINUTE) == 0


def test_after_the_promise_is_due_it_is_too_late_to_warn(case: Case, phone: RealBrowser) -> None:
    warn(answering(503), DUE - MINUTE)
    assert warn(answering(201), DUE + MINUTE) == 0


def test_a_browser_that_withdrew_is_forgotten(case: Case, phone: RealBrowser) -> None:
    assert warn(answering(410), DUE - 5 * MINUTE) == 0
    assert not Browser.objects.exists()
    assert list(
        Activity.objects.filter(verb__startswith="browser").values_list("verb", flat=True)
    ) == [
        "browser.added",
        "browser.removed",
    ]


def test_a_browser_that_another_agent_uses_now_warns_that_one_alone(
    case: Case, agent: User, lead: User, phone: RealBrowser
) -> None:
    assign_case(case, to=agent, by=agent.actor, at=NOON)
    warn(answering(503), DUE - 5 * MINUTE)

    add_browser(lead, phone.device, name="Firefox, Mac", at=DUE - 4 * MINUTE)

    assert [(row.user, row.name) for row in Browser.objects.all()] == [(lead, "Firefox, Mac")]
    assert warn(answering(201), DUE - 3 * MINUTE) == 0


def resolution_of(case: Case, *, due_at: datetime) -> Promise:
    """The end of the matter is promised for then; the answer was given."""
    case.promises.update(answered_at=NOON, wall_seconds=0, open_seconds=0)
    asked = case.places.get().message
    terms = case.promises.values_list("terms", flat=True)[0]
    return Promise.objects.create(
        case=case, kind="resolution", asked=asked, terms_id=terms, started_at=NOON, due_at=due_at
    )


def test_an_end_that_a_pause_has_moved_is_warned_of_again(case: Case, phone: RealBrowser) -> None:
    promise = resolution_of(case, due_at=DUE)
    assert warn(answering(201), DUE - 15 * MINUTE) == 1

    pause = promise.pauses.create(started_at=DUE - 10 * MINUTE)
    assert warn(answering(201), DUE - 9 * MINUTE) == 0
    pause.ended_at, promise.due_at = DUE + 110 * MINUTE, DUE + 120 * MINUTE
    pause.save()
    promise.save()

    assert [warn(answering(201), DUE + minutes * MINUTE) for minutes in (111, 112)] == [1, 0]


def test_a_matter_that_rests_when_the_note_goes_out_is_not_pushed(
    case: Case, phone: RealBrowser
) -> None:
    promise = resolution_of(case, due_at=DUE)
    assert warn(answering(503), DUE - 15 * MINUTE) == 0

    promise.pauses.create(started_at=DUE - 14 * MINUTE)

    assert warn(answering(201), DUE - 13 * MINUTE) == 0


def test_each_note_asks_anew_whether_it_is_still_true(
    case: Case, agent: User, lead: User, phone: RealBrowser
) -> None:
    """The first takes so long that the case is resolved meanwhile."""
    second = replace(RealBrowser().device, endpoint="https://push.example/second")
    add_browser(lead, second, name="Firefox, Mac", at=NOON)

    def slowly() -> httpx2.Response:
        resolve_case(case, by=agent.actor, at=DUE - 10 * MINUTE)
        return httpx2.Response(201, stream=httpx2.ByteStream(b""))

    service = Service(slowly)

    assert Browser.objects.count() == 2
    assert warn(service, DUE - 15 * MINUTE) == 1
    assert len(service.taken) == 1
    assert warn(answering(201), DUE - 9 * MINUTE) == 0


def test_a_note_that_waits_is_not_pushed_to_who_has_the_case_no_more(
    case: Case, agent: User, lead: User, phone: RealBrowser
) -> None:
    assign_case(case, to=agent, by=agent.actor, at=NOON)
    assert warn(answering(503), DUE - 15 * MINUTE) == 0

    assign_case(case, to=lead, by=agent.actor, at=DUE - 14 * MINUTE)

    assert warn(answering(201), DUE - 13 * MINUTE) == 0


def test_warnings_are_forgotten_after_a_week(case: Case, phone: RealBrowser) -> None:
    warn(answering(201), DUE - 5 * MINUTE)
    forget_warnings(at=DUE + timedelta(days=6))
    assert PromiseWarning.objects.count() == 1
    forget_warnings(at=DUE + timedelta(days=8))
    assert PromiseWarning.objects.count() == 0


def test_one_key_for_the_whole_installation(db: None) -> None:
    assert application_key(at=NOON) == application_key(at=NOON + MINUTE)


def test_a_trial_note_says_what_is_to_come(agent: User, phone: RealBrowser) -> None:
    service = answering(201)
    with HttpDoor(transport=service) as door:
        assert try_browser(door, agent.browsers.get(), at=NOON) is Pushed.DELIVERED
    (request,) = service.taken
    words = phone.read(request.read())
    assert isinstance(words, dict)
    assert words["url"] == "/inbox/"


def test_an_agent_adds_and_removes_a_browser_on_the_page(agent: User, client: Client) -> None:
    client.force_login(agent)
    device = RealBrowser().device
    given = {"endpoint": device.endpoint, "p256dh": device.p256dh, "auth": device.auth}
    phone = "Mozilla/5.0 (Android 15; Mobile) Gecko/140 Firefox/140.0"

    client.post(reverse("inbox:add_browser"), given, headers={"User-Agent": phone})
    page = client.get(reverse("inbox:browsers")).content.decode()
    row = agent.browsers.get()
    assert (row.name, row.endpoint, "Firefox, Android" in page) == (
        "Firefox, Android",
        device.endpoint,
        True,
    )
    client.post(reverse("inbox:remove_browser", args=[row.pk]))
    assert not agent.browsers.exists()


@pytest.mark.parametrize(
    "wrong", [{"endpoint": "http://127.0.0.1/"}, {"p256dh": "AAAA"}, {"auth": ""}]
)
def test_what_no_browser_says_is_refused_on_the_page(
    agent: User, client: Client, wrong: dict[str, str]
) -> None:
    client.force_login(agent)
    device = RealBrowser().device
    given = {"endpoint": device.endpoint, "p256dh": device.p256dh, "auth": device.auth}
    client.post(reverse("inbox:add_browser"), {**given, **wrong})
    assert not agent.browsers.exists()


def test_a_colleagues_browser_is_not_mine_to_touch(
    agent: User, lead: User, phone: RealBrowser, client: Client
) -> None:
    client.force_login(lead)
    for name in ("inbox:remove_browser", "inbox:try_browser"):
        answer = client.post(reverse(name, args=[agent.browsers.get().pk]))
        assert answer.status_code == 404


def test_the_browser_finds_its_worker_and_its_page_without_a_network(client: Client) -> None:
    worker = client.get("/service-worker.js")
    assert (worker.status_code, worker["Content-Type"]) == (200, "text/javascript")
    assert client.get("/offline/").status_code == 200
