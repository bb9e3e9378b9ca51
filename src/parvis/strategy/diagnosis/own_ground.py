"""Which places are the brand's own home, where it brings people, and which are somebody else's."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from parvis.strategy.diagnosis.form import OWN_GROUND, Form, Kind, Place


def own_ground(form: Form) -> Sequence[Place]:
    """In the order of the form. A forum that stands on a channel is somebody else's, unless its
    channel or its address is that of another place of one's own."""
    plain = [place for place in form.places if _is_plainly_own(place)]
    channels = {place.channel for place in plain if place.channel}
    hosts = {host for place in plain if not place.channel and (host := _host(place))}
    return [
        place
        for place in form.places
        if _is_plainly_own(place)
        or (place.kind is Kind.FORUM and (place.channel in channels or _is_within(place, hosts)))
    ]


def _is_plainly_own(place: Place) -> bool:
    return place.kind in OWN_GROUND and not (place.kind is Kind.FORUM and place.channel)


def _is_within(place: Place, hosts: set[str]) -> bool:
    """`forum.maison.example` is within `maison.example`."""
    labels = _host(place).split(".")
    return any(".".join(labels[start:]) in hosts for start in range(len(labels)))


def _host(place: Place) -> str:
    address = place.address.strip()
    try:
        parts = urlsplit(address if "://" in address else f"//{address}")
        return (parts.hostname or "").removeprefix("www.")
    except ValueError:  # no address after all: an unfinished [ for instance
        return ""
