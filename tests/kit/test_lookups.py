"""A long list of values is one parameter, and finds what `__in` would find."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from parvis.channels.models import Account, Thread

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
NAMES = ["a", 'b"', "c,{}", "é\\n", ""]
pytestmark = pytest.mark.django_db


@pytest.fixture
def threads(square: Account) -> list[Thread]:
    return [Thread.objects.create(account=square, ext_id=name, created_at=NOON) for name in NAMES]


def test_texts_are_found_whatever_signs_they_hold(threads: list[Thread]) -> None:
    assert set(Thread.objects.filter(ext_id__one_of=[*NAMES[1:], "unknown"])) == set(threads[1:])


def test_numbers_are_found_by_key_and_by_foreign_key(threads: list[Thread]) -> None:
    first, account = threads[0], threads[0].account_id

    assert list(Thread.objects.filter(pk__one_of={first.pk, 0})) == [first]
    assert Thread.objects.filter(account__one_of=[account]).count() == len(threads)
    assert Thread.objects.filter(account__brand__one_of=[0]).count() == 0


def test_nothing_is_found_for_no_values(threads: list[Thread]) -> None:
    assert not Thread.objects.filter(ext_id__one_of=[]).exists()
    assert Thread.objects.exclude(ext_id__one_of=[]).count() == len(threads)
