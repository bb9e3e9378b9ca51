"""The contract of every connector that sends: at most one copy goes out, and the answer is true.

class TestSending(SendingContract):
    connector = MyConnector()
    intent = Intent(...)
    attempt_key = "..."

    @contextmanager
    def network(self, fault): ...  # yields a Network that fails in this way
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import replace
from enum import StrEnum
from typing import Protocol

import pytest

from parvis.channels.protocol import (
    Acts,
    Connector,
    Done,
    Intent,
    Io,
    Outcome,
    Refusal,
    Retry,
    Uncertain,
)

CANARY = "canary-5f1e7c"  # the value of every secret in the test networks


class Fault(StrEnum):
    NONE = "all is well"
    NOBODY_THERE = "nothing answers"
    BUSY = "the network is busy"
    NO = "the network says no"
    LOST_BEFORE = "the connection breaks while the message is given"
    LOST_AFTER = "the network has taken it, and its answer is lost"


class Network(Protocol):
    io: Io

    def copies(self) -> int:
        """How many copies of the message the network holds."""
        ...

    def heal(self) -> None:
        """From now on all is well."""
        ...


class SendingContract:
    connector: Connector
    intent: Intent
    attempt_key: str

    def network(self, fault: Fault) -> AbstractContextManager[Network]:
        raise NotImplementedError

    @pytest.mark.parametrize(
        ("fault", "answer", "copies"),
        [
            (Fault.NONE, Done, 1),
            (Fault.NOBODY_THERE, Retry, 0),
            (Fault.BUSY, Retry, 0),
            (Fault.NO, Refusal, 0),
            (Fault.LOST_BEFORE, Uncertain, 0),
            (Fault.LOST_AFTER, Uncertain, 1),
        ],
    )
    def test_a_fault_is_told_as_what_is_known(
        self, fault: Fault, answer: type[Outcome], copies: int
    ) -> None:
        with self.network(fault) as network:
            outcome = self.act(network, self.intent)
            assert isinstance(outcome, answer)
            assert network.copies() == copies
            assert CANARY not in str(outcome)

    @pytest.mark.parametrize("fault", [Fault.BUSY, Fault.NOBODY_THERE])
    def test_after_a_retry_there_is_one_copy(self, fault: Fault) -> None:
        with self.network(fault) as network:
            assert isinstance(self.act(network, self.intent), Retry)
            network.heal()
            assert isinstance(self.act(network, self.intent), Done)
            assert network.copies() == 1

    def test_a_text_at_the_limit_goes_out_and_a_longer_one_does_not(self) -> None:
        limits = self.connector.spec.limits
        longest = "a" * (limits.text_max - 1) + ("é" if limits.text_unit == "chars" else "a")
        with self.network(Fault.NONE) as network:
            outcome = self.act(network, replace(self.intent, text=longest + "a"))
            assert isinstance(outcome, Refusal)
            assert network.copies() == 0
            assert isinstance(self.act(network, replace(self.intent, text=longest)), Done)

    def act(self, network: Network, intent: Intent) -> Outcome:
        assert isinstance(self.connector, Acts)
        return self.connector.act(network.io, intent, attempt_key=self.attempt_key)
