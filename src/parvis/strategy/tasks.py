"""What workers do for the strategy, one line each."""

from __future__ import annotations

from procrastinate.contrib.django import app

from parvis.kit.clock import now
from parvis.kit.http import HttpDoor
from parvis.strategy.actions.looking import LOOK, PAGE_BYTES, look_at_places


@app.task(name=LOOK)
def look(brand_id: int) -> None:
    with HttpDoor(max_bytes=PAGE_BYTES) as door:
        look_at_places(brand_id, door=door, clock=now)
