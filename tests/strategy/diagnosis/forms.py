"""Forms of any kind, also such as nobody could bring, for the laws that hold of all of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from parvis.strategy.diagnosis.aims import aim_kinds
from parvis.strategy.diagnosis.facts import questions
from parvis.strategy.diagnosis.form import (
    LARGEST,
    Aim,
    Capture,
    Channel,
    Degree,
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

KEYS = st.sampled_from(["", "instagram", "mail", "reviews", "facebook", "a:b", "{so}"])
WORDS = st.sampled_from(["", "one", "another {value}", "é"])
NUMBERS = st.none() | st.sampled_from([0.0, 1.0, 5.0, 40.0]) | st.floats(0, LARGEST)
SHARES = st.none() | st.floats(0, 1)
YES_NO = st.none() | st.booleans()
DAYS = st.dates(date(2020, 1, 1), date(2027, 1, 1))
DEGREES = st.none() | st.sampled_from(Degree)

PLACES = st.builds(
    Place,
    name=WORDS,
    kind=st.sampled_from(Kind),
    channel=KEYS,
    owner=WORDS,
    state=st.none() | st.sampled_from(State),
    last_sign=st.none() | DAYS,
)
CHANNELS = st.builds(
    Channel,
    key=KEYS,
    name=WORDS,
    asked=NUMBERS,
    answered=SHARES | NUMBERS,
    hours_to_answer=NUMBERS,
    promotions=NUMBERS,
    replies=NUMBERS,
    handling_minutes=NUMBERS,
)
SUBJECTS = st.builds(
    Subject,
    name=WORDS,
    legitimate=DEGREES,
    evidence=WORDS,
    spoken_by=st.just(()) | st.just(("Ines",)),
    fit=st.dictionaries(
        st.sampled_from(Fundamental), st.builds(Fit, degree=st.sampled_from(Degree))
    ),
)
IDENTITIES = st.builds(
    Identity,
    values=st.just(()) | st.just(("slow bread",)),
    voices=st.lists(st.builds(Voice, name=WORDS, willing=YES_NO), max_size=2).map(tuple),
    subjects=st.lists(SUBJECTS, max_size=3).map(tuple),
)
HABITS = st.builds(
    Habit,
    present=SHARES,
    expects=SHARES,
    profiles=st.dictionaries(st.sampled_from(Profile), st.floats(0, 1), max_size=3),
    source=WORDS,
)
SEGMENTS = st.builds(
    Segment,
    name=WORDS,
    public=st.sampled_from(Public),
    size=st.none() | st.integers(0, 10**9),
    channels=st.dictionaries(KEYS, HABITS, max_size=3),
)
AIMS = st.builds(
    Aim,
    id=st.sampled_from([*aim_kinds(), "none of them"]),
    measure=WORDS,
    target=NUMBERS,
    today=NUMBERS,
    policy=WORDS,
    owner=WORDS,
    channels=st.lists(KEYS, max_size=2).map(tuple),
)
RIVALS = st.builds(
    Rival,
    name=WORDS,
    channels=st.lists(KEYS, max_size=3).map(tuple),
    practices=st.dictionaries(st.sampled_from(["signs", "evenings"]), st.booleans()),
    captures=st.just(()) | st.just((Capture(on=date(2026, 1, 1)),)),
)
MEANS = st.builds(
    Means,
    people=NUMBERS,
    hours_a_week=NUMBERS,
    handling_minutes=NUMBERS,
    gesture=NUMBERS,
    training=WORDS,
)
ANSWERS = st.dictionaries(
    st.sampled_from([question.key for question in questions()]),
    st.builds(Told, value=st.booleans() | st.floats(0, LARGEST)),
    max_size=20,
)
ANYTHING = st.builds(
    Form,
    brand=WORDS,
    on=DAYS,
    language=st.sampled_from(["en", "fr"]),
    pure_player=YES_NO,
    promise_hours=st.floats(0, LARGEST),
    places=st.lists(PLACES, max_size=4).map(tuple),
    identity=IDENTITIES,
    segments=st.lists(SEGMENTS, max_size=4).map(tuple),
    aims=st.lists(AIMS, max_size=3).map(tuple),
    rivals=st.lists(RIVALS, max_size=3).map(tuple),
    means=MEANS,
    channels=st.lists(CHANNELS, max_size=3, unique_by=lambda channel: channel.key).map(tuple),
    told=ANSWERS,
)


def turned_round(form: Form) -> Form:
    """The same, told in the opposite order."""
    return replace(
        form,
        places=form.places[::-1],
        segments=form.segments[::-1],
        rivals=form.rivals[::-1],
        channels=form.channels[::-1],
    )
