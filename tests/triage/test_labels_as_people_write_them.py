"""Labels are understood as people write them, or refused with the row."""

from __future__ import annotations

import pytest

from parvis.triage.commands.fields import Labelling, UnusableLabel, field_of, field_to_learn
from parvis.triage.judge import shipped


def labels(name: str, *written: str, positive: str = "", **told: str) -> list[str]:
    rows = enumerate(written, start=2)
    return Labelling(told, positive).read(rows, field_to_learn(name))


@pytest.mark.parametrize(
    ("name", "written", "read"),
    [
        ("complaint", ["1", "0", "1.0"], ["yes", "no", "yes"]),
        ("complaint", ["Yes", "NO", " true ", "False"], ["yes", "no", "yes", "no"]),
        ("complaint", ["oui", "non", "complaint"], ["yes", "no", "yes"]),
        ("promotional", ["spam", "ham"], ["yes", "no"]),
        ("abuse", ["offensive", "not-offensive"], ["yes", "no"]),
        ("tone", ["Negative", "neutral", "POSITIVE"], ["negative", "neutral", "positive"]),
        ("tone", ["neg", "n", "o", "pos", "p"], ["negative"] * 2 + ["neutral"] + ["positive"] * 2),
        ("tone", ["-1", "0", "1"], ["negative", "neutral", "positive"]),
        ("value", ["simple", "m", "hard"], ["simple", "middle", "difficult"]),
        ("intent", ["Card_lost", " top up "], ["Card_lost", "top up"]),
    ],
    ids=str,
)
def test_the_usual_ways_are_known(name: str, written: list[str], read: list[str]) -> None:
    assert labels(name, *written) == read


@pytest.mark.parametrize(
    ("written", "language"),
    [("FR", "fr"), ("Français", "fr"), ("english", "en"), ("und", "unknown")],
)
def test_languages_have_codes_and_names(written: str, language: str) -> None:
    field = field_of(shipped().linear.target("language"))
    assert Labelling().read([(2, written)], field) == [language]


def test_other_ways_are_told() -> None:
    assert labels("tone", "0", "2", "p", **{"0": "neg", "2": "positive"}) == [
        "negative",
        "positive",
        "positive",
    ]


def test_rows_with_a_label_that_is_told_to_be_nothing_are_left_out() -> None:
    assert labels("value", "s", "-", **{"-": ""}) == ["simple", ""]


def test_one_label_is_a_yes_and_all_others_a_no() -> None:
    assert labels("promotional", "ad", "joke", "ad", positive="ad") == ["yes", "no", "yes"]


def test_part_of_a_label_may_make_it_a_yes() -> None:
    assert labels("complaint", "cqr", "q", "-", positive="*c*") == ["yes", "no", "no"]


@pytest.mark.parametrize(
    ("name", "written", "why"),
    [
        (
            "complaint",
            ["1", "maybe"],
            "row 3: the label 'maybe' is none of no, yes. Say with",
        ),
        ("tone", ["0", "1", "2"], "row 2: the label '0' is none of negative, neutral, positive. "),
        ("tone", ["0", "1"], '--labels "0=negative", or leave its rows out with --labels "0="'),
        ("tone", ["neg", ""], 'row 3: there is no label. Leave such rows out with --labels "="'),
    ],
    ids=str,
)
def test_a_label_that_means_nothing_is_said_with_its_row(
    name: str, written: list[str], why: str
) -> None:
    with pytest.raises(UnusableLabel) as refused:
        labels(name, *written)
    assert why in str(refused.value)


def test_a_meaning_that_is_none_is_said() -> None:
    with pytest.raises(UnusableLabel, match="'angry' is none of negative"):
        labels("tone", "0", **{"0": "angry"})


def test_a_yes_that_no_row_has_is_said() -> None:
    with pytest.raises(UnusableLabel, match="no row has the label 'spma'"):
        labels("promotional", "spam", "ham", positive="spma")
