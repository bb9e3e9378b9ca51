"""Everything that writes persons, their identities and what was claimed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from parvis.brands.models import Brand
from parvis.kit import secrets
from parvis.kit.activity import record
from parvis.kit.actors import PARVIS, Actor
from parvis.kit.copying import copy_rows, copy_values
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
    if not new:
        return known
    try:
        return {**known, **_make(brand, new, at=at)}
    except IntegrityError:
        _make_what_is_missing(brand, new, at=at)
        return _known(brand, wanted)


def _known(
    brand: Brand, wanted: Mapping[tuple[str, str], Named]
) -> dict[tuple[str, str], Identity]:
    rows = Identity.objects.filter(
        brand=brand,
        network__in={network for network, _ in wanted},
        ext_id__one_of=[ext_id for _, ext_id in wanted],
    )
    return {(row.network, row.ext_id): row for row in rows if (row.network, row.ext_id) in wanted}


@transaction.atomic
def _make(brand: Brand, new: Sequence[Named], *, at: datetime) -> dict[tuple[str, str], Identity]:
    """All of them. Raises `IntegrityError` when another process makes one of them now."""
    persons = copy_rows(_person(brand, name, at=at) for name in new)
    made = copy_rows(
        _identity(person, name, at=at) for person, name in zip(persons, new, strict=True)
    )
    _link(made, at=at)
    return {(row.network, row.ext_id): row for row in made}


def _make_what_is_missing(brand: Brand, new: Sequence[Named], *, at: datetime) -> None:
    persons = copy_rows(_person(brand, name, at=at) for name in new)
    Identity.objects.bulk_create(
        (_identity(person, name, at=at) for person, name in zip(persons, new, strict=True)),
        ignore_conflicts=True,
    )
    made = list(Identity.objects.filter(person__in=persons))
    _link(made, at=at)
    lost_the_race = {person.pk for person in persons} - {row.person_id for row in made}
    Person.objects.filter(pk__in=lost_the_race).delete()


def _person(brand: Brand, name: Named, *, at: datetime) -> Person:
    called = name.display or name.handle or name.ext_id
    return Person(brand_id=brand.pk, name=called[:200], created_at=at)


def _identity(person: Person, name: Named, *, at: datetime) -> Identity:
    return Identity(
        brand_id=person.brand_id,
        person=person,
        network=name.network,
        ext_id=name.ext_id,
        display=name.display[:200],
        handle=name.handle[:200],
        created_at=at,
    )


def _link(made: Sequence[Identity], *, at: datetime) -> None:
    copy_values(
        Link,
        ["identity_id", "person_id", "basis", "linked_at"],
        ((row.pk, row.person_id, Link.Basis.FIRST_SEEN, at) for row in made),
    )


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
