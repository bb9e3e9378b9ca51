"""The French catalogue is compiled and says times as French people say them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone, translation

from parvis.kit import spoken

NOW = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
SPACE = "\N{NO-BREAK SPACE}"


@pytest.fixture(autouse=True)
def in_french() -> Iterator[None]:
    with translation.override("fr"), timezone.override(UTC):
        yield


def test_what_is_left_and_what_is_late() -> None:
    assert spoken.remaining(NOW + timedelta(minutes=25), NOW) == f"il reste 25{SPACE}min"
    assert spoken.remaining(NOW - timedelta(hours=2, minutes=5), NOW) == (
        f"en retard de 2{SPACE}h{SPACE}05"
    )
    assert spoken.remaining(NOW + timedelta(days=3), NOW) == "il reste 3 jours"


def test_moments() -> None:
    yesterday = NOW - timedelta(hours=22, minutes=56)
    assert spoken.ago(NOW - timedelta(seconds=20), NOW) == "à l’instant"
    assert spoken.ago(yesterday, NOW) == f"hier à 18{SPACE}h{SPACE}04"
    assert spoken.ago(NOW - timedelta(days=400), NOW) == "26 janvier 2025"


def test_shares() -> None:
    assert spoken.share(0.345, 1) == "34,5\N{NARROW NO-BREAK SPACE}%"
    assert spoken.in_ten(0.8) == "8 sur 10"
