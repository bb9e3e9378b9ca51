"""What the invented brand says of itself, in its own language: the example of the documentation, as
if said today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from parvis.brands.models import Role, User
from parvis.config.demo import brand as facts
from parvis.config.demo.founding import Town
from parvis.strategy.actions import bring_form
from parvis.strategy.counting import with_counts
from parvis.strategy.diagnosis.form import Form
from parvis.strategy.diagnosis.reading import read_form
from parvis.strategy.models import Sheet

NAMES = {"fr": "diagnosis-example.fr.yaml", "en": "diagnosis-example.yaml"}
NAME = NAMES[facts.LANGUAGE]
T = TypeVar("T")


def bring_diagnosis(town: Town, *, at: datetime) -> None:
    """Once; what the visitor changes afterwards stays."""
    if not Sheet.objects.filter(brand=town.brand).exists():
        today = at.astimezone(town.brand.zone).date()
        owner = User.objects.filter(
            memberships__brand=town.brand, memberships__role=Role.OWNER
        ).earliest("pk")
        bring_form(town.brand, told_on(today), by=owner.actor, at=at)


def told_on(today: date) -> Form:
    """The example with all its days moved, so that it speaks of `today`."""
    folder = _folder()
    read = read_form((folder / NAME).read_bytes(), today=today)
    form = with_counts(read, folder=folder)
    return _moved(form, by=today - form.on)


def _folder() -> Path:
    """Beside this file where it is installed (pyproject.toml), with the docs in a checkout."""
    here = Path(__file__).parent
    return here if (here / NAME).is_file() else here.parents[3] / "docs" / "reference"


def _moved(value: T, *, by: timedelta) -> T:
    """Every day in it, later by so much."""
    moved: object = value
    if isinstance(value, date):
        moved = value + by
    elif isinstance(value, tuple):
        moved = tuple(_moved(one, by=by) for one in value)
    elif isinstance(value, Mapping):
        moved = {key: _moved(one, by=by) for key, one in value.items()}
    elif is_dataclass(value) and not isinstance(value, type):
        parts = {one.name: getattr(value, one.name) for one in fields(value)}
        moved = replace(value, **{name: _moved(one, by=by) for name, one in parts.items()})
    return moved  # type: ignore[return-value] # of the same kind as what was moved
