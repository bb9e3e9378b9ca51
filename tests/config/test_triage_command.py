"""`parvis triage` asks the database for a brand's model, and for nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from parvis.brands.models import Brand
from parvis.config.triage_command import UnknownBrand, judge_of_brand
from parvis.triage.judge import shipped
from tests.config.serving import parvis_says


def test_without_a_brand_nothing_is_started(tmp_path: Path) -> None:
    words = ("--target", "tone", "--label", "label", "--text", "text")
    done = parvis_says(tmp_path, "triage", "evaluate", "nowhere.csv", *words)
    assert (done.returncode, done.stdout, list(tmp_path.iterdir())) == (2, "", [])
    assert done.stderr == (
        "parvis triage evaluate: nowhere.csv cannot be read: No such file or directory\n"
    )


@pytest.mark.django_db
def test_a_brand_that_has_learned_nothing_is_judged_by_what_comes_with_parvis(
    brand: Brand,
) -> None:
    assert judge_of_brand(brand.slug).version == shipped().version


@pytest.mark.django_db
def test_a_brand_that_is_unknown_is_said_with_those_there_are(brand: Brand) -> None:
    with pytest.raises(UnknownBrand) as refused:
        judge_of_brand("nobody")
    assert str(refused.value) == f"No brand is called 'nobody'. There are: {brand.slug}."
