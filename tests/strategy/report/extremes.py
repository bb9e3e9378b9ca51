"""Who said nothing, and who said ten thousand things."""

from __future__ import annotations

from dataclasses import replace

from parvis.strategy.diagnosis.form import Form
from parvis.strategy.diagnosis.result import Diagnosis, Inventory, Load, Maturity
from tests.strategy.report.shops import (
    BRUINE,
    FORM,
    INSTAGRAM,
    MEASUREMENT,
    MONDAY,
    PLACES,
    same,
)

SILENT = Diagnosis(
    form=Form(brand="Le Fournil", on=MONDAY),
    inventory=Inventory(own_ground=(), on_social_media=(), silent=(), paradoxes=()),
    subjects=(),
    aims=(),
    conflicts=(),
    practices=(),
    load=Load(
        asked_a_week=None,
        handling_minutes=None,
        asked_hours=None,
        there_hours=None,
        used=None,
        promise_hours=4,
        forecast=None,
    ),
    channels=(),
    maturity=Maturity(
        level=0,
        stage=1,
        dimensions=(replace(MEASUREMENT, level=0),),
        weakest=("measurement",),
        pure_player=False,
    ),
    steps=(),
    attributes=(),
    answered=0,
    asked=88,
)


def enormous(size: int) -> Diagnosis:
    """Everything that can be long is `size` long."""
    numbers = range(size)
    places = tuple(
        replace(PLACES[0], name=f"Place {number}", owner=f"P{number}") for number in numbers
    )
    names = tuple(place.name for place in places)
    return replace(
        BRUINE,
        form=replace(
            FORM,
            places=places,
            segments=tuple(
                replace(FORM.segments[0], name=f"Public {number}") for number in numbers
            ),
            rivals=tuple(replace(FORM.rivals[0], name=f"Rival {number}") for number in numbers),
        ),
        inventory=Inventory(
            own_ground=names, on_social_media=names, silent=names, paradoxes=(same("Odd."),) * size
        ),
        subjects=BRUINE.subjects[:1] * size,
        conflicts=BRUINE.conflicts * size,
        practices=BRUINE.practices[:1] * size,
        channels=tuple(
            replace(INSTAGRAM, channel=f"c{number}", name=f"Channel {number}") for number in numbers
        ),
        steps=BRUINE.steps * size,
    )
