"""`parvis demo`: fill this installation with an invented brand; with `--live` it goes on living."""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.core.cache import cache

from parvis.config.demo.checks import check_what_is_quiet
from parvis.config.demo.course import look_at_the_figures, steer
from parvis.config.demo.diagnosis import bring_diagnosis
from parvis.config.demo.founding import found, open_to_the_present
from parvis.config.demo.matters import learn_from_the_team, take_matters_in_hand
from parvis.config.demo.plan import Told
from parvis.config.demo.present import (
    how_many_wait,
    pace,
    somebody_comes_back,
    somebody_writes,
    team_does_something,
)
from parvis.config.demo.progress import KEY, Progress
from parvis.config.demo.story import tell
from parvis.config.demo.wishes import note_wishes
from parvis.kit.clock import now
from parvis.kit.turns import turn

REMEMBERED = timedelta(hours=1).total_seconds()
LOCK_SPACE = 0x64656D6F  # "demo"
TELLING, LIVING = 0, 1
LOOK_AGAIN_SECONDS = 1.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--live", action="store_true", help="go on: a message now and then, until stopped"
    )


def run(options: argparse.Namespace) -> int:
    """Safe to interrupt, to repeat and to run twice at once: what was told is not told again, and
    who comes second waits for the first, and says so."""
    fill(Told.all(), on_terminal=sys.stderr.isatty() and not options.live)
    if options.live:
        with _in_turn(LIVING, "Another process keeps this demo alive: ready to take over."):
            _live()
    return 0


def fill(told: Told, *, on_terminal: bool = False) -> None:
    """The brand with its past, told by one process at a time."""
    with _in_turn(TELLING, "Another process is loading this demo: waiting for it."):
        _tell(told, on_terminal=on_terminal)


@contextmanager
def _in_turn(number: int, while_waiting: str) -> Iterator[None]:
    """Wait until nobody else does it; `while_waiting` is said once."""
    said = False
    while True:
        with turn(LOCK_SPACE, number) as ours:
            if ours:
                yield
                return
        if not said:
            print(f"parvis demo: {while_waiting}", file=sys.stderr, flush=True)
            said = True
        time.sleep(LOOK_AGAIN_SECONDS)


def _tell(told: Told, *, on_terminal: bool) -> None:
    town = found(at=now())
    bring_diagnosis(town, at=now())
    steer(town, at=now())
    try:
        tell(town, now=now(), progress=_shown(on_terminal), told=told)
    finally:
        cache.delete(KEY)
    open_to_the_present(town)
    take_matters_in_hand(town, at=now())
    note_wishes(town, at=now())
    check_what_is_quiet(town, at=now())
    learn_from_the_team(town, at=now())
    look_at_the_figures(town, at=now())


def _live() -> None:
    """Until stopped: somebody writes, the team does something, somebody comes back."""
    town, chance = found(at=now()), random.Random()  # noqa: S311 - when people write is no secret
    people = team = time.monotonic()
    while True:
        waits = pace(waiting=how_many_wait(town), chance=chance)
        if time.monotonic() >= people:
            if not (chance.random() < 0.4 and somebody_comes_back(town, at=now())):
                somebody_writes(town, at=now(), chance=chance)
            people = time.monotonic() + waits.people
        if time.monotonic() >= team:
            team_does_something(town, at=now(), chance=chance)
            team = time.monotonic() + waits.team
        time.sleep(max(1.0, min(people, team) - time.monotonic()))


def _shown(on_terminal: bool) -> Callable[[int, int], None]:
    """Tells the page, and the terminal if there is one, how far the story is."""

    def progress(done: int, total: int) -> None:
        cache.set(KEY, Progress(done, total), REMEMBERED)
        if on_terminal:
            end = "\n" if done == total else ""
            print(f"\r{done} of {total} steps", end=end, file=sys.stderr, flush=True)

    return progress
