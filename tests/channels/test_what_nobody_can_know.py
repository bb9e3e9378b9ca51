"""An answer of which not even a look at the network tells anything is a human's to decide."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.brands.models import Brand
from parvis.channels.actions import drain_outbox, queue_reply, resend
from parvis.channels.models import Outgoing
from parvis.channels.protocol import Io, Limits
from parvis.channels.registry import CONNECTORS
from parvis.kit.actors import PARVIS
from tests.channels.test_sent_at_most_once import _question_on
from tests.contract.forgetful import Fault, Wall

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> Wall:
    path = "tests.contract.forgetful:ForgetfulConnector"
    monkeypatch.setitem(CONNECTORS, "forgetful", path)
    return Wall(fault=Fault.LOST_AFTER, blind=True)


@pytest.mark.django_db
def test_it_is_looked_for_for_half_a_day_and_then_left_to_somebody(
    brand: Brand, wall: Wall
) -> None:
    question = _question_on(brand)
    queue_reply(answers=question, text="Ici.", client_key="1", by=PARVIS, at=NOON)
    looked = []
    for minutes in range(0, 24 * 60, 2):
        at = NOON + timedelta(minutes=minutes)
        io = Io(settings={}, secrets={}, now=lambda: NOON, doors={"wall": wall})
        if drain_outbox(question.account, at=at, io=io):
            looked.append(minutes)

    outgoing = Outgoing.objects.get()
    assert looked == [0, 2, 8, 38, 158, 878]
    assert (outgoing.state, outgoing.look_at) == ("uncertain", None)
    assert outgoing.why == "the wall cannot be looked at"
    assert wall.copies(outgoing.attempt_key) == 1

    assert resend(outgoing, by=PARVIS, at=NOON) is True


@given(st.text())
def test_a_text_is_as_long_as_its_network_says(text: str) -> None:
    encoded = text.encode("utf-16-le", "surrogatepass")
    assert Limits(text_max=1).length_of(text) == len(text)
    assert Limits(text_max=1, text_unit="utf16").length_of(text) == len(encoded) // 2


@pytest.mark.parametrize(
    ("text", "chars", "utf16", "octets"),
    [("é", 1, 1, 2), ("👩‍👩‍👧", 5, 8, 18), ("漢字", 2, 2, 6), ("مرحبا", 5, 5, 10)],
)
def test_signs_of_all_kinds_are_counted_in_the_unit_that_is_declared(
    text: str, chars: int, utf16: int, octets: int
) -> None:
    counted = [
        Limits(text_max=1, text_unit=unit).length_of(text) for unit in ("chars", "utf16", "bytes")
    ]
    assert counted == [chars, utf16, octets]
