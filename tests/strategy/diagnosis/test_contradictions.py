"""What cannot be true together is told with its line, and nothing else is."""

from datetime import date

import pytest

from parvis.strategy.diagnosis.contradictions import Contradiction, contradictions
from parvis.strategy.diagnosis.form import Form, Means, Told
from parvis.strategy.diagnosis.words import Both
from tests.strategy.forms import read, said_of

DAY = "on: 2026-03-01\n"


@pytest.mark.parametrize(
    ("text", "path", "says"),
    [
        (
            "places: [{name: A, kind: account, state: abandoned, last_sign: 2026-02-20}]",
            "places[0].last_sign",
            (
                "A is said to be abandoned, but its last sign of life was on 20 February 2026, "
                "within the month."
            ),
        ),
        (
            "places: [{name: A, kind: blog, state: closed, last_sign: 2026-02-20}]",
            "places[0].last_sign",
            (
                "A is said to be closed, but its last sign of life was on 20 February 2026, within "
                "the month."
            ),
        ),
        (
            "places: [{name: A, kind: account, state: alive, last_sign: 2024-02-20}]",
            "places[0].last_sign",
            (
                "A is said to be alive, but its last sign of life was on 20 February 2024, more "
                "than a year ago: silent or abandoned?"
            ),
        ),
        (
            "places: [{name: A, kind: account, last_sign: 2026-03-02}]",
            "places[0].last_sign",
            (
                "A gave its last sign of life on 2 March 2026, after 1 March 2026, the day that "
                "the form speaks of."
            ),
        ),
        (
            "places: [{name: A, kind: blog}, {name: B, kind: blog}, {name: a, kind: blog}]",
            "places[2]",
            "a is listed for the second time. See places[0].",
        ),
        (
            (
                "places: [{name: A, kind: blog, address: https://a.example/},"
                " {name: B, kind: blog, address: https://A.example}]"
            ),
            "places[1]",
            "B is listed for the second time. See places[0].",
        ),
        (
            "identity: {voices: [Maud], subjects: [{name: Rain, spoken_by: [Idris]}]}",
            "identity.subjects[0].spoken_by[0]",
            "Idris is to speak of this, but is not among the voices of the brand.",
        ),
        (
            (
                "identity: {voices: [{name: Maud, willing: no}],"
                " subjects: [{name: Rain, spoken_by: [maud]}]}"
            ),
            "identity.subjects[0].spoken_by[0]",
            "maud is to speak of this, but is said not to be willing.",
        ),
        ("identity: {voices: [Maud, Maud]}", "identity.voices[1]", "Maud is listed for the second"),
        ("identity: {subjects: [Rain, rain]}", "identity.subjects[1]", "rain is listed for the"),
        ("segments: [Walkers, Walkers]", "segments[1]", "Walkers is listed for the second time"),
        (
            "segments: [{name: A, channels: {Instagram: {present: 20 %, expects: 30 %}}}]",
            "segments[0].channels.instagram.expects",
            "30% expect the brand on this channel, but only 20% use it.",
        ),
        (
            "segments: [{name: A, channels: {x: {profiles: {inactive: 40 %, spectator: 68 %}}}}]",
            "segments[0].channels.x.profiles.inactive",
            (
                "40% are inactive and 68% spectators: that is more than everybody, as whoever is "
                "inactive is nothing else."
            ),
        ),
        (
            "segments: [{name: A, channels: {x: {present: 2 %, on: 2027-01-01}}}]",
            "segments[0].channels.x.on",
            "1 January 2027 is after 1 March 2026, the day that the form speaks of.",
        ),
        ("aims: [sell, {id: sell}]", "aims[1]", "sell is listed for the second time"),
        (
            "aims: [{id: sell, due: 2026-02-28}]",
            "aims[0].due",
            "the aim was due on 28 February 2026, before 1 March 2026, the day that the form",
        ),
        (
            (
                "aims: [{id: sell, channels: [x]}]\n"
                "places: [{name: A, kind: account, channel: x, state: closed}]"
            ),
            "aims[0].channels[0]",
            "the aim is to be reached on x, where all places of the brand are closed.",
        ),
        ("aims: [{id: sell, target: 30}]", "aims[0].target", "30 is no share, as the measure"),
        ("aims: [{id: sell, today: -1}]", "aims[0].today", "-1 is no share, as the measure"),
        ("rivals: [Averse, averse]", "rivals[1]", "averse is listed for the second time"),
        (
            "rivals: [{name: Averse, captures: [2026-03-02]}]",
            "rivals[0].captures[0].on",
            "2 March 2026 is after 1 March 2026, the day that the form speaks of.",
        ),
        (
            "means: {people: 0, hours_a_week: 10}",
            "means.hours_a_week",
            "there are hours a week, but 0 people to work them.",
        ),
        (
            "means: {people: 1, hours_a_week: 200}",
            "means.hours_a_week",
            "200 hours a week are more than one person has.",
        ),
        ("channels: [x, X]", "channels[1]", "x is listed for the second time"),
        (
            "channels: [{key: x, asked: 0, answered: 50 %}]",
            "channels[0].answered",
            "messages are answered, but 0 are asked in a month.",
        ),
        (
            "channels: [{key: x, answered: 0, replies: 3}]",
            "channels[0].replies",
            "there are replies, but the share answered is 0%.",
        ),
        (
            "channels: [{key: x, answered: 5 %, replies: 0}]",
            "channels[0].replies",
            "messages are answered, but there are 0 replies in a month.",
        ),
        (
            "channels: [{key: x, answered: 0, hours_to_answer: 4}]",
            "channels[0].hours_to_answer",
            "there is a time to answer, but the share answered is 0%.",
        ),
        (
            "told: {charter: {value: yes, on: 2026-04-01}}",
            "told.charter.on",
            "1 April 2026 is after 1 March 2026, the day that the form speaks of.",
        ),
        ("told: {read_days: 8}", "told.read_days", "8 cannot be: the answer lies between 0 and 7."),
        (
            "told: {answered: 40 %, within_promise: 60 %}",
            "told.within_promise",
            "60% are answered within the promise, but only 40% are answered at all.",
        ),
        (
            "told: {answered: 0 %, hours_to_answer: 4}",
            "told.hours_to_answer",
            "there is a time to answer, but the share answered is 0%.",
        ),
        (
            "means: {gesture: 30}\ntold: {may_make_good: no}",
            "told.may_make_good",
            "who answers may give back 30 without asking, but may make no gesture. See",
        ),
        (
            "segments: [{name: A, channels: {x: {present: 0 %, profiles: {creator: 5 %}}}}]",
            "segments[0].channels.x.profiles.creator",
            "nobody uses this channel (0%), but 5% there are creators.",
        ),
        ("promise_hours: 0 h", "promise_hours", "0 h is a promise that nobody keeps: write"),
        (
            "means: {handling_minutes: 0}",
            "means.handling_minutes",
            "an answer takes some time: write it as 6 min, or leave the key out.",
        ),
        (
            "channels: [{key: x, asked: 10, handling_minutes: 0}]",
            "channels[0].handling_minutes",
            "an answer takes some time: write it as 6 min, or leave the key out.",
        ),
        (
            "channels: [{key: x, asked: 0, hours_to_answer: 4 h}]",
            "channels[0].hours_to_answer",
            "there is a time to answer, but 0 messages are asked in a month.",
        ),
        (
            "channels: [{key: x, asked: 9, answered: 50 %}]\nmeans: {people: 0}",
            "channels[0].answered",
            "messages are answered, but 0 people answer. See means.people.",
        ),
        (
            "told: {answered: 50 %}\nmeans: {people: 0}",
            "told.answered",
            "messages are answered, but 0 people answer. See means.people.",
        ),
        (
            (
                "channels: [{key: x, asked: 9, answered: 50 %}]\n"
                "places: [{name: A, kind: account, channel: x, state: closed}]"
            ),
            "channels[0].answered",
            "messages are answered here, where all places of the brand are closed.",
        ),
        (
            "means: {gesture: 0}\ntold: {may_make_good: yes}",
            "told.may_make_good",
            "who answers may make a gesture, but of 0 at most. See means.gesture.",
        ),
        (
            "channels: [chat, {key: x, answered: 90 %}]\ntold: {answered: 0 %}",
            "told.answered",
            ("0% are answered on all channels together, but 90% on x. See channels[1].answered."),
        ),
        (
            "promise_hours: 4 h\ntold: {within_promise: 100 %, hours_to_answer: 400 h}",
            "told.hours_to_answer",
            (
                "100% are answered within the promise of 4 h, but an answer takes 400 h on"
                " average. See told.within_promise."
            ),
        ),
        (
            "channels: [{key: mail, asked: 100, answered: 90 %, replies: 2}]",
            "channels[0].replies",
            (
                "90% of 100 messages are answered, but there are only 2 replies in a month."
                " See channels[0].answered."
            ),
        ),
        (
            (
                "means: {people: 2, hours_a_week: 0, handling_minutes: 6 min}\n"
                "channels: [chat, {key: mail, asked: 100, answered: 100 %}]"
            ),
            "means.hours_a_week",
            (
                "there are 0 hours a week, but the messages that are answered take 2.3 h at least."
                " See channels[1].answered."
            ),
        ),
        (
            "promise_hours: 999999999999 h",
            "promise_hours",
            "999,999,999,999 h are more than a year",
        ),
        (
            "brand: Bruine\nrivals: [Averse, bruine]",
            "rivals[1].name",
            "bruine is the brand itself, and no rival of its own. See brand.",
        ),
        (
            "aims: [{id: expertise, target: 50 %}]",
            "aims[0].target",
            "50% is a share, but what this aim is measured by is counted (questions of the trade",
        ),
        (
            "aims: [{id: advise_personalise, today: 95 %}]\ntold: {within_promise: 20 %}",
            "aims[0].today",
            (
                "95% today, but the question of the same (requests answered within the promise) is"
                " answered with 20%."
                " See told.within_promise."
            ),
        ),
    ],
)
def test_a_contradiction(text: str, path: str, says: str) -> None:
    [(_line, found_path, found_says)] = said_of(DAY + text)
    assert found_path == path
    assert found_says.replace("\N{NO-BREAK SPACE}", " ").startswith(says)


