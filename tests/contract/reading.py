"""The contract of every connector that reads: an honest spec, and a parser that is total and pure.

class TestReading(ReadingContract):
    connector = MyConnector()
    deliveries = (Raw(...), ...)  # one of each kind that the network sends
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from datetime import datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parvis.channels.protocol import (
    Acts,
    Checks,
    Connector,
    Event,
    Finds,
    Poison,
    Pulls,
    Raw,
)
from parvis.channels.registry import CONNECTORS

ID_MAX = 500  # an index entry of PostgreSQL holds some 2,700 bytes
KNOWN_IDEMPOTENCY = {"native", "chosen_id", "upsert", "echo_marker", "find_only", "none"}
KNOWN_KINDS = {"text", "email", "number", "choice"}

anything = settings(
    max_examples=100,
    deadline=None,  # time is bounded by tests of their own
    suppress_health_check=[HealthCheck.differing_executors],
)


class ReadingContract:
    connector: Connector
    deliveries: Sequence[Raw]

    def test_it_is_listed_under_its_own_name(self) -> None:
        listed = CONNECTORS[self.connector.spec.id]
        assert listed.rpartition(":")[2] == type(self.connector).__name__

    def test_it_can_do_what_it_declares_and_nothing_else(self) -> None:
        spec = self.connector.spec
        replies = any(ability.startswith("reply") for ability in spec.capabilities)
        assert isinstance(self.connector, Acts) == replies
        assert isinstance(self.connector, Pulls) == bool(spec.sources)
        assert not isinstance(self.connector, Pulls) or isinstance(self.connector, Checks)
        assert isinstance(self.connector, Finds) <= replies
        assert spec.idempotency in KNOWN_IDEMPOTENCY
        assert spec.limits.text_unit in {"chars", "utf16", "bytes"}
        assert (spec.limits.text_max > 0) == replies

    def test_its_settings_can_be_asked_for(self) -> None:
        asked = self.connector.spec.fields
        assert len({setting.name for setting in asked}) == len(asked)
        for setting in asked:
            assert setting.label
            assert setting.kind in KNOWN_KINDS
            assert (setting.kind == "choice") == bool(setting.choices)
            if setting.choices:
                assert setting.default in dict(setting.choices)
            assert not (setting.secret and setting.default)

    def test_each_kind_of_delivery_is_understood(self) -> None:
        assert [raw.key for raw in self.deliveries if not self.connector.parse(raw)] == []

    def test_a_delivery_is_understood_in_the_same_way_each_time(self) -> None:
        for raw in self.deliveries:
            assert self.connector.parse(raw) == self.connector.parse(raw)

    @given(body=st.binary(max_size=2000))
    @anything
    def test_any_bytes_give_events_or_poison(self, body: bytes) -> None:
        for raw in self.deliveries[:1]:
            self.events(Raw(key=raw.key, body=body, media_type=raw.media_type))

    @given(data=st.data())
    @anything
    def test_a_damaged_delivery_gives_events_or_poison(self, data: st.DataObject) -> None:
        raw = data.draw(st.sampled_from(self.deliveries))
        start = data.draw(st.integers(0, len(raw.body)))
        end = data.draw(st.integers(start, min(len(raw.body), start + 40)))
        body = raw.body[:start] + data.draw(st.binary(max_size=20)) + raw.body[end:]
        self.events(
            Raw(
                key=raw.key,
                body=body,
                media_type=raw.media_type,
                received_at=raw.received_at,
            )
        )

    def test_what_is_understood_can_be_stored(self) -> None:
        for raw in self.deliveries:
            self.events(raw)

    def events(self, raw: Raw) -> Sequence[Event]:
        """The events of `raw`, each of which PostgreSQL can store; none if it is poison."""
        try:
            events = self.connector.parse(raw)
        except Poison:
            return ()
        for event in events:
            assert 0 < len(event.key) <= ID_MAX
            assert event.occurred_at.utcoffset() is not None
            if event.message:
                assert event.message.network == self.connector.spec.network
                assert 0 < len(event.message.ext_id) <= ID_MAX
                assert event.message.author is None or event.message.author.ext_id
            for value in _values(event):
                _assert_storable(value)
        return events


def _values(thing: object) -> Iterator[object]:
    """All plain values inside a dataclass, however deep."""
    if is_dataclass(thing):
        for inner in fields(thing):
            yield from _values(getattr(thing, inner.name))
    elif isinstance(thing, tuple):
        for item in thing:
            yield from _values(item)
    else:
        yield thing


def _assert_storable(value: object) -> None:
    if isinstance(value, str):
        assert "\0" not in value
        value.encode()  # no half characters
    elif isinstance(value, datetime):
        assert value.utcoffset() is not None
