"""Whoever the measures need: a brand, and somebody of its team."""

from __future__ import annotations

from bench.conversations import FIRST_DAY
from parvis.brands.actions import create_brand, create_user, invite_member, set_up
from parvis.brands.models import Brand, Profile, Role, User
from parvis.kit.actors import PARVIS


def found_brand() -> Brand:
    """Open around the clock, since before anybody wrote."""
    set_up(profile=Profile.TEAM, at=FIRST_DAY)
    return create_brand("Maison Tilleul", by=PARVIS, at=FIRST_DAY, slug="tilleul")


def hire_agent(brand: Brand, *, role: Role = Role.AGENT) -> User:
    user = create_user(
        "ines@tilleul.example", name="Ines", password="market-day-2026", by=PARVIS, at=FIRST_DAY
    )
    invite_member(brand, user=user, role=role, by=PARVIS, at=FIRST_DAY)
    return user
