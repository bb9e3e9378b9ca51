"""Figures say how often what was said is right; small cases are reckoned by hand."""

from __future__ import annotations

import numpy as np
import pytest

from parvis.triage.commands.figures import Figures, Said, figures_of
from parvis.triage.commands.figures_text import as_text


def of_yes(given: str, *chances: float) -> Figures:
    """Given as letters, y or n."""
    column = np.array(chances, dtype=np.float32)[:, None]
    named = ["yes" if chance >= 0.5 else "no" for chance in chances]
    return figures_of(
        ["yes" if letter == "y" else "no" for letter in given], Said(("yes",), column, named)
    )


def of_tones(given: list[str], chances: list[tuple[float, float, float]]) -> Figures:
    labels = ("negative", "neutral", "positive")
    rows = np.array(chances, dtype=np.float32)
    named = [labels[place] for place in rows.argmax(axis=1)]
    return figures_of(given, Said(labels, rows, named))


def test_of_a_yes_or_no() -> None:
    figures = of_yes("yyynnn", 0.9, 0.8, 0.3, 0.6, 0.2, 0.1)

    no, yes = figures.labels
    assert (figures.n, figures.confusion) == (6, ((2, 1), (1, 2)))
    assert figures.accuracy == pytest.approx(4 / 6)
    assert (yes.given, yes.said) == (3, 3)
    assert (yes.precision, yes.recall, yes.f1) == pytest.approx((2 / 3, 2 / 3, 2 / 3))
    assert figures.macro_f1 == pytest.approx((yes.f1 + no.f1) / 2)
    assert figures.auc == yes.auc == pytest.approx(8 / 9)
    brier = (0.01 + 0.04 + 0.49 + 0.36 + 0.04 + 0.01) / 6
    assert figures.calibration.brier == pytest.approx(brier, abs=1e-6)


def test_of_several_labels_each_against_the_rest() -> None:
    figures = of_tones(
        ["negative", "neutral", "positive", "positive"],
        [(0.8, 0.1, 0.1), (0.2, 0.5, 0.3), (0.1, 0.2, 0.7), (0.6, 0.1, 0.3)],
    )

    assert figures.confusion == ((1, 0, 0), (0, 1, 0), (1, 0, 1))
    assert figures.accuracy == 0.75
    assert figures.macro_f1 == pytest.approx((2 / 3 + 1 + 2 / 3) / 3)
    assert figures.auc == pytest.approx((1 + 1 + 0.875) / 3)


def test_a_label_that_no_text_has_lowers_no_mean() -> None:
    figures = of_tones(["negative", "neutral"], [(0.8, 0.1, 0.1), (0.1, 0.2, 0.7)])

    assert [one.label for one in figures.labels if one.given] == ["negative", "neutral"]
    assert figures.macro_f1 == 0.5


def test_what_is_sure_half_the_time_and_right_as_often_is_calibrated() -> None:
    exact = of_yes("yn" * 50, *[0.5] * 100).calibration
    too_sure = of_yes("yn" * 50, *[1.0] * 100).calibration

    assert (len(exact.bins), {one.n for one in exact.bins}) == (10, {10})
    assert exact.error == pytest.approx(0)
    assert too_sure.error == pytest.approx(0.5)


def test_bins_hold_as_many_texts_each_from_unlikely_to_sure() -> None:
    chances = [place / 25 for place in range(25)]
    bins = of_yes("n" * 12 + "y" * 13, *chances).calibration.bins

    assert [one.n for one in bins] == [3, 3, 3, 3, 3, 2, 2, 2, 2, 2]
    assert [one.told for one in bins] == sorted(one.told for one in bins)
    assert (bins[0].was_so, bins[-1].was_so) == (0, 1)


def test_where_all_texts_are_alike_there_is_no_auc() -> None:
    figures = of_yes("yy", 0.9, 0.4)
    assert (figures.auc, figures.accuracy) == (None, 0.5)
    assert "AUC                -" in as_text(figures)


def test_of_many_labels_the_commonest_confusions_are_shown() -> None:
    labels = tuple(f"matter{place:02}" for place in range(20))
    named = ["matter01", *labels[1:]]
    figures = figures_of(labels, Said(labels, np.eye(20, dtype=np.float32), named))
    assert "      1  matter00 taken for matter01" in as_text(figures)
