"""Who reads a whole file does not wait until each batch has become cases; the order stays."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from parvis.channels.actions.telling import TellingBehind
from parvis.channels.signals import received


@pytest.fixture
def heard() -> Iterator[list[list[int]]]:
    """What a receiver was told that is slow at first, and fails in between."""
    heard: list[list[int]] = []

    def hear(message_ids: list[int], **_: object) -> None:
        if message_ids == [1]:
            slow.wait(timeout=5)
        heard.append(message_ids)
        if message_ids == [2]:
            raise RuntimeError("this one cannot be taken in")

    slow = threading.Event()
    receivers, received.receivers = received.receivers, []
    received.connect(hear, weak=False)
    threading.Timer(0.1, slow.set).start()
    yield heard
    received.receivers = receivers
    received.sender_receivers_cache.clear()


def test_all_is_told_in_order_before_the_block_ends(heard: list[list[int]]) -> None:
    with TellingBehind() as tell:
        tell([1])
        assert heard == []
        for number in (2, 3, 4):
            tell([number])

    assert heard == [[1], [2], [3], [4]]
