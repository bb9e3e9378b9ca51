"""So many times in so long, from one address."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models import F
from django.test import RequestFactory

from parvis.kit.limits import address_of, forget_ended, may_again
from parvis.kit.models import Tally

HOUR = timedelta(hours=1)
pytestmark = pytest.mark.django_db


def ask(who: str = "zoe") -> bool:
    return may_again("ask", who=who, most=2, within=HOUR)


def pass_by(time: timedelta) -> None:
    """As if it were so much later."""
    Tally.objects.update(ends_at=F("ends_at") - time)


def test_the_third_time_is_one_too_many_until_the_window_is_over() -> None:
    assert [ask() for _ in range(3)] == [True, True, False]

    pass_by(timedelta(minutes=59))
    assert ask() is False

    pass_by(timedelta(minutes=1, seconds=1))
    assert [ask() for _ in range(3)] == [True, True, False]


def test_somebody_else_counts_for_themselves() -> None:
    assert [ask("zoe"), ask("zoe"), ask("zoe"), ask("paul")] == [True, True, False, True]


def test_windows_that_are_over_are_forgotten() -> None:
    ask("zoe")
    pass_by(HOUR)
    ask("paul")

    forget_ended()

    assert list(Tally.objects.values_list("key", flat=True)) == ["ask:paul"]


@pytest.mark.parametrize(
    ("told", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:a:b:c:d", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("", "unknown"),
        ("unix:", "unix:"),
    ],
)
def test_a_household_has_one_address(told: str, counted: str) -> None:
    assert address_of(RequestFactory().get("/", REMOTE_ADDR=told)) == counted
