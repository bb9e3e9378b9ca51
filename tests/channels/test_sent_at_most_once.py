"""At most one copy, and never a false word about it: the outbox as a machine that meets all faults.

Once on a network that knows its attempt keys (the square), once on one that does not.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from parvis.brands.models import Brand
from parvis.channels.actions import (
    connect_account,
    drain_outbox,
    queue_reply,
    read_deliveries,
    store_deliveries,
)
from parvis.channels.actions.sending import LONGEST_SENDING, _begin_attempt
from parvis.channels.models import Account, Message, Outgoing, SquarePost, Thread
from parvis.channels.protocol import Io, JsonObject
from parvis.channels.registry import CONNECTORS
from parvis.channels.town import post_on_square, square_door
from parvis.kit.actors import PARVIS
from parvis.people.actions import Named, meet_identities
from tests.contract.forgetful import DELAY, Fault, Wall

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
FAULTS = st.sampled_from(list(Fault))
WAITS = st.sampled_from([timedelta(), timedelta(seconds=30), DELAY, LONGEST_SENDING])
few = settings(max_examples=15, stateful_step_count=8, deadline=None)
pytestmark = pytest.mark.django_db


class Square:
    """The square's door with the faults that are asked for."""

    def __init__(self, brand: Brand) -> None:
        self._real = square_door(brand)
        self.fault = Fault.NONE

    def __call__(self, method: str, path: str, wanted: JsonObject) -> tuple[int, JsonObject]:
        if method != "POST":
            return self._real(method, path, wanted)
        match self.fault:
            case Fault.NOBODY_THERE:
                return 503, {}
            case Fault.NO:
                return 403, {"error": "no"}
            case Fault.LOST_BEFORE:
                return 500, {}
        answer = self._real(method, path, wanted)
        match self.fault:
            case Fault.LOST_AFTER:
                return 500, {}
            case Fault.BREAKS:
                raise ConnectionResetError("peer")
        return answer


class OutboxMachine(RuleBasedStateMachine):
    """Answers are asked for, sent, lost, looked up and seen again, in any order."""

    intents = Bundle("intents")
    question: Message
    copies_of: Callable[[str], int]
    set_fault: Callable[[Fault], None]
    door: dict[str, Any]

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.now = NOON
        self.asked = 0

    def teardown(self) -> None:
        try:
            self.set_fault(Fault.NONE)
            for _ in range(4):
                self.now += timedelta(hours=13)
                self._drain()
            self.everything_came_to_an_end()
        finally:
            transaction.savepoint_rollback(self.savepoint)

    def everything_came_to_an_end(self) -> None:
        for outgoing in Outgoing.objects.all():
            copies = self.copies_of(outgoing.attempt_key)
            expected = {"sent": 1, "refused": 0}
            assert expected[outgoing.state] == copies, (outgoing.state, outgoing.why)

    @property
    def account(self) -> Account:
        return self.question.account

    @initialize(target=intents)
    def somebody_answers_first(self) -> str:
        return self._ask("click-0")

    @rule(target=intents)
    def somebody_answers(self) -> str:
        self.asked += 1
        return self._ask(f"click-{self.asked}")

    @rule(key=intents)
    def somebody_clicks_again(self, key: str) -> None:
        self._ask(key)

    @rule(fault=FAULTS, wait=WAITS)
    def it_is_sent_after_a_while(self, fault: Fault, wait: timedelta) -> None:
        self.now += wait
        self.set_fault(fault)
        self._drain()

    @rule(given=st.booleans())
    def a_process_dies_while_it_sends(self, *, given: bool) -> None:
        """Before or after the network has taken it."""
        if outgoing := Outgoing.objects.filter(state="queued").first():
            _begin_attempt(outgoing, at=self.now)
            if given:
                self.give(outgoing)

    @rule()
    def what_was_said_comes_back_by_the_other_road(self) -> None:
        self.echo()

    @invariant()
    def there_is_at_most_one_copy_and_no_false_word(self) -> None:
        for outgoing in Outgoing.objects.all():
            copies = self.copies_of(outgoing.attempt_key)
            assert copies <= 1
            if outgoing.state == "sent":
                assert copies == 1
            if outgoing.state == "refused":
                assert copies == 0
        sent = Message.objects.filter(direction__in=["out", "echo"])
        assert sent.count() <= SquarePost.objects.filter(by_brand=True).count() + self.on_the_wall()

    def on_the_wall(self) -> int:
        return 0

    def give(self, outgoing: Outgoing) -> None:
        raise NotImplementedError

    def echo(self) -> None:
        raise NotImplementedError

    def _ask(self, key: str) -> str:
        queue_reply(answers=self.question, text="Ici.", client_key=key, by=PARVIS, at=self.now)
        return key

    def _drain(self) -> None:
        io = Io(settings={}, secrets={}, now=lambda: self.now, doors=self.door)
        drain_outbox(self.account, at=self.now, io=io)


