"""Identities that are met: each is made once, with a person of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from parvis.brands.models import Brand
from parvis.kit.copying import copy_rows, copy_values, next_ids
from parvis.people.models import Identity, Link, Person

NAME_MAX = 200
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
