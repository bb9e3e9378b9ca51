"""Nothing is missing, or it is said: marks, gaps, and the daily comparison with the source."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from parvis.brands.models import Brand
from parvis.channels import town
from parvis.channels.actions import close_gap, pull_account, read_from_start
from parvis.channels.actions.ledger import cursor_of, store_page
from parvis.channels.actions.pull import LOCK_SPACE
from parvis.channels.connectors.demo import FORGOTTEN
from parvis.channels.models import Account, Cursor, Delivery, Gap
from parvis.channels.protocol import Io, JsonObject, MarkUnreadable, Page
from parvis.channels.town import post_on_square, square_door
from parvis.kit.actors import PARVIS
from parvis.kit.models import Activity
from parvis.kit.turns import turn

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def three_posts(brand: Brand) -> None:
    for number in range(3):
        post_on_square(brand, handle="zoe", name="Zoé", text=f"post {number}", at=NOON)


def pull(square: Account, *, at: datetime = NOON) -> Cursor:
    square.refresh_from_db()
    pull_account(square, clock=lambda: at)
    return Cursor.objects.get()


def open_gaps() -> list[tuple[datetime | None, datetime, str]]:
    return list(Gap.objects.filter(closed_at=None).values_list("since", "until", "reason"))


def test_what_the_source_holds_is_counted_and_all_of_it_is_stored(square: Account) -> None:
    cursor = pull(square)

    assert (cursor.compared_at, cursor.held, cursor.stored, cursor.fetched) == (NOON, 3, 3, 0)


def test_what_slipped_behind_the_mark_is_fetched_by_the_next_comparison(
    square: Account, brand: Brand
) -> None:
    pull(square)
    lost = Delivery.objects.order_by("pk")[1]
    lost.delete()

    pull(square, at=NOON + timedelta(hours=23))
    assert not Delivery.objects.filter(key=lost.key).exists()
    cursor = pull(square, at=NOON + timedelta(days=1))

    assert Delivery.objects.filter(key=lost.key).exists()
    assert (cursor.held, cursor.stored, cursor.fetched) == (3, 3, 1)


def test_a_doubt_is_a_gap_until_the_source_was_compared(square: Account) -> None:
    pull(square)
    Gap.objects.create(
        account=square,
        source="posts",
        reason="It was renumbered.",
        until=NOON,
        found_at=NOON + timedelta(seconds=30),
    )

    pull(square, at=NOON + timedelta(minutes=1))

    gap = Gap.objects.get()
    assert (gap.closed_at, gap.closed_by) == (NOON + timedelta(minutes=1), "Parvis")


def test_a_comparison_that_fails_is_a_gap_and_is_tried_again_the_next_day(
    square: Account, brand: Brand
) -> None:
    real, asked = square_door(brand), []

    def without_a_list(method: str, path: str, wanted: JsonObject) -> tuple[int, JsonObject]:
        asked.append(path)
        return (503, {}) if path == "/posts/ids" else real(method, path, wanted)

    for hours in (0, 1, 25):
        io = Io(settings={}, secrets={}, now=lambda: NOON, doors={"network": without_a_list})
        pull_account(square, clock=partial(NOON.__add__, timedelta(hours=hours)), io=io)

    assert asked.count("/posts/ids") == 2
    ((since, until, reason),) = open_gaps()
    assert (since, until) == (None, NOON + timedelta(hours=25))
    assert reason.startswith("It could not be compared with its network. The square answered 503")
    assert Delivery.objects.count() == 3

    pull(square, at=NOON + timedelta(hours=50))
    assert open_gaps() == []


def test_what_the_network_forgot_meanwhile_is_a_gap_for_a_person(
    square: Account, brand: Brand, monkeypatch: pytest.MonkeyPatch
) -> None:
    pull(square)
    for number in range(5):
        post_on_square(brand, handle="zoe", name="Zoé", text=f"late {number}", at=NOON)
    monkeypatch.setattr(town, "SHOWN", 2)

    later = NOON + timedelta(hours=1)
    pull(square, at=later)

    assert open_gaps() == [(NOON, later, FORGOTTEN)]
    assert Delivery.objects.count() == 5


def test_who_was_away_for_longer_than_the_server_keeps_mails_has_missed_some(
    square: Account,
) -> None:
    square.settings = {"kept_days": "14"}
    square.save()
    pull(square)

    pull(square, at=NOON + timedelta(days=13))
    assert open_gaps() == []
    pull(square, at=NOON + timedelta(days=30))

    (gap,) = open_gaps()
    assert gap[:2] == (NOON + timedelta(days=13), NOON + timedelta(days=30))
    assert "14 d" in gap[2]


def test_a_gap_is_closed_once_by_whoever_has_looked(square: Account) -> None:
    gap = Gap.objects.create(
        account=square, source="posts", since=NOON, until=NOON, reason="?", found_at=NOON
    )

    assert close_gap(gap, by=PARVIS, at=NOON) is True
    assert close_gap(gap, by=PARVIS, at=NOON) is False
    assert [row.facts["why"] for row in Activity.objects.filter(verb="gap.closed")] == ["?"]


@pytest.mark.parametrize(
    ("mark", "version"),
    [({"after": "now"}, 1), ({"offset": 7}, 1), ({"after": 7}, 0)],
    ids=["a wrong value", "another form", "another version"],
)
def test_a_mark_that_makes_no_sense_stops_the_account_until_it_is_read_from_the_start(
    square: Account, mark: dict[str, object], version: int
) -> None:
    Cursor.objects.create(account=square, source="posts", mark=mark, version=version, moved_at=NOON)

    with pytest.raises(MarkUnreadable):
        pull(square)
    square.refresh_from_db()
    assert (square.state, Cursor.objects.get().unreadable_at) == ("broken", NOON)
    assert Delivery.objects.count() == 0

    assert read_from_start(square, by=PARVIS, at=NOON) is True
    cursor = pull(square)
    square.refresh_from_db()
    assert (square.state, square.error, cursor.unreadable_at) == ("active", "", None)
    assert Delivery.objects.count() == 3


def test_who_reads_while_it_is_read_from_the_start_puts_no_old_mark_back(square: Account) -> None:
    slow = cursor_of(square, "posts", at=NOON)
    read_from_start(square, by=PARVIS, at=NOON)

    with pytest.raises(Exception, match="read on by another process"):
        store_page(square, Page(raws=(), cursor={"after": 99}), cursor=slow, at=NOON)


def test_two_workers_make_one_stream(square: Account) -> None:
    with turn(LOCK_SPACE, square.pk):
        pull_account(square, clock=lambda: NOON)
    assert Delivery.objects.count() == 0

    pull(square)
    assert Delivery.objects.count() == 3
