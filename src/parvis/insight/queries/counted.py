"""The messages of one period, sorted into what each number counts.

Every number of the index is the length of one of these lists, and the page of its rows shows the
same list: they cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property

from parvis.brands.hours import OpeningHours
from parvis.brands.models import Brand
from parvis.insight.queries.turns import Heard


@dataclass(frozen=True, slots=True)
class Period:
    """The `days` (of 24 hours) that end at `at`."""

    days: int
    at: datetime

    @property
    def since(self) -> datetime:
        return self.at - timedelta(days=self.days)

    @property
    def before(self) -> Period:
        """The period of the same length that ended when this one began."""
        return Period(self.days, self.since)

    def holds(self, moment: datetime) -> bool:
        return self.since < moment <= self.at


class Counted:
    """What was heard in a period, as it stood at its end."""

    def __init__(
        self, brand: Brand, period: Period, *, heard: Iterable[Heard], hours: OpeningHours
    ) -> None:
        self.period = period
        self._brand = brand
        self._hours = hours
        self._heard = [
            message.as_of(period.at) for message in heard if period.holds(message.asked_at)
        ]
        self.turns: Sequence[Heard] = [message for message in self._heard if message.is_turn]
        self._due = {turn.message_id: self._due_at(turn) for turn in self.turns}

    @property
    def answered(self) -> list[Heard]:
        return [turn for turn in self.turns if turn.answered_at]

    @property
    def unanswered(self) -> list[Heard]:
        return [turn for turn in self.turns if not turn.answered_at]

    def elapsed(self, window: timedelta) -> list[Heard]:
        """Turns asked so long ago that it can be said whether they were answered within it."""
        return [turn for turn in self.turns if self._has_elapsed(turn, window)]

    def within(self, window: timedelta) -> list[Heard]:
        return [turn for turn in self.elapsed(window) if _answered_within(turn, window)]

    def missed(self, window: timedelta) -> list[Heard]:
        return [turn for turn in self.elapsed(window) if not _answered_within(turn, window)]

    def open(self, window: timedelta) -> list[Heard]:
        """Still inside the window and not answered: neither a success nor a failure yet."""
        return [turn for turn in self.unanswered if not self._has_elapsed(turn, window)]

    def early(self, window: timedelta) -> list[Heard]:
        """Answered, but asked so lately that they are counted only once the window is over.

        Counting quick answers before slow ones could be missed would flatter the rate.
        """
        return [turn for turn in self.answered if not self._has_elapsed(turn, window)]

    @property
    def promised(self) -> list[Heard]:
        """Turns whose promise has fallen due. History was promised nothing."""
        return [
            turn for turn in self.turns if (due := self._due[turn.message_id]) and due < self._end
        ]

    @property
    def kept(self) -> list[Heard]:
        return [turn for turn in self.promised if self._is_kept(turn)]

    @property
    def broken(self) -> list[Heard]:
        return [turn for turn in self.promised if not self._is_kept(turn)]

    @cached_property
    def persons(self) -> list[Heard]:
        """For each person who addressed the brand, their first message and the first answer."""
        first: dict[int, Heard] = {}
        answered_at: dict[int, datetime] = {}
        for message in self._heard:
            person = message.person_id
            first.setdefault(person, message)
            if answer := message.answered_at:
                answered_at[person] = min(answer, answered_at.get(person, answer))
        return [
            replace(message, answered_at=answered_at.get(person))
            for person, message in first.items()
        ]

    @property
    def persons_answered(self) -> list[Heard]:
        return [person for person in self.persons if person.answered_at]

    @property
    def persons_unanswered(self) -> list[Heard]:
        return [person for person in self.persons if not person.answered_at]

    @property
    def _end(self) -> datetime:
        return self.period.at

    def _has_elapsed(self, turn: Heard, window: timedelta) -> bool:
        return turn.asked_at + window <= self._end

    def _is_kept(self, turn: Heard) -> bool:
        due = self._due[turn.message_id]
        return bool(due and turn.answered_at and turn.answered_at <= due)

    def _due_at(self, turn: Heard) -> datetime | None:
        """What the case promised; else what the brand's promise comes to for this message."""
        if turn.promised_for or self._brand.is_history(turn.asked_at):
            return turn.promised_for
        after = timedelta(minutes=self._brand.promise_minutes)
        return self._hours.due_at(turn.asked_at, after=after)


def _answered_within(turn: Heard, window: timedelta) -> bool:
    return turn.response is not None and turn.response <= window
