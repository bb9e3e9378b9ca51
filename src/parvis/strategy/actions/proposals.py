"""What a look proposed is taken into the form, or left."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from parvis.kit.activity import record
from parvis.kit.actors import Actor
from parvis.strategy.actions.rows import write_down
from parvis.strategy.models import Place, Proposal
from parvis.strategy.models.proposal import Shown


@transaction.atomic
def take_proposal(proposal: Proposal, *, by: Actor, at: datetime) -> Place:
    """A title becomes the place's name; anything else is written to what it shows, with its address
    and its day. Raises `AlreadyThere` where another place of that kind is called so, and
    `Proposal.DoesNotExist` where it was taken or left already, or its place was struck out."""
    held = _hold(proposal)
    place = Place.objects.select_for_update().get(pk=held.place_id)
    if held.what == Shown.TITLE:
        place.name = held.said[:200]
    else:
        line = f"{held.get_what_display()}: {held.said} ({held.address}, {held.on})"
        place.shows = "\n".join(filter(None, [place.shows, line]))
    write_down(place, by=by, at=at)
    _end("taken", held, by=by, at=at)
    return place


@transaction.atomic
def leave_proposal(proposal: Proposal, *, by: Actor, at: datetime) -> None:
    """Raises `Proposal.DoesNotExist` as `take_proposal` does."""
    _end("left", _hold(proposal), by=by, at=at)


def _hold(proposal: Proposal) -> Proposal:
    proposals = Proposal.objects.select_for_update(of=("self",)).select_related("place")
    return proposals.get(pk=proposal.pk)


def _end(verb: str, proposal: Proposal, *, by: Actor, at: datetime) -> None:
    record(
        f"diagnosis.proposal_{verb}",
        target=("place", proposal.place_id),
        by=by,
        at=at,
        brand_id=proposal.place.brand_id,
        facts={
            "what": proposal.what,
            "said": proposal.said,
            "address": proposal.address,
            "on": proposal.on.isoformat(),
        },
    )
    proposal.delete()
