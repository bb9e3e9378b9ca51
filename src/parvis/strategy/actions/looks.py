"""What looks at pages found outlives the rows of the places, where a file replaces these."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from parvis.brands.models import Brand
from parvis.strategy.models import Place, Proposal
from parvis.strategy.models.proposal import Shown

Page = tuple[str, str, str]
"""Kind, channel and address: what was seen there is true whatever the place is called."""


def places_looked_at(brand: Brand) -> Mapping[Page, list[Place]]:
    """With what was proposed of each."""
    found: dict[Page, list[Place]] = defaultdict(list)
    looked_at = Place.objects.filter(brand=brand).exclude(looked_at=None).exclude(address="")
    for place in looked_at.prefetch_related("proposals"):
        found[_page_of(place)].append(place)
    return found


def keep_looks(brand: Brand, before: Mapping[Page, list[Place]]) -> None:
    """The places of the brand that stand at the same pages as those `before` have their looks and
    their proposals; what was left by somebody does not come back."""
    pairs = []
    for place in Place.objects.filter(brand=brand):
        if were := before.get(_page_of(place)):
            was = next((one for one in were if one.name == place.name), were[0])
            were.remove(was)
            pairs.append((place, was))
    for place, was in pairs:
        place.looked_at, place.look_failed = was.looked_at, was.look_failed
    Place.objects.bulk_update([place for place, _was in pairs], ["looked_at", "look_failed"])
    Proposal.objects.bulk_create(
        Proposal(place=place, what=one.what, said=one.said, address=one.address, on=one.on)
        for place, was in pairs
        for one in was.proposals.all()
        if not (one.what == Shown.TITLE and one.said == place.name)
    )


def _page_of(place: Place) -> Page:
    return place.kind, place.channel, place.address
