"""What cannot be true together in a form. The pages and the file are held to the same."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.strategy.diagnosis.contradictions.aims import of_aims
from parvis.strategy.diagnosis.contradictions.answers import of_told
from parvis.strategy.diagnosis.contradictions.found import Contradiction
from parvis.strategy.diagnosis.contradictions.identity import of_identity
from parvis.strategy.diagnosis.contradictions.means import of_channels, of_means, of_times
from parvis.strategy.diagnosis.contradictions.places import of_places
from parvis.strategy.diagnosis.contradictions.rivals import of_rivals
from parvis.strategy.diagnosis.contradictions.segments import of_segments
from parvis.strategy.diagnosis.form import Form

__all__ = ["Contradiction", "contradictions"]


def contradictions(form: Form) -> Iterator[Contradiction]:
    """In the order of the form. What was left open contradicts nothing."""
    yield from of_places(form)
    yield from of_identity(form)
    yield from of_segments(form)
    yield from of_aims(form)
    yield from of_rivals(form)
    yield from of_times(form)
    yield from of_means(form.means)
    yield from of_channels(form)
    yield from of_told(form)
