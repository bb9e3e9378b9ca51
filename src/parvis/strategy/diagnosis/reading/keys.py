"""The keys of the file, on one page: which there are, and what each takes.

They are the names of `form.py`. docs/reference/diagnosis.md explains each of them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

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
    Told,
    Voice,
)
from parvis.strategy.diagnosis.reading import ids
from parvis.strategy.diagnosis.reading.shapes import ByKey, Listed, Record, Value
from parvis.strategy.diagnosis.reading.values import (
    amount,
    channel,
    choice,
    count,
    day,
    degree,
    hours,
    language,
    measure,
    minutes,
    name,
    one_of,
    share,
    text,
    yes_no,
)
from parvis.strategy.diagnosis.words import Both

TEXT = Value(text)
NAME = Value(name)
NAMES = Listed(NAME)
AMOUNT = Value(amount)
SHARE = Value(share)
HOURS = Value(hours)
MINUTES = Value(minutes)
MEASURE = Value(measure)
DAY = Value(day)
YES_NO = Value(yes_no)
CHANNEL_KEY = Value(channel)

PLACE = Record(
    Place,
    {
        "name": NAME,
        "kind": Value(choice(Kind, what=Both(en="the kind of place", fr="le genre de lieu"))),
        "channel": CHANNEL_KEY,
        "address": TEXT,
        "owner": NAME,
        "state": Value(choice(State, what=Both(en="the state", fr="l’état"))),
        "last_sign": DAY,
        "shows": TEXT,
    },
    needs={"name": "", "kind": Kind.SITE},
)

EXPORT = Record(
    Export,
    {
        "file": TEXT,
        "format": Value(choice(ExportFormat, what=Both(en="the format", fr="le format"))),
        "account": NAME,
    },
    needs={"file": ""},
    short="file",
)
CHANNEL = Record(
    Channel,
    {
        "key": CHANNEL_KEY,
        "name": NAME,
        "asked": AMOUNT,
        "answered": SHARE,
        "hours_to_answer": HOURS,
        "promotions": AMOUNT,
        "replies": AMOUNT,
        "handling_minutes": MINUTES,
        "source": TEXT,
        "counted_from": EXPORT,
    },
    needs={"key": ""},
    short="key",
)

FIT = Record(
    Fit,
    {"degree": Value(degree), "evidence": TEXT},
    needs={"degree": Degree.NO},
    short="degree",
)
SUBJECT = Record(
    Subject,
    {
        "name": NAME,
        "legitimate": Value(degree),
        "evidence": TEXT,
        "spoken_by": NAMES,
        "fit": ByKey(
            choice(Fundamental, what=Both(en="the fundamental", fr="le fondement")),
            FIT,
        ),
    },
    needs={"name": ""},
    short="name",
)
VOICE = Record(
    Voice, {"name": NAME, "role": TEXT, "willing": YES_NO}, needs={"name": ""}, short="name"
)
IDENTITY = Record(
    Identity,
    {
        "values": NAMES,
        "expertise": NAMES,
        "voices": Listed(VOICE),
        "subjects": Listed(SUBJECT),
    },
)

PUBLIC = Value(choice(Public, what=Both(en="the public", fr="le public")))
HABIT = Record(
    Habit,
    {
        "present": SHARE,
        "expects": SHARE,
        "profiles": ByKey(choice(Profile, what=Both(en="the profile", fr="le profil")), SHARE),
        "source": TEXT,
        "on": DAY,
        "public": PUBLIC,
        "why": TEXT,
    },
    short="present",
)
SEGMENT = Record(
    Segment,
    {
        "name": NAME,
        "public": PUBLIC,
        "size": Value(count),
        "source": TEXT,
        "channels": ByKey(channel, HABIT),
    },
    needs={"name": ""},
    short="name",
)

CAPTURE = Record(
    Capture, {"on": DAY, "note": TEXT, "address": TEXT}, needs={"on": date.min}, short="on"
)
MEANS = Record(
    Means,
    {
        "people": AMOUNT,
        "hours_a_week": HOURS,
        "handling_minutes": MINUTES,
        "gesture": AMOUNT,
        "tools": NAMES,
        "training": TEXT,
    },
)
AIM = Record(
    Aim,
    {
        "id": Value(one_of(ids.aims(), what=Both(en="the aim", fr="l’objectif"))),
        "measure": TEXT,
        "target": MEASURE,
        "today": MEASURE,
        "due": DAY,
        "policy": TEXT,
        "owner": NAME,
        "channels": Listed(CHANNEL_KEY),
    },
    needs={"id": ""},
    short="id",
)
RIVAL = Record(
    Rival,
    {
        "name": NAME,
        "channels": Listed(CHANNEL_KEY),
        "hours": TEXT,
        "tone": TEXT,
        "who_answers": TEXT,
        "faq": TEXT,
        "offers": TEXT,
        "practices": ByKey(
            one_of(ids.practices(), what=Both(en="the practice", fr="la pratique")),
            YES_NO,
            listed=True,
        ),
        "captures": Listed(CAPTURE),
    },
    needs={"name": ""},
    short="name",
)


def _told(answer: ids.Answer) -> Record[Told]:
    return Record(
        Told,
        {"value": Value(answer), "evidence": TEXT, "on": DAY},
        needs={"value": False},
        short="value",
        or_nothing=True,
    )


def form_keys(make: Callable[..., Form]) -> Record[Form]:
    """The whole file."""
    return Record(
        make,
        {
            "brand": NAME,
            "on": DAY,
            "language": Value(language),
            "pure_player": YES_NO,
            "promise_hours": HOURS,
            "places": Listed(PLACE),
            "identity": IDENTITY,
            "segments": Listed(SEGMENT),
            "aims": Listed(AIM),
            "rivals": Listed(RIVAL),
            "means": MEANS,
            "channels": Listed(CHANNEL),
            "told": Record(dict, {key: _told(answer) for key, answer in ids.questions().items()}),
        },
    )
