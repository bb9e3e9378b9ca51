"""Side by side with django-helpdesk: list, case page and intake of mails, on one PostgreSQL.

It is installed into an environment of its own, beside the databases, and only for this measure.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from bench.figures import Figure, percentile
from bench.filled import Filled, filled
from bench.installation import Installation
from bench.intake import import_file
from bench.mails import mails
from bench.pages import allowed_to_be_asked, time_pages
from bench.sizes import Sizes

REQUIREMENTS = Path(__file__).with_name("helpdesk-requirements.txt")
THEIRS, OURS = "bench_helpdesk", "bench_beside_helpdesk"
LIST_RATIO = 10


@dataclass(frozen=True)
class _Side:
    """Seconds of the two pages, the queries of each, and mails taken in a second."""

    list_seconds: list[float]
    list_queries: int
    case_seconds: list[float]
    case_queries: int
    mails_a_second: float


def measure(installation: Installation, sizes: Sizes) -> list[Figure]:
    folder = installation.folder / "helpdesk-mails"
    folder.mkdir(exist_ok=True)
    for at, body in enumerate(mails(sizes.mails, seed=3)):
        (folder / f"{at:06}.eml").write_bytes(body)
    try:
        python = _installed_in(installation.folder / "helpdesk")
    except subprocess.CalledProcessError as error:
        reason = error.stderr.strip().splitlines()[-1:] or ["pip failed"]
        return [Figure("helpdesk", "", 0.0, ok=False, note=f"not installed: {reason[0]}")]
    theirs = _their_side(installation, python, folder, sizes)
    ours = _our_side(installation, folder, sizes)
    return [
        _page(
            "list",
            ours.list_seconds,
            theirs.list_seconds,
            least=LIST_RATIO,
            sizes=sizes,
            queries=(ours.list_queries, theirs.list_queries),
        ),
        _page(
            "case",
            ours.case_seconds,
            theirs.case_seconds,
            least=1,
            sizes=sizes,
            queries=(ours.case_queries, theirs.case_queries),
        ),
        Figure(
            name="helpdesk: mail intake",
            unit="mails/s",
            ours=ours.mails_a_second,
            yardstick=theirs.mails_a_second,
            ratio=ours.mails_a_second / theirs.mails_a_second,
            bar="faster",
            ok=ours.mails_a_second > theirs.mails_a_second,
            note=f"{sizes.mails:,} mails, {sizes.tickets:,} cases there",
        ),
    ]


def _page(
    name: str,
    ours: list[float],
    theirs: list[float],
    *,
    least: int,
    sizes: Sizes,
    queries: tuple[int, int],
) -> Figure:
    ours_median, their_median = percentile(ours, 50), percentile(theirs, 50)
    ratio = their_median / ours_median
    return Figure(
        name=f"helpdesk: {name}",
        unit="ms, median",
        ours=ours_median * 1000,
        yardstick=their_median * 1000,
        ratio=ratio,
        bar=f"{least} x as fast" if least > 1 else "faster",
        ok=ratio > least,
        note=f"{sizes.tickets:,} cases; {queries[0]} and {queries[1]} queries",
    )


def _installed_in(folder: Path) -> Path:
    """The environment's Python. Raises `CalledProcessError` when it cannot be installed."""
    python = folder / "bin" / "python"
    if not (folder / "whole").exists():
        venv.create(folder, with_pip=True, clear=True)
        environment = {
            name: value for name, value in os.environ.items() if "CONSTRAINT" not in name
        }
        subprocess.run(
            [python, "-m", "pip", "install", "--quiet", "--requirement", REQUIREMENTS],
            check=True,
            capture_output=True,
            text=True,
            env=environment,
        )
        (folder / "whole").touch()
    return python


def _their_side(installation: Installation, python: Path, folder: Path, sizes: Sizes) -> _Side:
    files = installation.folder / "helpdesk-files"
    files.mkdir(exist_ok=True)
    wanted = {
        "host": installation.server.host,
        "user": installation.server.user,
        "database": THEIRS,
        "tickets": sizes.tickets,
        "each": sizes.messages_a_case,
        "requests": sizes.requests // 3,
        "mails": str(folder),
        "files": str(files),
    }
    installation.make_empty_database(THEIRS)
    try:
        done = subprocess.run(
            # -P: beside the script lies a module of the same name as theirs
            [python, "-P", Path(__file__).with_name("helpdesk_side.py")],
            input=json.dumps(wanted),
            stdout=subprocess.PIPE,
            stderr=sys.stderr,
            text=True,
            check=True,
            env={"PATH": os.environ["PATH"]},
        )
    finally:
        installation.drop_database(THEIRS)
    found: dict[str, Any] = json.loads(done.stdout)
    return _Side(
        list_seconds=found["list"]["seconds"],
        list_queries=found["list"]["queries"],
        case_seconds=found["ticket"]["seconds"],
        case_queries=found["ticket"]["queries"],
        mails_a_second=found["mail"],
    )


def _our_side(installation: Installation, folder: Path, sizes: Sizes) -> _Side:
    place = filled(installation, cases=sizes.tickets, each=sizes.messages_a_case)
    chance = Random(1)
    pages = {
        "list": lambda: "/inbox/",
        "case": lambda: f"/inbox/cases/{chance.randint(1, place.cases)}/",
    }
    with allowed_to_be_asked(), installation.using(place.database):
        timed = time_pages(place, pages, times=sizes.requests // 3)
    return _Side(
        list_seconds=timed.seconds["list"],
        list_queries=timed.queries["list"],
        case_seconds=timed.seconds["case"],
        case_queries=timed.queries["case"],
        mails_a_second=_taken_in(installation, place, folder, sizes),
    )


def _taken_in(installation: Installation, place: Filled, folder: Path, sizes: Sizes) -> float:
    """In a copy: what was filled stays as it is."""
    installation.make_database(OURS, like=place.database)
    try:
        with installation.using(OURS):
            return sizes.mails / import_file(folder, format_of_file="eml")
    finally:
        installation.drop_database(OURS)
