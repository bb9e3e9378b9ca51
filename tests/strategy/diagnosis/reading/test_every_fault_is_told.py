"""A file that is wrong is told all of what is wrong, with line, key and what is allowed."""

import pytest

from parvis.strategy.diagnosis.reading import UnusableForm, read_form
from tests.strategy.forms import TODAY, said_of


def test_all_faults_of_a_file_are_told_in_the_order_of_its_lines() -> None:
    text = """\
brand: Bruine
brnad: Bruine
pure_player: maybe
places:
  - name: La place
    kind: acount
  - kind: blog
segments:
  - name: Walkers
    channels:
      instagram: {present: 60, expects: 20 %}
"""
    assert said_of(text) == [
        (
            2,
            "brnad",
            (
                "the key “brnad” is not known (did you mean brand?); there are: brand, on, "
                "language, pure_player, promise_hours, places, identity, segments, aims, rivals, "
                "means, channels, told."
            ),
        ),
        (3, "pure_player", "“maybe” is neither yes nor no."),
        (
            6,
            "places[0].kind",
            (
                "the kind of place “acount” is not known (did you mean account?); there are: "
                "account, blog, dedicated_network, wiki, feed, forum, faq, customer_area, "
                "review_page, site, mail, chat, telephone, shop."
            ),
        ),
        (7, "places[1]", "name is missing, which may not be left open here."),
        (
            11,
            "segments[0].channels.instagram.present",
            "“60” without % is more than everybody: write a share as 60% or 0.6.",
        ),
    ]


@pytest.mark.parametrize(
    ("text", "line", "path", "says"),
    [
        (
            "aims: [loyalti]",
            1,
            "aims[0].id",
            "the aim “loyalti” is not known (did you mean loyalty?)",
        ),
        ("aims:\n - {id: sell, due: 1/3/27}", 2, "aims[0].due", "“1/3/27” is no day"),
        ("told: {faqq: yes}", 1, "told.faqq", "the key “faqq” is not known"),
        (
            "rivals: [{name: A, practices: {answers_publicy: yes}}]",
            1,
            "rivals[0].practices.answers_publicy",
            "the practice “answers_publicy” is not known (did you mean answers_publicly?)",
        ),
        (
            "segments: [{name: A, channels: {x: {profiles: {lurker: 1 %}}}}]",
            1,
            "segments[0].channels.x.profiles.lurker",
            "the profile “lurker” is not known; there are: inactive, spectator",
        ),
        (
            "told: {charter: {value: yes, evidence: one page, with dates}}",
            1,
            "told.charter.with dates",
            "there are: value, evidence, on. If it is part of a text with a comma, put the whole",
        ),
        ("language: de", 1, "language", "the language “de” is not known; there are: en, fr."),
        ("brand: [a]", 1, "brand", "a single value is expected here, not a list."),
        ("brand: {a: b}", 1, "brand", "a single value is expected here, not further keys."),
        ("means: 3", 1, "means", "keys with values are expected here; there are: people,"),
        ("- brand", 1, "", "keys with values are expected here; there are: brand,"),
        ("Bruine", 1, "", "keys with values are expected here; there are: brand,"),
        ("identity: {values: 'a, b'}", 1, "identity.values", "a list is expected here: write [one"),
        ("segments: {name: Walkers}", 1, "segments", "a list is expected here: write [one"),
        ("identity: {values: [[a]]}", 1, "identity.values[0]", "a single value is expected here"),
        (
            "brand: a\n\nbrand: b",
            3,
            "brand",
            "“brand” stands here for the second time, first on line 1",
        ),
        (
            "segments:\n- name: A\n  channels:\n    X: 1 %\n    x: 2 %",
            5,
            "segments[0].channels.x",
            "“x” stands here for the second time, first on line 4",
        ),
        ("means: {people: -1}", 1, "means.people", "“-1” is less than nothing"),
        ("brand: a\u2028\nx: 1", 2, "x", "the key “x” is not known"),
    ],
)
def test_a_fault(text: str, line: int, path: str, says: str) -> None:
    [(found_line, found_path, found_says)] = said_of(text)
    assert (found_line, found_path) == (line, path)
    assert says in found_says


def test_fifty_are_told_and_the_others_counted() -> None:
    text = "\n".join(f"key{n}: 1" for n in range(1000))
    with pytest.raises(UnusableForm) as raised:
        read_form(text.encode(), today=TODAY)
    assert (len(raised.value.faults), raised.value.more) == (50, 950)


@pytest.mark.parametrize(
    "text",
    [
        "told: {answered: 45, hours_to_answer: 4 h}",
        "told: {answered: abc, within_promise: 30 %}",
        "told: {may_make_good: perhaps}\nmeans: {gesture: 30}",
        "promise_hours: soon\ntold: {within_promise: 100 %, hours_to_answer: 900 h}",
    ],
)
def test_what_cannot_be_read_is_one_fault_and_contradicts_nothing(text: str) -> None:
    assert len(said_of(text)) == 1


def test_faults_and_contradictions_are_told_together() -> None:
    text = "x: 1\nmeans: {people: 0, hours_a_week: 5}"
    assert [(line, path) for line, path, _says in said_of(text)] == [
        (1, "x"),
        (2, "means.hours_a_week"),
    ]
