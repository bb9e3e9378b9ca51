"""What need not be kept goes by itself, and nothing else does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from asgiref.sync import async_to_sync
from django.contrib.sessions.models import Session
from django.db import connection

from parvis.brands.models import Brand, User
from parvis.channels.actions import ask, drain_outbox, read_deliveries, store_deliveries
from parvis.channels.actions.forget import forget_old
from parvis.channels.models import (
    Account,
    Attempt,
    Delivery,
    Gap,
    Letter,
    LinkWanted,
    Message,
    Outgoing,
    SquarePost,
)
from parvis.channels.protocol import Raw
from parvis.channels.tasks import replay_what_was_not_understood
from parvis.channels.town import post_on_square
from parvis.kit.models import Tally
from parvis.kit.tasks import forget_done, forget_sessions, forget_tallies
from parvis.people.actions import claim_address, confirm_claim, forget_claims
from parvis.people.models import Claim
from tests.channels.test_each_answer_leaves_once import question, reply
from tests.channels.test_each_delivery_is_kept_once import post

__all__ = ["question"]
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def after(days: int) -> datetime:
    return NOON + timedelta(days=days)


def bodies() -> dict[str, bool]:
    """The keys of deliveries, and whether their bytes are there."""
    rows = Delivery.objects.order_by("key").values_list("key", "body")
    return {key: bool(bytes(body)) for key, body in rows}


def test_bytes_go_ninety_days_after_they_were_read_and_their_keys_stay(square: Account) -> None:
    old_mail = Raw(
        key="post:1", body=post(1).body, media_type="x", received_at=NOON - timedelta(days=900)
    )
    poison = Raw(key="post:2", body=b"?", media_type="x")
    store_deliveries(square, [old_mail, poison], source="posts", at=NOON)
    read_deliveries(square, at=NOON)
    store_deliveries(square, [post(3)], source="posts", at=NOON)  # waits

    forget_old(at=after(90))
    assert bodies() == {"post:1": True, "post:2": True, "post:3": True}
    forget_old(at=after(91))

    assert bodies() == {"post:1": False, "post:2": True, "post:3": True}
    assert Message.objects.get().text == "@tilleul question 1 ?"
    assert store_deliveries(square, [post(1)], source="posts", at=after(91)).known == 1


def test_each_channel_keeps_them_for_its_own_time(square: Account) -> None:
    square.keep_raw_days = 2
    square.save()
    store_deliveries(square, [post(1)], source="posts", at=NOON)
    read_deliveries(square, at=NOON)

    forget_old(at=after(3))

    assert bodies() == {"post:1": False}


def test_tries_gaps_and_the_town_are_forgotten(
    question: Message, agent: User, square: Account, brand: Brand
) -> None:
    reply(question, agent)
    drain_outbox(square, at=NOON)
    Letter.objects.create(brand=brand, to="a@b.example", body=b"?", posted_at=NOON)
    common = {"account": square, "source": "posts", "until": NOON, "found_at": NOON}
    Gap.objects.create(**common, reason="closed", closed_at=NOON, closed_by="Odile")
    Gap.objects.create(**common, reason="open")

    forget_old(at=after(366))

    assert not Attempt.objects.exists()
    assert not Letter.objects.exists()
    assert not SquarePost.objects.exists()
    assert [gap.reason for gap in Gap.objects.all()] == ["open"]
    assert Outgoing.objects.get().state == "sent"


def test_the_tries_of_an_answer_that_is_uncertain_stay(
    question: Message, agent: User, square: Account
) -> None:
    outgoing = reply(question, agent)
    outgoing.attempts.create(n=1, started_at=NOON, ended_at=NOON, outcome="uncertain")
    Outgoing.objects.update(state="uncertain")

    forget_old(at=after(366))

    assert Attempt.objects.count() == 1


def test_a_town_that_is_recent_stays(brand: Brand) -> None:
    post_on_square(brand, handle="zoe", name="Zoé", text="?", at=NOON)

    forget_old(at=after(90))

    assert SquarePost.objects.count() == 1


def test_an_address_beside_a_question_that_nobody_could_read_is_forgotten(brand: Brand) -> None:
    ask(brand, text="Où ?", name="", address="zoe@example.org", language="fr", at=NOON)

    forget_old(at=after(30))
    assert LinkWanted.objects.count() == 1
    forget_old(at=after(31))
    assert LinkWanted.objects.count() == 0


def test_an_address_that_nobody_confirmed_is_forgotten(question: Message) -> None:
    assert question.author is not None
    claim, _ = claim_address(question.author, address="zoe@example.org", at=NOON)

    forget_claims(at=after(30))
    assert Claim.objects.count() == 1
    forget_claims(at=after(31))
    assert Claim.objects.count() == 0

    claim, _ = claim_address(question.author, address="zoe@example.org", at=NOON)
    confirm_claim(claim, at=NOON)
    forget_claims(at=after(31))
    assert Claim.objects.count() == 1


def test_sessions_windows_and_jobs_that_are_over_go(db: None) -> None:
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    far_ahead = datetime(2120, 1, 1, tzinfo=UTC)
    for key, end in {"over": long_ago, "lasts": far_ahead}.items():
        Session.objects.create(session_key=key, session_data="", expire_date=end)
        Tally.objects.create(key=key, count=1, ends_at=end)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status)"
            " VALUES ('default', 'a', 'todo'), ('default', 'b', 'todo')"
        )
        for status in ("doing", "succeeded"):
            cursor.execute(
                "UPDATE procrastinate_jobs SET status = %s::procrastinate_job_status"
                " WHERE task_name = 'a'",
                [status],
            )
        cursor.execute("UPDATE procrastinate_events SET at = %s", [long_ago])

    forget_sessions.func(0)
    forget_tallies.func(0)
    async_to_sync(forget_done.func)(0)

    assert [row.session_key for row in Session.objects.all()] == ["lasts"]
    assert [row.key for row in Tally.objects.all()] == ["lasts"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_jobs")
        assert cursor.fetchall() == [("b",)]


def test_what_an_older_parser_could_not_read_is_tried_by_todays(square: Account) -> None:
    store_deliveries(square, [post(1), post(2)], source="posts", at=NOON)
    Delivery.objects.filter(key="post:1").update(
        state="quarantined", reason="not understood", parser_version=0
    )
    Delivery.objects.filter(key="post:2").update(
        state="quarantined", reason="not understood", parser_version=1
    )

    replay_what_was_not_understood.func(0)
    read_deliveries(square, at=NOON)

    states = Delivery.objects.order_by("key").values_list("state", flat=True)
    assert list(states) == ["parsed", "quarantined"]