@pytest.mark.parametrize(
    "text",
    [
        "places: [{name: A, kind: account, state: closed, last_sign: 2026-01-02}]",
        "places: [{name: A, kind: account, state: silent, last_sign: 2024-01-02}]",
        "places: [{name: A, kind: faq, state: alive, last_sign: 2023-01-02}]",
        "places: [{name: A, kind: account, channel: x}, {name: A, kind: account, channel: y}]",
        (
            "places: [{name: A, kind: site, address: a.example},"
            " {name: B, kind: faq, address: a.example}]"
        ),
        "identity: {subjects: [{name: Rain, spoken_by: [Idris]}]}",
        "identity: {voices: [Maud], subjects: [{name: Rain, spoken_by: [MAUD]}]}",
        # the seven of source 004 overlap, and round to more than everybody
        (
            "segments: [{name: French, channels: {web: {profiles: {inactive: 22 %, spectator: 68 %,"
            " participant: 50 %, collector: 23 %, critic: 30 %, animator: 22 %, creator: 17 %}}}}]"
        ),
        "segments: [{name: A, channels: {x: {profiles: {inactive: 33 %, spectator: 68 %}}}}]",
        "segments: [{name: A, channels: {x: {expects: 30 %}}}]",
        "aims: [{id: sell, due: 2026-03-01, target: 20 %, today: 40 %}]",
        "aims: [{id: sell, measure: baskets a week, target: 30}]",
        (
            "aims: [{id: sell, channels: [x]}]\nplaces: [{name: A, kind: account, channel: x,"
            " state: closed}, {name: B, kind: account, channel: x}]"
        ),
        "means: {hours_a_week: 10}",
        "means: {people: 0}",
        "channels: [{key: x, asked: 0, answered: 0, replies: 4, promotions: 20}]",
        "channels: [{key: x, asked: 10, answered: 0, replies: 0}]",
        "channels: [{key: x, asked: 10, answered: 0}]\nmeans: {people: 0}",
        "channels: [{key: x, asked: 0, handling_minutes: 0}]",
        (
            "channels: [{key: x, asked: 9, answered: 0}]\n"
            "places: [{name: A, kind: account, channel: x, state: closed}]"
        ),
        "segments: [{name: A, channels: {x: {present: 0 %, profiles: {inactive: 100 %}}}}]",
        "told: {top_questions_answered: 10, contacts_per_case: 1.3, answered: 50 %}",
        "told: {may_make_good: no}\nmeans: {gesture: 0}",
        # the channels that are listed need not be all
        "channels: [{key: x, asked: 9, answered: 0 %}]\ntold: {answered: 90 %}",
        "channels: [{key: x, asked: 9, answered: 90 %}]\ntold: {answered: 10 %}",
        # what is promised was left open, or runs in opening hours
        "told: {within_promise: 100 %, hours_to_answer: 400 h}",
        "promise_hours: 4 h\ntold: {within_promise: 100 %, hours_to_answer: 70 h}",
        "promise_hours: 4 h\ntold: {within_promise: 99 %, hours_to_answer: 400 h}",
        # one answer under a post is for many, and one by mail for who asked twice
        "channels: [{key: x, asked: 100, answered: 90 %, replies: 2}]",
        "channels: [{key: mail, asked: 100, answered: 90 %, replies: 45}]",
        "channels: [{key: x, asked: 0, replies: 20}]",
        "means: {hours_a_week: 0}\nchannels: [{key: x, asked: 100, answered: 100 %}]",
        "promise_hours: 365 days",
        "aims: [{id: expertise, today: 0.5}]",
        "aims: [{id: expertise, measure: questions answered, target: 50 %}]",
        # of some channels, of another day, or as two people estimate
        "aims: [{id: advise_personalise, today: 95 %, channels: x}]\ntold: {within_promise: 20 %}",
        (
            "aims: [{id: advise_personalise, today: 95 %}]\n"
            "told: {within_promise: {value: 20 %, on: 2025-06-01}}"
        ),
        "aims: [{id: advise_personalise, today: 80 %}]\ntold: {within_promise: 70 %}",
        "aims: [{id: listen_know, today: 12}]\ntold: {decided_from_customers: 0}",
        # a figure of last autumn, although nobody counts it now
        "told: {self_service_measured: no, solved_alone: 55 %}",
    ],
)
def test_what_is_possible_is_no_contradiction(text: str) -> None:
    assert list(contradictions(read(DAY + text))) == []


