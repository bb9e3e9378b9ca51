"""Many places at once, from pasted names and addresses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from parvis.brands.models import Brand
from parvis.kit.actors import Actor
from parvis.strategy.actions.rows import AlreadyThere, write_down
from parvis.strategy.models import Place
from parvis.strategy.places.recognised import recognise_all


@dataclass(frozen=True)
class Pasted:
    added: tuple[Place, ...]
    known: tuple[str, ...]
    """Names that stood in the list already."""


@transaction.atomic
def paste_places(brand: Brand, text: str, *, by: Actor, at: datetime) -> Pasted:
    """A place for each line that is not there yet, as far as the line tells what it is."""
    added: list[Place] = []
    known: list[str] = []
    for found in recognise_all(text):
        place = Place(
            brand=brand,
            name=found.name,
            kind=found.kind,
            channel=found.channel,
            address=found.address[:500],
        )
        try:
            write_down(place, by=by, at=at)
        except AlreadyThere:
            known.append(found.name)
        else:
            added.append(place)
    return Pasted(tuple(added), tuple(known))
