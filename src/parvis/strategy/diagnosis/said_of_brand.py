"""What the form says of the brand as a whole, as facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import fsum

from parvis.strategy.diagnosis.aims import chosen_aims
from parvis.strategy.diagnosis.facts import Known, Said
from parvis.strategy.diagnosis.form import Degree, Form, Kind, Place
from parvis.strategy.diagnosis.inventory import is_alive
from parvis.strategy.diagnosis.own_ground import own_ground
from parvis.strategy.diagnosis.subjects import is_ready

ANSWERS_QUESTIONS = frozenset({Kind.FAQ, Kind.CUSTOMER_AREA})
LETS_PEOPLE_TALK = frozenset({Kind.FORUM, Kind.DEDICATED_NETWORK})


def said_of_brand(form: Form, channels: Sequence[Known]) -> dict[str, Said]:
    """By the names of `facts.toml`; what was not said is not in it."""
    every = {
        **_of_places(form),
        **_of_identity(form),
        **_of_publics(form),
        **_of_aims(form),
        **_of_means(form),
        **_of_traffic(channels),
    }
    return {name: said for name, said in every.items() if said.value is not None}


def _of_places(form: Form) -> dict[str, Said]:
    if not form.places:
        return {}
    alive = [place for place in form.places if is_alive(place, on=form.on)]
    at_home = [place for place in own_ground(form) if is_alive(place, on=form.on)]
    answering = [place for place in at_home if place.kind in ANSWERS_QUESTIONS]
    talking = [place for place in at_home if place.kind in LETS_PEOPLE_TALK]
    accounts = [place for place in alive if place.kind is Kind.ACCOUNT]
    return {
        "places_listed": Said(len(form.places)),
        "own_ground": Said(len(at_home), _names(at_home)),
        "faq": Said(bool(answering), _names(answering)),
        "mutual_help": Said(bool(talking), _names(talking)),
        "ground_for_talk": Said(bool(answering or talking), _names([*answering, *talking])),
        "accounts_owned": _accounts_owned(accounts),
    }


def _accounts_owned(accounts: list[Place]) -> Said:
    """Who has no account leaves none without an owner."""
    owned = [place for place in accounts if place.owner]
    return Said(len(owned) / len(accounts) if accounts else 1.0, _names(owned))


def _names(places: Iterable[Place]) -> str:
    return ", ".join(place.name for place in list(places)[:3])


def _of_identity(form: Form) -> dict[str, Said]:
    who = form.identity
    judged = [subject for subject in who.subjects if subject.legitimate is not None]
    rightful = [subject for subject in judged if subject.legitimate is not Degree.NO]
    ready = [subject for subject in who.subjects if is_ready(subject)]
    willing = [voice for voice in who.voices if voice.willing]
    asked = [voice for voice in who.voices if voice.willing is not None]
    return {
        "values_said": Said(len(who.values) or None, ", ".join(who.values[:3])),
        "rightful_subjects": Said(len(rightful) if judged else None),
        "ready_subjects": Said(len(ready) if judged else None),
        "voices": Said(len(willing) if asked else None, ", ".join(one.name for one in willing[:3])),
    }


def _of_publics(form: Form) -> dict[str, Said]:
    seen = [rival for rival in form.rivals if rival.captures]
    known = [
        segment
        for segment in form.segments
        if any(habit.present is not None for habit in segment.channels.values())
    ]
    return {
        "segments_named": Said(len(form.segments) or None),
        "segments_placed": Said(len(known) / len(form.segments) if form.segments else None),
        "rivals_seen": Said(len(seen) if form.rivals else None),
    }


def _of_aims(form: Form) -> dict[str, Said]:
    aims = list(chosen_aims(form).values())
    if not aims:
        return {}
    return {
        "aims_chosen": Said(len(aims)),
        "aims_with_target": Said(sum(aim.target is not None for aim in aims) / len(aims)),
        "aims_on_policy": Said(sum(bool(aim.policy) for aim in aims) / len(aims)),
        "aims_owned": Said(sum(bool(aim.owner) for aim in aims) / len(aims)),
    }


def _of_means(form: Form) -> dict[str, Said]:
    means = form.means
    return {
        "people": Said(means.people),
        "hours_there": Said(means.hours_there),
        "may_make_good": Said(None if means.gesture is None else means.gesture > 0),
        "trained": Said(True if means.training else None, means.training),
    }


def _of_traffic(channels: Sequence[Known]) -> dict[str, Said]:
    """Over all channels, each weighing as much as people ask there."""
    asked = [number for at in channels if (number := at.number("asked")) is not None]
    promoted = [at for at in channels if _both_known(at, "promotions", "replies")]
    promotions = sum(at.number("promotions") or 0 for at in promoted)
    replies = sum(at.number("replies") or 0 for at in promoted)
    return {
        "asked": Said(sum(asked) if asked else None),
        "answered": Said(_weighed(channels, "answered")),
        "hours_to_answer": Said(_weighed(channels, "hours_to_answer")),
        "posts_per_reply": Said(promotions / max(replies, 1) if promoted else None),
    }


def _both_known(at: Known, one: str, other: str) -> bool:
    return at.value(one) is not None and at.value(other) is not None


def _weighed(channels: Sequence[Known], name: str) -> float | None:
    """The mean by the number asked; where nobody counted those, each channel weighs the same."""
    known = [
        (at.number("asked"), value) for at in channels if (value := at.number(name)) is not None
    ]
    counted = [(asked, value) for asked, value in known if asked]
    if counted:
        return fsum(asked * value for asked, value in counted) / fsum(n for n, _value in counted)
    return fsum(value for _asked, value in known) / len(known) if known else None
