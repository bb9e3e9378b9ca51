"""Everything that writes persons, their identities and what was claimed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from parvis.brands.models import Brand
from parvis.kit import secrets
from parvis.kit.activity import record
from parvis.kit.actors import PARVIS, Actor
from parvis.people.models import Claim, Identity, Link, Person
from parvis.people.signals import linked


@dataclass(frozen=True)
class Named:
    """An identity as a network names it."""

    network: str
    ext_id: str
    display: str = ""
    handle: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return self.network, self.ext_id


@transaction.atomic
def meet_identities(
    brand: Brand, *, named: Iterable[Named], at: datetime
) -> Mapping[tuple[str, str], Identity]:
    """The identities of these names, made with a person of their own when new.

    Two processes may meet the same name at once: the database lets one of them make it, and both
    read that one.
    """
    wanted = {name.key: name for name in named if name.ext_id}
    known = _known(brand, wanted)
    new = [name for key, name in wanted.items() if key not in known]
    if new:
        _make(brand, new, at=at)
        known = _known(brand, wanted)
    return known


def _known(
    brand: Brand, wanted: Mapping[tuple[str, str], Named]
) -> dict[tuple[str, str], Identity]:
    rows = Identity.objects.filter(
        brand=brand,
        network__in={network for network, _ in wanted},
        ext_id__in=[ext_id for _, ext_id in wanted],
    ).select_related("person")
    return {(row.network, row.ext_id): row for row in rows if (row.network, row.ext_id) in wanted}


def _make(brand: Brand, new: list[Named], *, at: datetime) -> None:
    persons = Person.objects.bulk_create(
        Person(brand=brand, name=(name.display or name.handle or name.ext_id)[:200], created_at=at)
        for name in new
    )
    Identity.objects.bulk_create(
        (
            Identity(
                brand=brand,
                person=person,
                network=name.network,
                ext_id=name.ext_id,
                display=name.display[:200],
                handle=name.handle[:200],
                created_at=at,
            )
            for person, name in zip(persons, new, strict=True)
        ),
        ignore_conflicts=True,
    )
    made = Identity.objects.filter(person__in=persons)
    Link.objects.bulk_create(
        Link(identity=row, person_id=row.person_id, basis=Link.Basis.FIRST_SEEN, linked_at=at)
        for row in made
    )
    lost_the_race = {person.pk for person in persons} - {row.person_id for row in made}
    Person.objects.filter(pk__in=lost_the_race).delete()


@transaction.atomic
def link_identity(
    identity: Identity, *, to: Person, basis: Link.Basis, by: Actor, at: datetime
) -> Link:
    """From now on the identity is this person's. The link before it is kept as undone."""
    living = Link.objects.select_for_update().filter(identity=identity, undone_at=None)
    current = living.first()
    if current and current.person_id == to.pk:
        return current
    living.update(undone_at=at)
    link = Link.objects.create(identity=identity, person=to, basis=basis, linked_at=at)
    before = identity.person_id
    identity.person = to
    identity.save(update_fields=["person"])
    record(
        "identity.linked",
        target=("person", to.pk),
        by=by,
        at=at,
        brand_id=to.brand_id,
        facts={"identity": identity.pk, "from": before, "basis": basis},
    )
    transaction.on_commit(
        lambda: linked.send_robust(sender=Link, identity_id=identity.pk), robust=True
    )
    return link


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
