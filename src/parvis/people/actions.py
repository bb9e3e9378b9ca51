"""Everything that writes persons, their identities and what was claimed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from parvis.brands.models import Brand
from parvis.kit import secrets
from parvis.kit.activity import record
from parvis.kit.actors import PARVIS, Actor
from parvis.kit.copying import copy_rows, copy_values, next_ids
from parvis.people.models import Claim, Identity, Link, Person
from parvis.people.signals import linked

NAME_MAX = 200
UNCONFIRMED_KEPT = timedelta(days=30)
IDENTITY_WORDS = ("network", "ext_id", "display", "handle")


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

    @property
    def called(self) -> str:
        return (self.display or self.handle or self.ext_id)[:NAME_MAX]

    @property
    def words(self) -> tuple[str, str, str, str]:
        """The values of the fields in `IDENTITY_WORDS`."""
        return self.network, self.ext_id, self.display[:NAME_MAX], self.handle[:NAME_MAX]


def meet_identities(
    brand: Brand, *, named: Iterable[Named], at: datetime
) -> Mapping[tuple[str, str], Identity]:
    """The identities of these names, made with a person of their own when new."""
    ids = identity_ids(brand, named=named, at=at)
    rows = Identity.objects.select_related("person").in_bulk(list(ids.values()))
    return {name: rows[number] for name, number in ids.items()}


@transaction.atomic
def identity_ids(
    brand: Brand, *, named: Iterable[Named], at: datetime
) -> Mapping[tuple[str, str], int]:
    """As `meet_identities`, for many: only the ids.

    Two processes may meet the same name at once: the database lets one of them make it, and both
    take that one.
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


def _known(brand: Brand, wanted: Mapping[tuple[str, str], Named]) -> dict[tuple[str, str], int]:
    rows = Identity.objects.filter(
        brand=brand,
        network__in={network for network, _ in wanted},
        ext_id__one_of={ext_id for _, ext_id in wanted},
    )
    return {
        (network, ext_id): number
        for network, ext_id, number in rows.values_list("network", "ext_id", "pk")
        if (network, ext_id) in wanted
    }


@transaction.atomic
def _make(brand: Brand, new: Sequence[Named], *, at: datetime) -> dict[tuple[str, str], int]:
    """All of them. Raises `IntegrityError` when another process makes one of them now."""
    persons = next_ids(Person, len(new))
    identities = next_ids(Identity, len(new))
    copy_values(
        Person,
        ["id", "brand_id", "name", "created_at"],
        (
            (person_id, brand.pk, name.called, at)
            for person_id, name in zip(persons, new, strict=True)
        ),
    )
    copy_values(
        Identity,
        ["id", "brand_id", "person_id", *IDENTITY_WORDS, "created_at"],
        (
            (number, brand.pk, person_id, *name.words, at)
            for number, person_id, name in zip(identities, persons, new, strict=True)
        ),
    )
    _link(zip(identities, persons, strict=True), at=at)
    return {name.key: number for name, number in zip(new, identities, strict=True)}


def _make_what_is_missing(brand: Brand, new: Sequence[Named], *, at: datetime) -> None:
    persons = copy_rows(Person(brand=brand, name=name.called, created_at=at) for name in new)
    Identity.objects.bulk_create(
        (
            Identity(
                brand=brand,
                person=person,
                created_at=at,
                **dict(zip(IDENTITY_WORDS, name.words, strict=True)),
            )
            for person, name in zip(persons, new, strict=True)
        ),
        ignore_conflicts=True,
    )
    made = list(Identity.objects.filter(person__in=persons).values_list("pk", "person_id"))
    _link(made, at=at)
    lost_the_race = {person.pk for person in persons} - {person_id for _, person_id in made}
    Person.objects.filter(pk__in=lost_the_race).delete()


def _link(made: Iterable[tuple[int, int]], *, at: datetime) -> None:
    copy_values(
        Link,
        ["identity_id", "person_id", "basis", "linked_at"],
        ((*identity_and_person, Link.Basis.FIRST_SEEN, at) for identity_and_person in made),
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


def forget_claims(*, at: datetime) -> None:
    """Addresses that somebody typed, and nobody confirmed: they may be anybody's."""
    Claim.objects.filter(confirmed_at=None, claimed_at__lt=at - UNCONFIRMED_KEPT).delete()
