"""Reads of brands and their team."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from parvis.brands.access import Access
from parvis.brands.models import AccessToken, Brand, Holiday, Membership, Role, User


@dataclass(frozen=True)
class Member:
    """Somebody of a brand's team. `stays` says that the brand has no other owner."""

    membership_id: int
    name: str
    email: str
    role: Role
    last_login: datetime | None
    is_self: bool
    stays: bool


def members_of(brand: Brand, *, seen_by: User) -> Sequence[Member]:
    """The team, owners first; one query."""
    rows = list(Membership.objects.filter(brand=brand).select_related("user"))
    owners = sum(row.role == Role.OWNER for row in rows)
    members = [
        Member(
            membership_id=row.pk,
            name=row.user.name,
            email=row.user.email,
            role=Role(row.role),
            last_login=row.user.last_login,
            is_self=row.user_id == seen_by.pk,
            stays=row.role == Role.OWNER and owners == 1,
        )
        for row in rows
    ]
    return sorted(members, key=lambda member: (-member.role.rank, member.name.casefold()))


def brands_led(access: Access, role: Role = Role.LEAD) -> Sequence[Brand]:
    """The brands in which the user may act as `role`, by name. No query."""
    return [brand for brand in access.brands if access.may(brand.pk, role)]


def coming_holidays(brand: Brand, *, today: date) -> Sequence[Holiday]:
    """The brand's own closed days from today on."""
    return list(brand.holidays.filter(day__gte=today))


def tokens_of(user: User) -> Sequence[AccessToken]:
    """The user's keys that still open something, the newest first."""
    return list(user.access_tokens.filter(revoked_at=None).order_by("-created_at", "-pk"))


def who_may_answer(*brands: Brand | int) -> QuerySet[User, User]:
    """Those of the teams of these brands (or ids) who answer customers, by name."""
    answering = [role for role in Role if role.may_act_as(Role.AGENT)]
    teams = Membership.objects.filter(brand__in=brands, role__in=answering)
    return User.objects.filter(pk__in=teams.values("user"), is_active=True).order_by("name")
