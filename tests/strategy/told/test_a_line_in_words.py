"""A line of the form is told as a person would say it."""

from __future__ import annotations

import pytest
from django.utils import translation

from parvis.strategy.models import Channel
from parvis.strategy.told.lines import tell_channel


def shop_page() -> Channel:
    return Channel(
        key="instagram",
        name="The shop's page",
        asked=1_340,
        answered=0.615,
        hours_to_answer=1.39,
        promotions=1,
        replies=2,
    )


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "1,340 messages a month · 62% answered · after 1 h 23 · 1 promotion for 2 answers",
        ),
        (
            "fr",
            (
                "1\u00a0340 messages par mois · 62\u202f% de réponses · après 1\u00a0h\u00a023 · "
                "1 promotion pour 2 réponses"
            ),
        ),
    ],
)
def test_a_channel_says_hours_and_minutes_and_counts(language: str, said: str) -> None:
    with translation.override(language):
        assert tell_channel(shop_page()).said == said


def test_no_promotion_is_not_worth_a_word() -> None:
    channel = Channel(key="instagram", promotions=0, replies=0)
    assert tell_channel(channel).said == ""
