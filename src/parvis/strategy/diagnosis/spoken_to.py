"""Customers, or those whom they listen to: whom the brand speaks to on a channel (source 004)."""

from __future__ import annotations

from parvis.strategy.diagnosis.channels import Gathered
from parvis.strategy.diagnosis.result import SpokenTo


def spoken_to(at: Gathered) -> tuple[SpokenTo, ...]:
    """Every public of which something is said here, in the order of the form."""
    return tuple(
        SpokenTo(
            segment=segment.name,
            public=segment.public_in(habit),
            chosen=habit.public is not None,
            present=habit.present,
            why=habit.why,
        )
        for segment, habit in at.habits
    )
