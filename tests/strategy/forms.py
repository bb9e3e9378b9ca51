"""Forms for tests: any that a brand could write, and the file in which it would."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Protocol, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from parvis.strategy.diagnosis.aims import aim_kinds
from parvis.strategy.diagnosis.channel_keys import channel_key
from parvis.strategy.diagnosis.form import (
    Aim,
    Capture,
    Channel,
    Degree,
    Export,
    ExportFormat,
    Fit,
    Form,
    Fundamental,
    Habit,
    Identity,
    Kind,
    Means,
    Place,
    Profile,
    Public,
    Rival,
    Segment,
    State,
    Subject,
    Voice,
)
from parvis.strategy.diagnosis.paths import spelled
from parvis.strategy.diagnosis.reading import Fault, UnusableForm, ids, read_form

T = TypeVar("T")


class Named(Protocol):
    @property
    def name(self) -> str: ...


TODAY = date(2026, 3, 1)
unhurried = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""For laws: on a machine that is busy with something else, they hold as well."""


def read(text: str) -> Form:
    return read_form(text.encode(), today=TODAY).form


def faults_in(document: bytes) -> tuple[Fault, ...]:
    """None where it gives a form."""
    try:
        read_form(document, today=TODAY)
    except UnusableForm as error:
        return error.faults
    return ()


def said_of(text: str) -> list[tuple[int, str, str]]:
    """The faults of a file: their lines, keys and sentences."""
    return [(fault.line, spelled(fault.path), fault.says.en) for fault in faults_in(text.encode())]


def as_yaml(thing: object, *, indent: int = 0) -> str:
    """What is open is left out; texts are quoted, the rest is plain words."""
    lines = [
        f"{' ' * indent}{key}:{_value(value, indent)}"
        for key, value in _members(thing).items()
        if value is not None and value not in ("", (), {})
    ]
    return "\n".join(lines)


def _members(thing: object) -> Mapping[str, object]:
    if isinstance(thing, Mapping):
        return {str(key): value for key, value in thing.items()}
    assert is_dataclass(thing)
    return {one.name: getattr(thing, one.name) for one in fields(thing) if one.compare}


def _value(value: object, indent: int) -> str:
    match value:
        case bool():
            return " yes" if value else " no"
        case Enum():
            return f" {value.value}"
        case str():
            return " " + json.dumps(value, ensure_ascii=False)
        case int() | float() | date():
            return f" {value}"
        case tuple() if all(isinstance(item, str) for item in value):
            return " " + json.dumps(value, ensure_ascii=False)
        case tuple():
            return "".join("\n" + _entry(item, indent + 2) for item in value)
    below = as_yaml(value, indent=indent + 2)
    return f"\n{below}" if below else " {}"


def _entry(item: object, indent: int) -> str:
    lines = as_yaml(item, indent=indent + 2)
    return f"{' ' * indent}- {lines.lstrip()}"


_SIGNS = "aéZ0 :#-'\"{}[]&*!|>%@,?~\\…’\u00a0\u2028\U0001f327"
_TEXTS = st.text(_SIGNS, max_size=8).map(lambda words: " ".join(words.split()))
_NAMES = _TEXTS.filter(bool)
_KEYS = st.text("abxyz_09", min_size=1, max_size=4).map(channel_key).filter(bool)
_SHARES = st.integers(0, 1000).map(lambda n: n / 1000)
_AMOUNTS = st.integers(1, 10_000).map(lambda n: n / 4)
_PAST = st.integers(40, 300).map(lambda days: TODAY - timedelta(days=days))
_COMING = st.integers(1, 300).map(lambda days: TODAY + timedelta(days=days))
_YES_NO = st.none() | st.booleans()

