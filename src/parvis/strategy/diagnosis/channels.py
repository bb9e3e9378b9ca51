"""The channels of a form: all that was said of each, wherever in the form it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from parvis.strategy.diagnosis.form import (
    OWN_GROUND,
    Aim,
    Channel,
    Form,
    Habit,
    Kind,
    Place,
    Segment,
)
from parvis.strategy.diagnosis.tables import both, table
from parvis.strategy.diagnosis.words import Language

DIRECT = frozenset({"mail", "chat", "telephone", "shop"})
"""Who comes this way speaks to the brand alone, and to nobody else."""
REVIEWS = "reviews"
KEY_OF_KIND = {
    Kind.MAIL: "mail",
    Kind.CHAT: "chat",
    Kind.TELEPHONE: "telephone",
    Kind.SHOP: "shop",
    Kind.REVIEW_PAGE: REVIEWS,
}
CHANNEL_FACT = "channel:"
"""What the keys of facts about one channel begin with: `channel:instagram:answered`."""


@dataclass(slots=True)
class Gathered:
    """What a form says of one channel. `rivals` are the names of those that are seen there."""

    key: str
    said: Channel | None = None
    places: list[Place] = field(default_factory=list)
    habits: list[tuple[Segment, Habit]] = field(default_factory=list)
    aims: list[Aim] = field(default_factory=list)
    rivals: list[str] = field(default_factory=list)

    @property
    def direct(self) -> bool:
        return self.key in DIRECT or any(KEY_OF_KIND.get(at.kind) in DIRECT for at in self.places)

    @property
    def reviews(self) -> bool:
        return self.key == REVIEWS or any(at.kind is Kind.REVIEW_PAGE for at in self.places)

    @property
    def is_spoken_from(self) -> bool:
        """The brand publishes or answers here, whether or not it has listed an account."""
        said = self.said
        return said is not None and any((said.answered, said.promotions, said.replies))

    def name(self, language: Language) -> str:
        """As the brand calls it, else as everybody does, else as its key reads."""
        if self.said and self.said.name:
            return self.said.name
        usual = table("channels").get(self.key)
        return both(usual).said_in(language) if usual else words_of(self.key)


def channels_of(form: Form, measured: Mapping[str, object]) -> Mapping[str, Gathered]:
    """Each channel that the form or a measure names, by its key, in alphabetical order."""
    found = _Gathering()
    for channel in form.channels:
        found.at(channel.key).said = channel
    for place in form.places:
        if key := key_of(place):
            found.at(key).places.append(place)
    _gather_publics_and_aims(form, found)
    for fact in measured:
        if fact.startswith(CHANNEL_FACT):
            found.at(fact.removeprefix(CHANNEL_FACT).rpartition(":")[0])
    return dict(sorted(found.items()))


class _Gathering(dict[str, Gathered]):
    def at(self, key: str) -> Gathered:
        return self.setdefault(key, Gathered(key))


def _gather_publics_and_aims(form: Form, found: _Gathering) -> None:
    for segment in form.segments:
        for key, habit in segment.channels.items():
            found.at(key).habits.append((segment, habit))
    for aim in form.aims:
        for key in dict.fromkeys(aim.channels):
            found.at(key).aims.append(aim)
    for rival in form.rivals:
        for key in dict.fromkeys(rival.channels):
            found.at(key).rivals.append(rival.name)


def key_of(place: Place) -> str:
    """The channel that a place stands on; empty for the brand's own ground."""
    if place.channel or place.kind in OWN_GROUND:
        return place.channel
    usual = place.name.casefold()
    return KEY_OF_KIND.get(place.kind, usual if usual in table("channels") else place.name)


def words_of(key: str) -> str:
    """`our_forum` as "Our forum"; what was written with capitals or signs, as it was written."""
    if key != key.casefold() or not key.replace("_", "").isalnum():
        return key
    return key[:1].upper() + key[1:].replace("_", " ")


def prefix_of(channel: str) -> str:
    return f"{CHANNEL_FACT}{channel}:"
