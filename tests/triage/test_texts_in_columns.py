"""Texts become rows of a matrix: the same text always the same row, alone or among others."""

import subprocess
import sys

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from parvis.triage.features import read_features, read_with_places
from parvis.triage.runs import Reading

READING = Reading(words=2, letters=(2, 4), bits=14)


def rows_of(*texts: str) -> list[list[float]]:
    rows: list[list[float]] = read_features(texts, READING).toarray().tolist()
    return rows


@given(st.lists(st.text(max_size=40), min_size=1, max_size=5))
def test_a_text_has_the_same_row_alone_as_among_others(texts: list[str]) -> None:
    together = read_features(texts, READING)
    alone = [read_features([text], READING) for text in texts]

    assert together.shape == (len(texts), READING.columns)
    assert [abs(together[place] - row).sum() for place, row in enumerate(alone)] == [0] * len(texts)


@given(st.lists(st.text(max_size=60), min_size=1, max_size=3))
def test_with_places_the_rows_are_the_same(texts: list[str]) -> None:
    read = read_with_places(texts, READING)

    assert np.array_equal(read.features.toarray(), read_features(texts, READING).toarray())
    assert np.array_equal(read.features.indices[read.entry], read.runs.column)


@given(st.lists(st.text(max_size=60), min_size=1, max_size=3))
def test_every_run_touches_words_of_its_own_text(texts: list[str]) -> None:
    read = read_with_places(texts, READING)

    for first, end, text in zip(read.runs.first, read.runs.end, read.runs.text, strict=True):
        assert set(read.words.text[first:end]) <= {text}


def test_words_and_letters_are_found_where_they_stand() -> None:
    read = read_with_places(
        ["J'attends 12 jours 👍🏽", "ok"], Reading(words=2, letters=(4, 4), bits=14)
    )
    words = [
        read.written[first:end] for first, end in zip(read.words.first, read.words.end, strict=True)
    ]
    touched = [
        " ".join(words[first:end])
        for first, end in zip(read.runs.first, read.runs.end, strict=True)
    ]

    assert words == ["J", "attends", "12", "jours", "👍🏽", "ok"]
    assert touched == [
        *("J", "attends", "12", "jours", "👍🏽", "ok"),
        *("J attends", "attends 12", "12 jours", "jours 👍🏽"),
        *(
            "J attends",
            "J attends",
            "attends",
            "attends",
            "attends",
            "attends",
            "attends",
            "attends",
        ),
        *("12", "jours", "jours", "jours", "jours", "ok"),
    ]


def test_capitals_digits_spaces_and_stretched_letters_make_no_difference() -> None:
    assert rows_of("Looooool  commande 4711") == rows_of("loool commande 8230")


def test_the_colour_of_a_hand_makes_no_difference_but_the_hand_does() -> None:
    assert rows_of("ok 👍🏽") == rows_of("ok 👍")
    assert rows_of("ok 👍") != rows_of("ok 👎")


def test_a_sign_is_a_word_unless_the_reading_says_no() -> None:
    with_signs, without = (
        read_with_places(["ok !"], Reading(letters=(9, 9), signs=signs)).runs
        for signs in (True, False)
    )

    assert (len(with_signs.text), len(without.text)) == (3, 1)


def test_two_words_are_a_pair_in_whatever_order_and_form_and_whatever_stands_between() -> None:
    assert pairs_of("card arrived") == pairs_of("arriving cards") != pairs_of("card lost")
    assert pairs_of("card arrived") < pairs_of("has my card not arrived")
    assert pairs_of("card") == set()


def test_words_too_far_apart_are_no_pair() -> None:
    far, near = (pairs_of("my new card", within=within) for within in (1, 2))

    assert far < near
    assert (len(far), len(near)) == (2, 3)


def test_pairs_lie_between_words_and_letters() -> None:
    reading = Reading(letters=(2, 4), bits=14, apart=True, pairs=3)
    read = read_features(["my new card"], reading)

    assert reading.columns == read.shape[1] == 4 * reading.block
    assert np.unique(read.indices // reading.block).tolist() == [0, 1, 2, 3]
    assert (reading.pairs_from, reading.letters_from) == (2 * reading.block, 3 * reading.block)


def pairs_of(text: str, *, within: int = 9) -> set[int]:
    reading = Reading(bits=14, pairs=within)
    columns = read_features([text], reading).indices.tolist()
    return {column for column in columns if reading.pairs_from <= column < reading.letters_from}


def test_to_whom_an_address_belongs_is_not_read() -> None:
    assert rows_of("écrire à mina@bruine.example") == rows_of("écrire à omar.k@tilleul.example")
    assert rows_of("see https://shop.example/a/1") == rows_of("see https://shop.example/bc?d=2")
    assert rows_of("see https://shop.example/a") != rows_of("see https://spam.example/a")


def test_what_a_mail_quotes_is_not_read() -> None:
    assert rows_of("Toujours rien.\n\n> Votre colis est parti.") == rows_of("Toujours rien.\n\n")


def test_a_text_of_nothing_is_a_row_of_nothing() -> None:
    assert read_features(["", " \n"], READING).nnz <= 2
    assert read_features([], READING).shape == (0, READING.columns)


def test_whoever_only_judges_by_rules_loads_no_library_of_numbers() -> None:
    asked = "import sys, parvis.triage; print({'numpy', 'scipy', 'sklearn'} & set(sys.modules))"

    answered = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )

    assert answered.stdout.strip() == "set()"