def test_it_is_told_on_the_line_where_it_stands_of_the_key() -> None:
    text = """\
on: 2026-03-01
segments:
  - name: Walkers
    channels:
      Instagram: 40 %
      Facebook:
        present: 10 %
        expects: 20 %
"""
    assert said_of(text) == [
        (
            8,
            "segments[0].channels.facebook.expects",
            "20% expect the brand on this channel, but only 10% use it.",
        )
    ]


def test_a_large_number_is_told_in_full_as_each_language_writes_it() -> None:
    form = Form(brand="A", on=date(2026, 3, 1), means=Means(people=2.5, hours_a_week=1e6))

    (found,) = contradictions(form)

    assert found.says == Both(
        en="1,000,000 hours a week are more than 2.5 people have.",
        fr="1\u202f000\u202f000 heures par semaine, c’est plus que n’en ont 2,5 personnes.",
    )


def test_a_page_is_told_in_words_and_the_key_stands_beside_them() -> None:
    told = {"may_make_good": Told(value=False)}
    form = Form(brand="A", on=date(2026, 3, 1), means=Means(gesture=30), told=told)

    (found,) = contradictions(form)

    assert found == Contradiction(
        ("told", "may_make_good"),
        Both(
            en="who answers may give back 30 without asking, but may make no gesture.",
            fr="qui répond peut rendre 30 sans demander, mais ne peut faire aucun geste.",
        ),
        against=("means", "gesture"),
    )