def test_a_network_that_knows_its_keys(brand: Brand, square: Account) -> None:
    post_on_square(brand, handle="zoe", name="Zoé", text="où ?", at=NOON)
    _hear(brand, square)
    asked = Message.objects.get()
    door = Square(brand)

    class OnTheSquare(OutboxMachine):
        question = asked

        def __init__(self) -> None:
            super().__init__()
            self.door = {"network": door}

        def copies_of(self, key: str) -> int:
            return SquarePost.objects.filter(idempotency_key=key).count()

        def set_fault(self, fault: Fault) -> None:
            door.fault = fault

        def give(self, outgoing: Outgoing) -> None:
            wanted = {
                "answers": asked.ext_id,
                "text": outgoing.text,
                "key": outgoing.attempt_key,
                "at": self.now.isoformat(),
            }
            square_door(brand)("POST", "/posts", wanted)

        def echo(self) -> None:
            _hear(brand, square)

    run_state_machine_as_test(OnTheSquare, settings=few)


def test_a_network_that_would_make_a_copy_each_time(
    brand: Brand, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = "tests.contract.forgetful:ForgetfulConnector"
    monkeypatch.setitem(CONNECTORS, "forgetful", path)
    asked = _question_on(brand)

    class OnTheWall(OutboxMachine):
        question = asked

        def __init__(self) -> None:
            super().__init__()
            self.wall = Wall()
            self.door = {"wall": self.wall}

        def copies_of(self, key: str) -> int:
            return self.wall.copies(key)

        def set_fault(self, fault: Fault) -> None:
            self.wall.fault = fault

        def give(self, outgoing: Outgoing) -> None:
            self.wall.said.append((outgoing.attempt_key, self.now))

        def echo(self) -> None:
            """This network shows nobody's words but by looking."""

        def on_the_wall(self) -> int:
            return len(self.wall.said)

    run_state_machine_as_test(OnTheWall, settings=few)


def _hear(brand: Brand, square: Account) -> None:
    """All that stands on the square, each time from the start."""
    _, page = square_door(brand)("GET", "/posts", {"after": 0, "limit": 100})
    io = Io(settings={}, secrets={}, now=lambda: NOON, doors={"network": square_door(brand)})
    from parvis.channels.connectors.demo import DemoConnector

    raws = DemoConnector().fetch(
        io, source="posts", keys=[f"post:{post['id']}" for post in page["posts"]]
    )
    store_deliveries(square, raws, source="posts", at=NOON)
    read_deliveries(square, at=NOON)


def _question_on(brand: Brand) -> Message:
    account = connect_account(brand, connector_id="forgetful", name="Mur", by=PARVIS, at=NOON)
    named = Named(network="forgetful", ext_id="zoe", display="Zoé")
    return Message.objects.create(
        account=account,
        thread=Thread.objects.create(account=account, ext_id="t", created_at=NOON),
        network="forgetful",
        ext_id="q",
        surface="comment",
        visibility="public",
        direction="in",
        author=meet_identities(brand, named=[named], at=NOON)[named.key],
        text="où ?",
        created_at=NOON,
        received_at=NOON,
    )
