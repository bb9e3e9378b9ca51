"""Hours that are lacking are said on the first page, not only beside the means."""

from __future__ import annotations

from datetime import date

from parvis.strategy.diagnosis.diagnose import diagnose
from parvis.strategy.diagnosis.form import Channel, Form, Means
from parvis.strategy.report.pen import Pen
from parvis.strategy.report.sections.in_short import in_short
from parvis.strategy.report.tree import Lead

TOO_MUCH = "The messages ask for 77\u00a0h of work a week; only 50\u00a0h are there."


def first_words(*, hours_a_week: float) -> str:
    """Of a brand of two that is asked 2,000 messages a month."""
    form = Form(
        brand="Bruine",
        on=date(2026, 11, 22),
        language="en",
        means=Means(people=2, handling_minutes=10, hours_a_week=hours_a_week),
        channels=(Channel(key="mail", asked=2_000),),
    )
    blocks = in_short(diagnose(form), Pen("en")).blocks
    return next(block.text for block in blocks if isinstance(block, Lead))


def test_two_thousand_messages_a_month_are_too_much_for_fifty_hours_a_week() -> None:
    assert first_words(hours_a_week=50).endswith(TOO_MUCH)


def test_where_there_are_hours_enough_nothing_is_said_of_them() -> None:
    assert "work" not in first_words(hours_a_week=120)
