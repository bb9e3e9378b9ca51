"""Persons and their names: met once, linked with a basis, and the link can be undone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from parvis.brands.models import Brand
from parvis.kit.actors import PARVIS
from parvis.kit.secrets import digest
from parvis.people.actions import (
    Named,
    claim_address,
    confirm_claim,
    link_identity,
    meet_identities,
)
from parvis.people.models import Identity, Link, Person

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ZOE = Named(network="square", ext_id="zoe", display="Zoé")
MAIL = Named(network="email", ext_id="zoe@example.org", display="Zoé Martin")
pytestmark = pytest.mark.django_db


def meet(brand: Brand, *named: Named) -> list[Identity]:
    met = meet_identities(brand, named=named, at=NOON)
    return [met[name.key] for name in named]


def test_a_name_is_met_once(brand: Brand) -> None:
    first, again = meet(brand, ZOE, ZOE)
    [later] = meet(brand, ZOE)

    assert first == again == later
    assert (Person.objects.count(), Link.objects.count()) == (1, 1)


def test_the_same_name_of_two_brands_is_two_people(brand: Brand, other_brand: Brand) -> None:
    [ours], [theirs] = meet(brand, ZOE), meet(other_brand, ZOE)

    assert ours.person != theirs.person


def test_linking_keeps_the_link_before_as_undone(brand: Brand) -> None:
    square, mail = meet(brand, ZOE, MAIL)

    link_identity(square, to=mail.person, basis=Link.Basis.AGENT_ASSERTION, by=PARVIS, at=NOON)

    square.refresh_from_db()
    assert square.person == mail.person
    assert list(
        Link.objects.filter(identity=square).order_by("id").values_list("basis", "undone_at")
    ) == [("first_seen", NOON), ("agent_assertion", None)]


def test_the_database_refuses_two_living_links(brand: Brand) -> None:
    square, mail = meet(brand, ZOE, MAIL)

    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.create(identity=square, person=mail.person, basis="opt_in", linked_at=NOON)


def test_a_claim_links_nothing_until_it_is_confirmed(brand: Brand) -> None:
    visitor, mail = meet(brand, Named(network="web", ext_id="v1"), MAIL)
    claim, token = claim_address(visitor, address=" Zoe@Example.org ", at=NOON)
    visitor.refresh_from_db()
    assert (claim.address, claim.token_digest) == ("zoe@example.org", digest(token))
    assert visitor.person != mail.person

    confirm_claim(claim, at=NOON)
    confirm_claim(claim, at=NOON)

    visitor.refresh_from_db()
    assert visitor.person == mail.person
