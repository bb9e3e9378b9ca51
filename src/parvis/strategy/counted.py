"""What was counted in an export of messages, and how it fills a channel's open figures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from parvis.strategy.diagnosis.form import Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """In a usual month. An export of less than a month is taken for one: nothing is guessed that
    it does not hold. `answered` and `hours_to_answer` are None where no message tells them."""

    asked: float
    answered: float | None
    hours_to_answer: float | None
    promotions: float
    replies: float
    messages: int
    first: date
    last: date

    def __str__(self) -> str:
        """The same in English and in French."""
        return f"{self.messages} messages, {self.first} – {self.last}"

    def source(self, file: str) -> str:
        """Where the figures are from, for who reads them later."""
        return f"{file}: {self}"


def filled(channel: Channel, counted: Counted) -> Channel:
    """What was typed stays; what was left open is taken from the count."""

    export = channel.counted_from.file if channel.counted_from else ""

    def typed_or(typed: float | None, found: float | None) -> float | None:
        return found if typed is None else typed

    return replace(
        channel,
        asked=typed_or(channel.asked, counted.asked),
        answered=typed_or(channel.answered, counted.answered),
        hours_to_answer=typed_or(channel.hours_to_answer, counted.hours_to_answer),
        promotions=typed_or(channel.promotions, counted.promotions),
        replies=typed_or(channel.replies, counted.replies),
        source=channel.source or counted.source(export),
    )
