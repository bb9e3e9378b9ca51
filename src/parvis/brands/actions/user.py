"""Users, what they may do, and their keys for the API."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from parvis.brands.models import AccessToken, Brand, Membership, Role, User
from parvis.kit import secrets
from parvis.kit.activity import record
from parvis.kit.actors import Actor


class LastOwner(Exception):
    """A brand keeps at least one owner."""


@transaction.atomic
def create_user(
    email: str, *, name: str, password: str | None, by: Actor, at: datetime, language: str = ""
) -> User:
    """A user who can log in, without a password only in another way. The address is kept in lower
    case. Raises `ValidationError`."""
    user = User(email=email.strip().lower(), name=name.strip(), language=language, joined_at=at)
    user.set_password(password)
    user.full_clean()
    user.save(force_insert=True)
    record("user.created", target=("user", user.pk), by=by, at=at, brand_id=None)
    return user


@transaction.atomic
def change_user(user: User, *, name: str, language: str, by: Actor, at: datetime) -> None:
    """What a user sets for oneself; an empty `language` follows the browser."""
    if (user.name, user.language) == (name, language):
        return
    user.name, user.language = name, language
    user.full_clean(exclude=["password"])
    user.save(update_fields=["name", "language"])
    record("user.changed", target=("user", user.pk), by=by, at=at, brand_id=None)


@transaction.atomic
def set_password(user: User, *, password: str, by: Actor, at: datetime) -> None:
    """Another password; whoever is logged in with the old one is logged out."""
    user.set_password(password)
    user.save(update_fields=["password"])
    record("user.password_set", target=("user", user.pk), by=by, at=at, brand_id=None)


@transaction.atomic
def invite_member(brand: Brand, *, user: User, role: Role, by: Actor, at: datetime) -> Membership:
    """Give a user a role in a brand; a member already there keeps the role they have."""
    membership, made = Membership.objects.get_or_create(
        brand=brand, user=user, defaults={"role": role}
    )
    if made:
        record(
            "member.joined",
            target=("user", user.pk),
            by=by,
            at=at,
            brand_id=brand.pk,
            facts={"role": role},
        )
    return membership


@transaction.atomic
def change_role(membership: Membership, *, to: Role | None, by: Actor, at: datetime) -> None:
    """Another role, or none: the member leaves the brand. Raises `LastOwner`."""
    brand = Brand.objects.select_for_update().get(pk=membership.brand_id)
    others = brand.memberships.filter(role=Role.OWNER).exclude(pk=membership.pk)
    if membership.role == Role.OWNER and to != Role.OWNER and not others.exists():
        raise LastOwner(f"{brand.name} needs an owner")
    if to is None:
        membership.delete()
    else:
        membership.role = to
        membership.save(update_fields=["role"])
    record(
        "member.role_changed" if to else "member.left",
        target=("user", membership.user_id),
        by=by,
        at=at,
        brand_id=brand.pk,
        facts={"role": to or ""},
    )


@transaction.atomic
def create_access_token(user: User, *, name: str, by: Actor, at: datetime) -> str:
    """A key for the API; shown once, only its digest is kept."""
    token = secrets.new_token(32)
    row = AccessToken.objects.create(
        user=user, name=name, digest=secrets.digest(token), created_at=at
    )
    record("token.created", target=("token", row.pk), by=by, at=at, brand_id=None)
    return token


@transaction.atomic
def revoke_access_token(token: AccessToken, *, by: Actor, at: datetime) -> None:
    """The key opens nothing any more."""
    if AccessToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=at):
        record("token.revoked", target=("token", token.pk), by=by, at=at, brand_id=None)
