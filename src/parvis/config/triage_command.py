"""`parvis triage`: hands the brand's own model to the command of the room, which knows no database.

Without `--brand` nothing is started and nothing is asked.
"""

from __future__ import annotations

import argparse
import sys

from parvis.config.cli import EXIT_USAGE, Needs, prepared
from parvis.triage import cli
from parvis.triage.judge import Judge

add_arguments = cli.add_arguments


class UnknownBrand(Exception):
    """No brand has this name; the message says which there are."""


def run(options: argparse.Namespace) -> int:
    """Returns the exit code."""
    if not options.brand:
        return cli.run(options)
    try:
        # The database is left before the first line is read: lines may come for days.
        with prepared(Needs.TABLES):
            judge = judge_of_brand(options.brand)
    except UnknownBrand as error:
        print(f"parvis triage: {error}", file=sys.stderr)
        return EXIT_USAGE
    return cli.run(options, judge_of=lambda: judge)


def judge_of_brand(slug: str) -> Judge:
    """Raises `UnknownBrand`."""
    from parvis.brands.models import Brand
    from parvis.inbox.queries.models import judge_of

    slugs = list(Brand.objects.values_list("slug", flat=True))
    if slug not in slugs:
        there = ", ".join(slugs) or "none yet"
        raise UnknownBrand(f"No brand is called {slug!r}. There are: {there}.")
    return judge_of(slug)
