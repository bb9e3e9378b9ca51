"""1. What exists, and what is odd about it: who thinks not to be on social media often is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from parvis.strategy.diagnosis.channels import Gathered
from parvis.strategy.diagnosis.form import SOCIAL, Form, Kind, Place, State
from parvis.strategy.diagnosis.own_ground import own_ground
from parvis.strategy.diagnosis.result import Inventory
from parvis.strategy.diagnosis.tables import both, listed, table
from parvis.strategy.diagnosis.words import Both

QUIET = timedelta(days=90)
"""Without a sign of life for so long, a place is silent, whatever is said of it. Ours."""


def inventory_of(form: Form, channels: Sequence[Gathered]) -> Inventory:
    open_places = [place for place in form.places if place.state is not State.CLOSED]
    return Inventory(
        own_ground=tuple(
            place.name for place in own_ground(form) if place.state is not State.CLOSED
        ),
        on_social_media=tuple(place.name for place in open_places if place.kind in SOCIAL),
        silent=tuple(place.name for place in open_places if is_silent(place, on=form.on)),
        paradoxes=tuple(_paradoxes(form, open_places, channels)),
    )


def is_silent(place: Place, *, on: date) -> bool:
    if place.state in (State.SILENT, State.ABANDONED):
        return True
    return place.last_sign is not None and on - place.last_sign > QUIET


def is_alive(place: Place, *, on: date) -> bool:
    """Open, and not known to be silent."""
    return place.state is not State.CLOSED and not is_silent(place, on=on)


def _paradoxes(form: Form, places: list[Place], channels: Sequence[Gathered]) -> list[Both]:
    accounts = [place for place in places if place.kind is Kind.ACCOUNT]
    unnoticed = [] if accounts else [place for place in places if place.kind in SOCIAL]
    silent = [place for place in places if place.kind in SOCIAL and is_silent(place, on=form.on)]
    said_alive = [place for place in silent if place.state is State.ALIVE]
    unowned = [place for place in accounts if not place.owner and is_alive(place, on=form.on)]
    aimless = [] if form.aims else accounts
    asked = [at.name(form.language) for at in channels if _asked_where_we_are_not(at)]
    found = {
        "unnoticed": [place.name for place in unnoticed],
        "silent": [place.name for place in silent],
        "said_alive": [place.name for place in said_alive],
        "unowned": [place.name for place in unowned],
        "aimless": [place.name for place in aimless],
        "asked_without_us": asked if form.places else [],
    }
    says = table("inventory")["paradox"]
    return [
        both(says[name]).filled(places=listed(names), count=len(names))
        for name, names in found.items()
        if names
    ]


def _asked_where_we_are_not(at: Gathered) -> bool:
    asked = at.said.asked if at.said else None
    return bool(asked) and not (at.places or at.direct or at.is_spoken_from)
