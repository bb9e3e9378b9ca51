"""1. Places: listed once, and as alive as they are said to be."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from datetime import date, timedelta

from parvis.strategy.diagnosis.contradictions.found import Contradiction, twice
from parvis.strategy.diagnosis.form import SOCIAL, Form, Place, State
from parvis.strategy.diagnosis.words import Both

A_MONTH = timedelta(days=31)
A_YEAR = timedelta(days=366)


def of_places(form: Form) -> Iterator[Contradiction]:
    named = [(place.name, _identities_of(place)) for place in form.places]
    yield from twice(("places",), named)
    for n, place in enumerate(form.places):
        says = _says_of_life(place, on=form.on)
        if says:
            yield Contradiction(("places", n, "last_sign"), says)


def closed_channels(places: Iterable[Place]) -> set[str]:
    """Those on which all places of the brand are closed."""
    there = [place for place in places if place.channel]
    still_open = {place.channel for place in there if place.state is not State.CLOSED}
    return {place.channel for place in there} - still_open


def _identities_of(place: Place) -> list[Hashable]:
    address = place.address.casefold().rstrip("/")
    by_address: list[Hashable] = [(place.kind, address)] if address else []
    named = (place.kind, place.channel, place.name.casefold())
    return [*by_address, named] if place.name else by_address


def _says_of_life(place: Place, *, on: date) -> Both | None:
    sign, values = place.last_sign, {"name": place.name, "day": place.last_sign, "on": on}
    if sign is None:
        return None
    if sign > on:
        return _NOT_YET.filled(**values)
    if place.state in _GONE and on - sign <= A_MONTH:
        return _STILL_LIVES.filled(state=_GONE[place.state], **values)
    if place.state is State.ALIVE and place.kind in SOCIAL and on - sign > A_YEAR:
        return _NO_LIFE.filled(**values)
    return None


_GONE = {
    State.ABANDONED: Both(en="abandoned", fr="abandonné"),
    State.CLOSED: Both(en="closed", fr="fermé"),
}
_NOT_YET = Both(
    en="{name} gave its last sign of life on {day}, after {on}, the day that the form speaks of.",
    fr="{name} a donné son dernier signe de vie le {day}, après le {on}, jour dont parle le "
    "questionnaire.",
)
_STILL_LIVES = Both(
    en="{name} is said to be {state}, but its last sign of life was on {day}, within the month.",
    fr="{name} est donné pour {state}, mais son dernier signe de vie date du {day}, il y a moins "
    "d’un mois.",
)
_NO_LIFE = Both(
    en="{name} is said to be alive, but its last sign of life was on {day}, more than a year ago: "
    "silent or abandoned?",
    fr="{name} est donné pour vivant, mais son dernier signe de vie date du {day}, il y a plus "
    "d’un an\u00a0: silencieux ou abandonné\u202f?",
)
