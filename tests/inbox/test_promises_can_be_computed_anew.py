"""Whatever was said and done, in whatever order it came: the stored promises are those that follow
from it, to the second."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TypeVar

import pytest
from django.db import transaction
from django.db.models import Model, QuerySet
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from parvis.brands.actions import add_holiday, change_brand, set_opening_hours
from parvis.brands.hours import Period
from parvis.brands.models import Brand, User
from parvis.channels.models import Message
from parvis.inbox.actions import (
    MoveRefused,
    NotCorrectable,
    make_case_of,
    merge_case,
    needs_no_answer,
    reopen_case,
    reply_to_case,
    resolve_case,
    restore_correction,
    snooze_case,
    split_case,
    undo_correction,
    undo_move,
)
from parvis.inbox.models import Case, Correction, Move
from parvis.inbox.queries.reckoning import cases_whose_promises_differ
from parvis.kit.actors import PARVIS
from tests.inbox.letters import HOUR, Letters, case_of, hour

Row = TypeVar("Row", bound=Model)
pytestmark = pytest.mark.django_db


class Story:
    """A brand's days, told step by step. `n` chooses among what there is; `late` is by how many
    hours something arrives after it was said."""

    def __init__(self, brand: Brand, agent: User) -> None:
        self.brand, self.agent = brand, agent
        self.letters = Letters(brand)
        self.at = 0.0

    def ask(self, n: int, late: float) -> None:
        self._hear(self.letters.ask, n, late)

    def thank(self, n: int, late: float) -> None:
        self._hear(self.letters.thank, n, late)

    def edit(self, n: int, _late: float) -> None:
        if message := self._one(Message.objects.filter(direction="in"), n):
            self.letters.edit(message, ["ok thanks", "Where is my order?"][n % 2], at=self.at)

    def answer(self, n: int, late: float) -> None:
        if message := self._one(Message.objects.filter(direction="in"), n):
            self.letters.answer(message, at=self.at - late, read_at=self.at)

    def tell_all(self, n: int, late: float) -> None:
        self.letters.tell_all(f"t-{n % 2}", at=self.at - late, read_at=self.at)

    def reply(self, n: int, _late: float) -> None:
        """An answer that has not left yet."""
        if case := self._one(Case.objects.filter(state="open"), n):
            reply_to_case(
                case, text="Soon.", client_key=f"click-{self.at}", by=self.agent, at=self._now
            )

    def resolve(self, n: int, _late: float) -> None:
        if case := self._one(Case.objects.filter(state="open"), n):
            resolve_case(case, by=self.agent.actor, at=self._now)

    def reopen(self, n: int, _late: float) -> None:
        if case := self._one(Case.objects.filter(state="resolved"), n):
            reopen_case(case, by=self.agent.actor, at=self._now)

    def snooze(self, n: int, _late: float) -> None:
        if case := self._one(Case.objects.filter(state="open"), n):
            snooze_case(case, until=self._now + 5 * HOUR, by=self.agent.actor, at=self._now)

    def merge(self, n: int, _late: float) -> None:
        case, into = self._one(Case.objects.all(), n), self._one(Case.objects.all(), n // 7)
        if case and into:
            self._move(lambda: merge_case(case, into=into, by=self.agent.actor, at=self._now))

    def split(self, n: int, _late: float) -> None:
        if message := self._one(Message.objects.filter(place__isnull=False), n):
            case = case_of(message)
            self._move(
                lambda: split_case(case, messages=[message.pk], by=self.agent.actor, at=self._now)
            )

    def undo(self, n: int, _late: float) -> None:
        if move := self._one(Move.objects.filter(undone_at=None), n):
            self._move(lambda: undo_move(move, by=self.agent.actor, at=self._now))

    def correct(self, n: int, _late: float) -> None:
        correct = [make_case_of, needs_no_answer][n % 2]
        if message := self._one(Message.objects.filter(direction="in"), n):
            try:
                correct(message, by=self.agent, at=self._now)
            except NotCorrectable:
                return

    def uncorrect(self, n: int, _late: float) -> None:
        if correction := self._one(Correction.objects.filter(undone_at=None), n):
            undo_correction(correction, by=self.agent, at=self._now)

    def restore(self, n: int, _late: float) -> None:
        if correction := self._one(Correction.objects.exclude(undone_at=None), n):
            restore_correction(correction, by=self.agent, at=self._now)

    def change_hours(self, n: int, _late: float) -> None:
        week = {day: [Period(8 * 60, 9 * 60 + n)] for day in range(7)}
        set_opening_hours(self.brand, week=week, by=PARVIS, at=self._now)

    @property
    def _now(self) -> datetime:
        return hour(self.at)

    def _hear(self, say: Callable[..., Message], n: int, late: float) -> None:
        say(at=self.at - late, read_at=self.at, by=f"person-{n % 2}", thread=f"t-{n % 3}")

    def _one(self, rows: QuerySet[Row, Row], n: int) -> Row | None:
        found = list(rows.order_by("pk"))
        return found[n % len(found)] if found else None

    def _move(self, moving: Callable[[], object]) -> None:
        try:
            with transaction.atomic():
                moving()
        except MoveRefused:
            return


HAPPENINGS = [
    *("ask", "ask", "ask", "thank", "edit", "answer", "answer", "tell_all", "reply"),
    *("resolve", "resolve", "reopen", "snooze", "merge", "merge", "split", "split"),
    *("undo", "undo", "correct", "uncorrect", "restore", "change_hours"),
]
STEPS = st.tuples(
    st.sampled_from(HAPPENINGS),
    st.integers(0, 50),
    st.sampled_from([0.0, 0.0, 0.0, 0.3, 2.0, 40.0]),
    st.sampled_from([0.1, 0.7, 3.0, 30.0, 200.0]),
)


@pytest.fixture
def split_shifts(brand: Brand) -> Brand:
    """Open in two shifts but on Sundays, a holiday in between; the end is promised as well."""
    shifts = [Period(9 * 60, 12 * 60), Period(14 * 60, 18 * 60)]
    set_opening_hours(brand, week=dict.fromkeys(range(6), shifts), by=PARVIS, at=hour(0))
    add_holiday(brand, day=date(2026, 3, 4), name="Fair", by=PARVIS, at=hour(0))
    promises = {"next_promise_minutes": 120, "resolution_minutes": 900}
    return change_brand(brand, to=promises, by=PARVIS, at=hour(0))


told = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    # each story is a second of database: a failing one is not told again a hundred times, shorter
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)


def happen(brand: Brand, agent: User, steps: Sequence[tuple[str, int, float, float]]) -> None:
    """Each step is told, and after each the stored promises are held against the computed ones."""
    with transaction.atomic():
        story = Story(brand, agent)
        for number, (happening, n, late, pause) in enumerate(steps):
            story.at += pause
            getattr(story, happening)(n, late)
            assert cases_whose_promises_differ(brand) == [], f"after step {number}: {happening}"
        transaction.set_rollback(True)


REOPENED_AFTER_A_SPLIT = [
    *(("ask", 28, 0.3, 200.0), ("thank", 0, 2.0, 3.0), ("resolve", 0, 0.0, 3.0)),
    *(("split", 0, 0.0, 3.0), ("reopen", 0, 0.0, 0.7)),
]


@told
@given(st.lists(STEPS, min_size=4, max_size=14))
@example(REOPENED_AFTER_A_SPLIT)
def test_of_a_brand_that_is_always_open(
    brand: Brand, agent: User, steps: Sequence[tuple[str, int, float, float]]
) -> None:
    happen(brand, agent, steps)


@told
@given(st.lists(STEPS, min_size=4, max_size=14))
def test_of_a_brand_with_split_shifts_that_promises_the_end_too(
    split_shifts: Brand, agent: User, steps: Sequence[tuple[str, int, float, float]]
) -> None:
    happen(split_shifts, agent, steps)
