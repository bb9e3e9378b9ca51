"""What somebody typed about themselves, and the link that proves it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from parvis.kit import secrets
from parvis.kit.activity import record
from parvis.kit.actors import PARVIS, Actor
from parvis.people.actions.identity import Named, meet_identities
from parvis.people.actions.link import link_identity
from parvis.people.models import Claim, Identity, Link

UNCONFIRMED_KEPT = timedelta(days=30)


@transaction.atomic
def claim_address(identity: Identity, *, address: str, at: datetime) -> tuple[Claim, str]:
    """What somebody typed about themselves. Returns the claim and the token for the link."""
    token = secrets.new_token()
    claim = Claim.objects.create(
        identity=identity,
        address=address.strip().lower(),
        token_digest=secrets.digest(token),
        claimed_at=at,
    )
    record(
        "claim.made",
        target=("person", identity.person_id),
        by=PARVIS,
        at=at,
        brand_id=identity.brand_id,
    )
    return claim, token


@transaction.atomic
def confirm_claim(claim: Claim, *, at: datetime) -> Claim:
    """The mailed link was opened: the address is the visitor's, and both names are one person."""
    won = Claim.objects.filter(pk=claim.pk, confirmed_at=None).update(confirmed_at=at)
    claim.refresh_from_db()
    if not won:
        return claim
    identity = claim.identity
    mail = Named(network="email", ext_id=claim.address, display=identity.display)
    owner = meet_identities(identity.brand, named=[mail], at=at)[mail.key].person
    by = Actor(kind="person", id=owner.pk, name=str(owner))
    link_identity(identity, to=owner, basis=Link.Basis.GIVEN_DIRECTLY, by=by, at=at)
    record("claim.confirmed", target=("person", owner.pk), by=by, at=at, brand_id=identity.brand_id)
    return claim


def forget_claims(*, at: datetime) -> None:
    """Addresses that somebody typed, and nobody confirmed: they may be anybody's."""
    Claim.objects.filter(confirmed_at=None, claimed_at__lt=at - UNCONFIRMED_KEPT).delete()
