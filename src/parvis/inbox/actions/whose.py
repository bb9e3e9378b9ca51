"""Whose a case is, after an identity became another person's."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from parvis.channels.models import Message
from parvis.inbox.actions.holding import change, hold, log_step, wait_for_turn
from parvis.inbox.actions.moves import split_case
from parvis.inbox.models import Case
from parvis.kit.actors import Actor
from parvis.people.models import Identity


@transaction.atomic
def follow_person(identity_id: int, *, by: Actor, at: datetime) -> None:
    """What the identity has said lies in cases of its person: a case in which nobody else spoke
    goes along, and of one in which somebody else did, the part that the identity said."""
    identity = Identity.objects.select_related("person", "brand").get(pk=identity_id)
    wait_for_turn(identity.brand)
    heard = Message.objects.filter(author=identity, direction=Message.Direction.IN)
    elsewhere = Case.objects.filter(places__message__in=heard).exclude(person=identity.person)
    for case in elsewhere.distinct().order_by("pk"):
        own = _said_by_them_alone(case, identity, by=by, at=at)
        change(own, hold(own), person=identity.person)
        log_step("case.person_known", own, by=by, at=at)


def _said_by_them_alone(case: Case, identity: Identity, *, by: Actor, at: datetime) -> Case:
    """The case; when somebody else has spoken in it, a new one with the words of the person."""
    heard = Message.objects.filter(place__case=case, direction=Message.Direction.IN)
    own = heard.filter(author__person=identity.person_id)
    if heard.count() == own.count():
        return case
    return split_case(case, messages=set(own.values_list("pk", flat=True)), by=by, at=at)
