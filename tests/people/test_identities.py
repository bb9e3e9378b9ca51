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
    NotOnePerson,
    claim_address,
    confirm_claim,
    link_identity,
    link_person,
    meet_identities,
    undo_link,
)
from parvis.people.models import Identity, Link, Person

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ZOE = Named(network="square", ext_id="zoe", display="Zoé")
LATER = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
MAIL = Named(network="email", ext_id="zoe@example.org", display="Zoé Martin")
WEB = Named(network="web", ext_id="v1")
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


def test_a_link_that_was_wrong_is_undone(brand: Brand) -> None:
    square, mail = meet(brand, ZOE, MAIL)
    before = square.person
    wrong = link_identity(square, to=mail.person, basis=Link.Basis.OPT_IN, by=PARVIS, at=NOON)

    undo_link(wrong, by=PARVIS, at=LATER)
    undo_link(wrong, by=PARVIS, at=LATER)

    square.refresh_from_db()
    assert (square.person, str(square.person), mail.person) == (before, "Zoé", mail.person)
    assert list(
        Link.objects.filter(identity=square).order_by("id").values_list("basis", "undone_at")
    ) == [("first_seen", NOON), ("opt_in", LATER), ("first_seen", None)]


def test_each_link_leads_back_to_the_one_before_it(brand: Brand) -> None:
    square, mail, web = meet(brand, ZOE, MAIL, WEB)
    owners = [square.person]

    def give(to: Person) -> None:
        link_identity(square, to=to, basis=Link.Basis.AGENT_ASSERTION, by=PARVIS, at=NOON)
        owners.append(owner())

    def take_back() -> None:
        undo_link(Link.objects.get(identity=square, undone_at=None), by=PARVIS, at=NOON)
        owners.append(owner())

    def owner() -> Person:
        square.refresh_from_db()
        return square.person

    give(mail.person)
    give(web.person)
    take_back()
    give(web.person)
    take_back()
    take_back()
    take_back()

    zoe, by_mail, on_the_web = owners[0], mail.person, web.person
    assert owners == [zoe, by_mail, on_the_web, by_mail, on_the_web, by_mail, zoe, zoe]


def test_somebody_is_linked_with_all_their_names(brand: Brand) -> None:
    square, mail, web = meet(brand, ZOE, MAIL, WEB)
    link_identity(web, to=mail.person, basis=Link.Basis.OPT_IN, by=PARVIS, at=NOON)

    link_person(mail.person, to=square.person, by=PARVIS, at=NOON)

    assert set(Identity.objects.filter(person=square.person)) == {square, mail, web}
    assert Person.objects.filter(pk=mail.person.pk).exists()


def test_nobody_is_linked_with_themselves_or_with_another_brands_customer(
    brand: Brand, other_brand: Brand
) -> None:
    [ours], [theirs] = meet(brand, ZOE), meet(other_brand, ZOE)

    for other in (ours.person, theirs.person):
        with pytest.raises(NotOnePerson):
            link_person(ours.person, to=other, by=PARVIS, at=NOON)


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
