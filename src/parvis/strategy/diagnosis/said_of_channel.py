"""What the form says of one channel, as facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import fsum

from parvis.strategy.diagnosis.aims import axis_of, name_of_aim
from parvis.strategy.diagnosis.channels import Gathered
from parvis.strategy.diagnosis.facts import Said
from parvis.strategy.diagnosis.form import Aim, Form, Habit, Profile, Public, Segment, State
from parvis.strategy.diagnosis.inventory import is_alive
from parvis.strategy.diagnosis.words import Language

NAMES = 3
"""Of places or rivals, as evidence."""
SPEAKING = (Profile.CRITIC, Profile.ANIMATOR, Profile.CREATOR)


def said_of(at: Gathered, whole: Whole) -> dict[str, Said]:
    """By the names of `facts.toml`; what was not said is not in it."""
    customers = _spoken_to_as(Public.CUSTOMERS, at)
    influencers = _spoken_to_as(Public.INFLUENCERS, at)
    every = {
        "direct": Said(at.direct),
        "reviews": Said(at.reviews),
        **_of_people(customers, influencers, whole.sizes),
        **_of_today(at),
        **_of_places(at, whole.form),
        **_of_aims(at, whole),
        "rivals_there": _share_of_rivals(at, whole),
    }
    return {name: said for name, said in every.items() if said.value is not None}


class Sizes:
    """How much each segment weighs: its size, or the mean of the others' where it is not said."""

    def __init__(self, segments: Iterable[Segment]) -> None:
        known = [segment.size for segment in segments if segment.size]
        self._usual = fsum(known) / len(known) if known else 1.0

    def of(self, segment: Segment) -> float:
        return float(segment.size or self._usual)


class Whole:
    """What each channel is seen against, counted once."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.sizes = Sizes(form.segments)
        self.rivals_seen = sum(1 for rival in form.rivals if rival.channels)
        self.aims_have_channels = any(aim.channels for aim in form.aims)


Habits = list[tuple[Segment, Habit]]


def _spoken_to_as(public: Public, at: Gathered) -> Habits:
    return [(who, habit) for who, habit in at.habits if who.public_in(habit) is public]


def _of_people(customers: Habits, influencers: Habits, sizes: Sizes) -> dict[str, Said]:
    """What people do on the channel is a share of those who use it, not of all."""
    every, using = _by_size(customers, sizes), _by_use(customers, sizes)
    return {
        "present": _share(every, lambda habit: habit.present),
        "expects": _share(every, lambda habit: habit.expects),
        "speaking": _share(using, _speaking),
        "watching": _share(using, lambda habit: habit.profiles.get(Profile.SPECTATOR)),
        "influencers_present": _share(_by_size(influencers, sizes), lambda habit: habit.present),
    }


Weighed = list[tuple[float, Habit]]


def _by_size(habits: Habits, sizes: Sizes) -> Weighed:
    return [(sizes.of(who), habit) for who, habit in habits]


def _by_use(habits: Habits, sizes: Sizes) -> Weighed:
    """How many use the channel; where that is not said, as large a share as of the others."""
    every = _by_size(habits, sizes)
    said = _share(every, lambda habit: habit.present).value
    usual = 1.0 if said is None else float(said)
    return [
        (size * (usual if habit.present is None else habit.present), habit) for size, habit in every
    ]


def _share(weighed: Weighed, of: Callable[[Habit], float | None]) -> Said:
    """The mean over those habits of which it is said, and where these are from."""
    said = [(weight, share, habit) for weight, habit in weighed if (share := of(habit)) is not None]
    weight = fsum(weight for weight, _share, _habit in said)
    sources = sorted({habit.source for _weight, _share, habit in said if habit.source})
    share = fsum(weight * share for weight, share, _habit in said) / weight if weight else None
    return Said(share, "; ".join(sources))


def _speaking(habit: Habit) -> float | None:
    """The greatest of those who speak: the groups overlap, so that at least so many do."""
    return max((habit.profiles[each] for each in SPEAKING if each in habit.profiles), default=None)


def _of_today(at: Gathered) -> dict[str, Said]:
    said = at.said
    if said is None:
        return {}
    numbers = {
        "asked": said.asked,
        "answered": said.answered,
        "hours_to_answer": said.hours_to_answer,
        "promotions": said.promotions,
        "replies": _replies(said.replies, said.asked, said.answered),
        "handling_minutes": said.handling_minutes,
    }
    return {name: Said(number, said.source) for name, number in numbers.items()}


def _replies(replies: float | None, asked: float | None, answered: float | None) -> float | None:
    """As many as were said, else as many as were asked and answered."""
    if replies is not None or asked is None or answered is None:
        return replies
    return asked * answered


def _of_places(at: Gathered, form: Form) -> dict[str, Said]:
    """Of a channel that no list of places names, it is not known whether the brand is there."""
    if not form.places and not at.places:
        return {}
    here = [place for place in at.places if place.state is not State.CLOSED]
    alive = [place for place in here if is_alive(place, on=form.on)]
    known = not here or any(place.state or place.last_sign for place in here)
    names = ", ".join(place.name for place in here[:NAMES])
    return {
        "we_are_there": Said(bool(here) or at.is_spoken_from, names),
        "silent": Said(bool(here) and not alive if known else None, names),
    }


def _of_aims(at: Gathered, whole: Whole) -> dict[str, Said]:
    """Known as soon as any aim says where it is pursued."""
    if not whole.aims_have_channels:
        return {}
    served = [aim for aim in at.aims if axis_of(aim) == "service_relation"]
    return {
        "aims_here": Said(len(at.aims), _named(at.aims, whole.form.language)),
        "service_aims_here": Said(len(served), _named(served, whole.form.language)),
    }


def _named(aims: Iterable[Aim], language: Language) -> str:
    return ", ".join(name_of_aim(aim).said_in(language) for aim in aims)


def _share_of_rivals(at: Gathered, whole: Whole) -> Said:
    share = len(at.rivals) / whole.rivals_seen if whole.rivals_seen else None
    return Said(share, ", ".join(at.rivals[:NAMES]))
