"""Whose an identity is: linked on some basis, and back when that was wrong.

Nobody is thrown away by a link: the person whom the identity belonged to stays, with their name and
their past, and has it again when the link is undone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from parvis.kit.activity import record
from parvis.kit.actors import Actor
from parvis.people.models import Identity, Link, Person
from parvis.people.signals import linked


class NotOnePerson(Exception):
    """Two persons of different brands, or somebody with themselves: there is nothing to link."""


@transaction.atomic
def link_identity(
    identity: Identity, *, to: Person, basis: Link.Basis, by: Actor, at: datetime
) -> Link:
    """From now on the identity is this person's. The link before it is kept as undone."""
    current = _living_link(identity)
    if current and current.person_id == to.pk:
        return current
    return _link(identity, current, to=to, basis=basis, by=by, at=at)


@transaction.atomic
def link_person(person: Person, *, to: Person, by: Actor, at: datetime) -> Sequence[Link]:
    """All identities of `person` are the other one's, on somebody's word. Raises `NotOnePerson`."""
    if person.pk == to.pk or person.brand_id != to.brand_id:
        raise NotOnePerson
    return [
        link_identity(identity, to=to, basis=Link.Basis.AGENT_ASSERTION, by=by, at=at)
        for identity in Identity.objects.filter(person=person).order_by("pk")
    ]


@transaction.atomic
def undo_link(link: Link, *, by: Actor, at: datetime) -> Link:
    """It was wrong: the identity is again whose it was before. Returns the link that holds now.

    Undone before, or the first one that the identity had, nothing changes.
    """
    identity = link.identity
    current = _living_link(identity)
    before = _link_before(link)
    if current is None or current.pk != link.pk or before is None:
        return current or link
    record(
        "identity.unlinked",
        target=("person", link.person_id),
        by=by,
        at=at,
        brand_id=identity.brand_id,
        facts={"identity": identity.pk},
    )
    basis = Link.Basis(before.basis)
    return _link(identity, current, to=before.person, basis=basis, by=by, at=at)


def _living_link(identity: Identity) -> Link | None:
    """Locked: of two who link it at once, the later one undoes what the earlier one did."""
    return Link.objects.select_for_update().filter(identity=identity, undone_at=None).first()


def _link_before(link: Link) -> Link | None:
    """The one that `link` took the place of; what was undone since does not count."""
    standing: list[Link] = []
    earlier = Link.objects.filter(identity=link.identity_id, pk__lte=link.pk)
    for one in earlier.order_by("pk").select_related("person"):
        persons = [known.person_id for known in standing]
        if one.person_id in persons:
            del standing[persons.index(one.person_id) :]
        standing.append(one)
    return standing[-2] if len(standing) > 1 else None


def _link(
    identity: Identity,
    current: Link | None,
    *,
    to: Person,
    basis: Link.Basis,
    by: Actor,
    at: datetime,
) -> Link:
    if current:
        current.undone_at = at
        current.save(update_fields=["undone_at"])
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