_PLACES = st.builds(
    Place,
    name=_NAMES,
    kind=st.sampled_from(Kind),
    channel=_KEYS | st.just(""),
    address=_TEXTS,
    owner=_TEXTS,
    state=st.sampled_from([None, State.ALIVE, State.SILENT, State.ABANDONED]),
    last_sign=st.none() | _PAST,
)
_CHANNELS = st.builds(
    Channel,
    key=_KEYS,
    name=_TEXTS,
    asked=st.none() | _AMOUNTS,
    answered=st.none() | _SHARES.filter(bool),
    hours_to_answer=st.none() | _AMOUNTS,
    promotions=st.none() | _AMOUNTS,
    replies=st.none() | _AMOUNTS,
    handling_minutes=st.none() | _AMOUNTS,
    source=_TEXTS,
    counted_from=st.none()
    | st.builds(Export, file=_NAMES, format=st.sampled_from(ExportFormat), account=_TEXTS),
)
_FITS = st.builds(Fit, degree=st.sampled_from(Degree), evidence=_TEXTS)
_SUBJECTS = st.builds(
    Subject,
    name=_NAMES,
    legitimate=st.none() | st.sampled_from(Degree),
    evidence=_TEXTS,
    fit=st.dictionaries(st.sampled_from(Fundamental), _FITS, max_size=2),
)
_VOICES = st.builds(Voice, name=_NAMES, role=_TEXTS, willing=_YES_NO)
_HABITS = st.builds(
    Habit,
    present=_SHARES.filter(lambda share: share > 0.5),
    expects=st.none() | _SHARES.map(lambda share: share / 2),
    profiles=st.dictionaries(
        st.sampled_from(Profile), _SHARES.map(lambda share: share / 2), max_size=3
    ),
    source=_TEXTS,
    on=st.none() | _PAST,
)
_SEGMENTS = st.builds(
    Segment,
    name=_NAMES,
    public=st.sampled_from(Public),
    size=st.none() | st.integers(0, 10**9),
    source=_TEXTS,
    channels=st.dictionaries(_KEYS, _HABITS, max_size=2),
)
_AIMS = st.builds(
    Aim,
    id=st.sampled_from(sorted(aim_kinds())),
    measure=_TEXTS,
    target=st.none() | _SHARES,
    today=st.none() | _SHARES,
    due=st.none() | _COMING,
    policy=_TEXTS,
    owner=_TEXTS,
    channels=st.lists(_KEYS, max_size=2).map(tuple),
)
_CAPTURES = st.builds(Capture, on=_PAST, note=_TEXTS, address=_TEXTS)
_RIVALS = st.builds(
    Rival,
    name=_NAMES,
    channels=st.lists(_KEYS, max_size=2).map(tuple),
    hours=_TEXTS,
    tone=_TEXTS,
    who_answers=_TEXTS,
    faq=_TEXTS,
    offers=_TEXTS,
    practices=st.dictionaries(st.sampled_from(ids.practices()), st.booleans(), max_size=2),
    captures=st.lists(_CAPTURES, max_size=2).map(tuple),
)


def _several(
    things: st.SearchStrategy[T], key: Callable[[T], Hashable]
) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(things, max_size=2, unique_by=key).map(tuple)


def _name(thing: Named) -> Hashable:
    return thing.name.casefold()


FORMS = st.builds(
    Form,
    brand=_NAMES,
    on=st.just(TODAY),
    language=st.sampled_from(["en", "fr"]),
    pure_player=_YES_NO,
    promise_hours=_AMOUNTS,
    places=st.lists(
        _PLACES, max_size=2, unique_by=(_name, lambda place: place.address.casefold().rstrip("/"))
    ).map(tuple),
    identity=st.builds(
        Identity,
        values=st.lists(_NAMES, max_size=2).map(tuple),
        expertise=st.lists(_NAMES, max_size=2).map(tuple),
        voices=_several(_VOICES, _name),
        subjects=_several(_SUBJECTS, _name),
    ),
    segments=_several(_SEGMENTS, _name),
    aims=_several(_AIMS, lambda aim: aim.id),
    rivals=_several(_RIVALS, _name),
    means=st.builds(
        Means,
        people=st.none() | _AMOUNTS.map(lambda amount: amount + 100),
        hours_a_week=st.none() | _AMOUNTS,
        handling_minutes=st.none() | _AMOUNTS,
        gesture=st.none() | _AMOUNTS,
        tools=st.lists(_NAMES, max_size=2).map(tuple),
        training=_TEXTS,
    ),
    channels=_several(_CHANNELS, lambda channel: channel.key),
).filter(lambda form: form.brand.casefold() not in map(_name, form.rivals))
"""Without a contradiction."""
