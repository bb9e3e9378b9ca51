"""The first start: one transaction makes the installation, its owner and the first brand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction

from parvis.brands.actions.brand import create_brand, set_opening_hours
from parvis.brands.actions.user import create_user, invite_member
from parvis.brands.hours import Period
from parvis.brands.models import Installation, Profile, Role, User
from parvis.kit.actors import PARVIS


class AlreadySetUp(Exception):
    """Somebody else has set this installation up."""


@dataclass(frozen=True, kw_only=True)
class Beginning:
    """What the set-up page asks. `brand` holds settings of the brand, `week` its hours."""

    profile: Profile
    owner_name: str
    email: str
    password: str = field(repr=False)
    language: str
    brand_name: str
    brand: Mapping[str, object]
    starts_at: datetime
    week: Mapping[int, tuple[Period, ...]]


@transaction.atomic
def begin(asked: Beginning, *, at: datetime) -> User:
    """The owner of a new installation. Raises `AlreadySetUp`, also when two begin at once."""
    try:
        with transaction.atomic():
            Installation.objects.create(id=1, profile=asked.profile, set_up_at=at)
    except IntegrityError as error:
        raise AlreadySetUp("this installation is set up already: log in instead") from error
    owner = create_user(
        asked.email,
        name=asked.owner_name,
        password=asked.password,
        language=asked.language,
        by=PARVIS,
        at=at,
    )
    brand = create_brand(
        asked.brand_name, by=owner.actor, at=at, starts_at=asked.starts_at, settings=asked.brand
    )
    invite_member(brand, user=owner, role=Role.OWNER, by=owner.actor, at=at)
    set_opening_hours(brand, week=asked.week, by=owner.actor, at=at)
    return owner
