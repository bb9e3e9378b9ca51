"""The channels of a brand: how each is, off and on, and what could not be read or sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from parvis.brands.models import Brand, User
from parvis.channels.actions import connect_account
from parvis.channels.health import condition_of
from parvis.channels.models import Account, Delivery, Outgoing
from parvis.channels.queries import account_health
from parvis.kit.actors import PARVIS
from parvis.kit.models import Activity

HTMX = {"HX-Request": "true"}
PAGES = ["quarantine", "outgoing"]
CHANGES = ["pause", "resume", "replay_all"]


def quarantine(account: Account, *, at: datetime, key: str = "k1", body: bytes = b"{") -> Delivery:
    return Delivery.objects.create(
        account=account,
        key=key,
        source="posts",
        media_type="application/json",
        body=body,
        received_at=at,
        state=Delivery.State.QUARANTINED,
        reason="not a post of the square",
    )


def send(account: Account, state: Outgoing.State, *, at: datetime, key: str = "o1") -> Outgoing:
    return Outgoing.objects.create(
        account=account,
        client_key=key,
        attempt_key=key,
        verb="reply",
        to="zoe",
        text="Elle part ce soir.",
        author_kind="user",
        author_name="Ines",
        state=state,
        why="sending was interrupted",
        created_at=at,
        not_before=at,
    )


def page(client: Client, name: str = "accounts", *arguments: object) -> str:
    return client.get(reverse(f"channels:{name}", args=arguments)).content.decode()


def test_the_page_says_of_each_account_how_it_is(
    client: Client, square: Account, lead: User, noon: datetime
) -> None:
    quarantine(square, at=noon)
    send(square, Outgoing.State.UNCERTAIN, at=noon)
    client.force_login(lead)

    shown = page(client)

    assert "Place du village" in shown
    assert "1 could not be read" in shown
    assert "1 answer may not have arrived" in shown


@pytest.mark.parametrize(
    ("changes", "heard_ago", "tone", "words"),
    [
        ({}, timedelta(minutes=1), "well", "Listening"),
        ({}, timedelta(hours=2), "care", "Not looked at for 2 h"),
        ({"error": "no route"}, timedelta(minutes=1), "care", "Cannot be reached"),
        ({"state": "broken", "error": "bad key"}, timedelta(hours=1), "alarm", "Stopped"),
        ({"state": "paused"}, timedelta(hours=1), "still", "Paused"),
        ({"state": "passive"}, timedelta(days=9), "still", "Filled by imports"),
    ],
)
def test_the_condition_of_an_account_in_words(
    square: Account,
    noon: datetime,
    changes: dict[str, str],
    heard_ago: timedelta,
    tone: str,
    words: str,
) -> None:
    Account.objects.update(last_ok_at=noon - heard_ago, **changes)

    condition = condition_of(account_health([square.brand_id])[0], now=noon)

    assert (condition.tone, condition.words) == (tone, words)
    assert bool(condition.advice) == (tone in {"care", "alarm"} or words == "Paused")


def test_a_lead_pauses_and_resumes_and_htmx_gets_the_line_alone(
    client: Client, square: Account, lead: User
) -> None:
    client.force_login(lead)

    paused = client.post(reverse("channels:pause", args=[square.pk]), headers=HTMX)
    square.refresh_from_db()
    assert square.state == Account.State.PAUSED
    line = paused.content.decode().strip()
    assert line.startswith(f'<li class="account" id="account-{square.pk}">')
    assert "Listen again" in line
    assert "Place du village is paused." in line

    resumed = client.post(reverse("channels:resume", args=[square.pk]))
    square.refresh_from_db()
    assert (resumed["Location"], square.state) == (reverse("channels:accounts"), "active")


def test_pausing_twice_is_pausing_once(client: Client, square: Account, lead: User) -> None:
    client.force_login(lead)

    for _ in range(2):
        client.post(reverse("channels:pause", args=[square.pk]))

    assert Activity.objects.filter(verb="account.paused").count() == 1


def test_what_imports_fill_is_neither_paused_nor_resumed(
    client: Client, square: Account, lead: User
) -> None:
    Account.objects.update(state=Account.State.PASSIVE)
    client.force_login(lead)

    for change in ("pause", "resume"):
        client.post(reverse(f"channels:{change}", args=[square.pk]))

    assert Account.objects.get().state == Account.State.PASSIVE


def test_the_quarantine_shows_reason_and_first_bytes_as_text(
    client: Client, square: Account, lead: User, noon: datetime
) -> None:
    quarantine(square, at=noon, body=b'{"text": "\xe2\x98\x82 <b>\x00\xff' + b"x" * 5000)
    client.force_login(lead)

    shown = page(client, "quarantine", square.pk)

    assert "not a post of the square" in shown
    assert "{&quot;text&quot;: &quot;☂ &lt;b&gt;·\ufffd" in shown
    assert "x" * 500 in shown
    assert "x" * 601 not in shown


def test_a_delivery_is_read_again_once(
    client: Client, square: Account, lead: User, noon: datetime
) -> None:
    delivery = quarantine(square, at=noon)
    client.force_login(lead)
    address = reverse("channels:replay", args=[delivery.pk])

    answers = [client.post(address, headers=HTMX), client.post(address)]

    delivery.refresh_from_db()
    assert (delivery.state, delivery.reason) == (Delivery.State.WAITING, "")
    assert [answer.status_code for answer in answers] == [200, 302]
    assert "It is read again." in answers[0].content.decode()
    assert Activity.objects.filter(verb="delivery.replayed").count() == 1


def test_everything_is_read_again_at_once(
    client: Client, square: Account, lead: User, noon: datetime
) -> None:
    for n in range(3):
        quarantine(square, at=noon, key=f"k{n}")
    client.force_login(lead)

    client.post(reverse("channels:replay_all", args=[square.pk]))

    assert set(Delivery.objects.values_list("state", flat=True)) == {"waiting"}
    assert Activity.objects.get(verb="quarantine.replayed").facts == {"deliveries": 3}


def test_a_long_quarantine_is_read_page_by_page(
    client: Client, square: Account, lead: User, noon: datetime
) -> None:
    ids = [quarantine(square, at=noon, key=f"k{n}").pk for n in range(30)]
    client.force_login(lead)
    address = reverse("channels:quarantine", args=[square.pk])

    first = client.get(address).context
    second = client.get(address + first["older"]).context

    assert [row.id for row in first["rows"]] == ids[:4:-1]
    assert ([row.id for row in second["rows"]], second["older"]) == (ids[4::-1], "")


@pytest.mark.parametrize("state", [Outgoing.State.UNCERTAIN, Outgoing.State.REFUSED])
def test_an_answer_whose_fate_is_unknown_is_sent_again_once(
    client: Client, square: Account, lead: User, noon: datetime, state: Outgoing.State
) -> None:
    outgoing = send(square, state, at=noon)
    client.force_login(lead)
    assert "sending was interrupted" in page(client, "outgoing", square.pk)

    for _ in range(2):
        client.post(reverse("channels:resend", args=[outgoing.pk]))

    outgoing.refresh_from_db()
    assert outgoing.state == Outgoing.State.QUEUED
    assert Activity.objects.filter(verb="reply.resent").count() == 1


def test_an_answer_that_arrived_is_not_sent_again(
    client: Client, square: Account, lead: User, noon: datetime
) -> None:
    outgoing = send(square, Outgoing.State.SENT, at=noon)
    client.force_login(lead)

    answer = client.post(reverse("channels:resend", args=[outgoing.pk]), headers=HTMX)

    assert "It is on its way already, or has arrived." in answer.content.decode()
    outgoing.refresh_from_db()
    assert outgoing.state == Outgoing.State.SENT


def test_an_agent_sees_the_list_and_changes_nothing(
    client: Client, square: Account, agent: User, noon: datetime
) -> None:
    delivery, outgoing = quarantine(square, at=noon), send(square, Outgoing.State.REFUSED, at=noon)
    client.force_login(agent)

    shown = page(client)

    assert "Place du village" in shown
    assert reverse("channels:pause", args=[square.pk]) not in shown
    for name in [*CHANGES, "account"]:
        assert client.post(reverse(f"channels:{name}", args=[square.pk])).status_code == 403
    for name in PAGES:
        assert client.get(reverse(f"channels:{name}", args=[square.pk])).status_code == 403
    assert client.post(reverse("channels:replay", args=[delivery.pk])).status_code == 403
    assert client.post(reverse("channels:resend", args=[outgoing.pk])).status_code == 403
    square.refresh_from_db()
    assert square.state == Account.State.ACTIVE


def test_who_only_reads_has_no_such_page(client: Client, square: Account, viewer: User) -> None:
    client.force_login(viewer)

    assert client.get(reverse("channels:accounts")).status_code == 403


def test_to_another_house_nothing_of_it_exists(
    client: Client, square: Account, outsider: User, noon: datetime
) -> None:
    delivery, outgoing = quarantine(square, at=noon), send(square, Outgoing.State.REFUSED, at=noon)
    client.force_login(outsider)

    assert "Place du village" not in page(client)
    for name in [*CHANGES, "account"]:
        assert client.post(reverse(f"channels:{name}", args=[square.pk])).status_code == 404
    for name in [*PAGES, "account"]:
        assert client.get(reverse(f"channels:{name}", args=[square.pk])).status_code == 404
    assert client.post(reverse("channels:replay", args=[delivery.pk])).status_code == 404
    assert client.post(reverse("channels:resend", args=[outgoing.pk])).status_code == 404


def test_changes_are_posts(client: Client, square: Account, lead: User, noon: datetime) -> None:
    delivery, outgoing = quarantine(square, at=noon), send(square, Outgoing.State.REFUSED, at=noon)
    client.force_login(lead)

    for name in CHANGES:
        assert client.get(reverse(f"channels:{name}", args=[square.pk])).status_code == 405
    assert client.get(reverse("channels:replay", args=[delivery.pk])).status_code == 405
    assert client.get(reverse("channels:resend", args=[outgoing.pk])).status_code == 405


def test_a_stranger_is_asked_to_log_in(client: Client, square: Account) -> None:
    address = reverse("channels:accounts")

    assert client.get(address)["Location"] == f"{reverse('account_login')}?next={address}"


def test_more_accounts_ask_no_more_of_the_database(
    client: Client, brand: Brand, square: Account, lead: User, noon: datetime
) -> None:
    client.force_login(lead)
    few = queries_of(lambda: client.get(reverse("channels:accounts")))
    for n in range(8):
        connect_account(brand, connector_id="email", name=f"Mailbox {n}", by=PARVIS, at=noon)

    many = queries_of(lambda: client.get(reverse("channels:accounts")))

    assert many == few <= 12


def queries_of(ask: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        ask()
    return len(captured)
