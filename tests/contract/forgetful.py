"""A network like most: no second try is safe, and what was said is seen only after a while."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from parvis.channels.protocol import (
    Absent,
    Done,
    Event,
    Found,
    Intent,
    Io,
    Limits,
    Outcome,
    Raw,
    Refusal,
    Retry,
    Spec,
    Uncertain,
    Visibility,
)

DELAY = timedelta(minutes=2)


class Fault(StrEnum):
    NONE = "all is well"
    NOBODY_THERE = "nothing answers"
    NO = "the network says no"
    LOST_BEFORE = "the connection breaks while the message is given"
    LOST_AFTER = "the network has taken it, and its answer is lost"
    BREAKS = "the connector itself breaks, after the network has taken it"


@dataclass
class Wall:
    """The network: what was said, under which key, and when."""

    said: list[tuple[str, datetime]] = field(default_factory=list)
    fault: Fault = Fault.NONE
    blind: bool = False  # it cannot be looked at

    def copies(self, key: str) -> int:
        return sum(1 for said, _ in self.said if said == key)


class ForgetfulConnector:
    """Its `act` makes a copy each time; its `find` sees what was said at least `DELAY` ago."""

    spec: ClassVar[Spec] = Spec(
        id="forgetful",
        label="Forgetful",
        network="forgetful",
        icon="hash",
        version=1,
        capabilities=frozenset({"reply"}),
        limits=Limits(text_max=500),
        visibility_of_reply=Visibility.PUBLIC,
        idempotency="find_only",
        visible_within=DELAY,
    )

    def parse(self, raw: Raw) -> Sequence[Event]:  # noqa: ARG002
        return ()

    def act(self, io: Io, intent: Intent, *, attempt_key: str) -> Outcome:  # noqa: ARG002
        wall: Wall = io.doors["wall"]
        match wall.fault:
            case Fault.NOBODY_THERE:
                return Retry(timedelta(seconds=30), "nobody there")
            case Fault.NO:
                return Refusal("no")
            case Fault.LOST_BEFORE:
                return Uncertain("lost")
        wall.said.append((attempt_key, io.now()))
        match wall.fault:
            case Fault.LOST_AFTER:
                return Uncertain("lost")
            case Fault.BREAKS:
                raise ConnectionResetError("peer")
        return Done(ext_id=f"wall-{len(wall.said)}", at=io.now())

    def find(self, io: Io, intent: Intent, *, attempt_key: str) -> Found:  # noqa: ARG002
        wall: Wall = io.doors["wall"]
        if wall.blind:
            return Uncertain("the wall cannot be looked at")
        for number, (key, at) in enumerate(wall.said, start=1):
            if key == attempt_key and at + DELAY <= io.now():
                return Done(ext_id=f"wall-{number}", at=at)
        return Absent()
