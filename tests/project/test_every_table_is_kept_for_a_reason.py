"""No table grows that nobody prunes: each is named in docs/reference/retention.md."""

from __future__ import annotations

import re
from pathlib import Path

from django.apps import apps

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "retention.md"
WITHOUT_A_MODEL = {"kit_cache"}


def test_each_table_says_how_long_it_is_kept() -> None:
    there = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}

    assert named() == there | WITHOUT_A_MODEL


def test_each_task_that_takes_away_is_one() -> None:
    from procrastinate.contrib.django import app

    tasks = set(re.findall(r"Task `([a-z._]+)`", PAGE.read_text(encoding="utf-8")))

    assert tasks <= set(app.tasks)
    assert len(tasks) > 3


def named() -> set[str]:
    """The tables in the first column of the page."""
    first = (line.split("|")[1] for line in PAGE.read_text("utf-8").splitlines() if "|" in line)
    return {name for cell in first for name in re.findall(r"`(\w+)`", cell)}
