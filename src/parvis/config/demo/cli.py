"""`parvis demo`: fill this installation with an invented brand; with `--live` it goes on living."""

from __future__ import annotations

import argparse
import random
import sys
import time
from datetime import timedelta

from django.core.cache import cache

from parvis.config.demo.founding import Town, found, open_to_the_present
from parvis.config.demo.living import LIVING, Arrival
from parvis.config.demo.people import PEOPLE
from parvis.config.demo.progress import KEY, Progress
from parvis.config.demo.story import tell
from parvis.config.demo.voices import ask_on_page, say_on_square, write_mail
from parvis.kit.clock import now
from parvis.kit.secrets import new_token

PAUSE = (30.0, 120.0)
REMEMBERED = timedelta(hours=1).total_seconds()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--live", action="store_true", help="go on: a message now and then, until stopped"
    )


def run(options: argparse.Namespace) -> int:
    """Safe to interrupt and to repeat: what was told is not told again."""
    town = found(at=now())
    shown = _Shown(sys.stderr.isatty() and not options.live)
    tell(town, now=now(), progress=shown)
    open_to_the_present(town)
    cache.delete(KEY)
    while options.live:
        time.sleep(random.uniform(*PAUSE))  # noqa: S311 - nothing secret about when people write
        somebody_writes(town)
    return 0


class _Shown:
    """Tells the page, and the terminal if there is one, how far the story is."""

    def __init__(self, on_terminal: bool) -> None:
        self._on_terminal = on_terminal
        self._last = -1

    def __call__(self, done: int, total: int) -> None:
        percent = 100 * done // total
        if percent == self._last:
            return
        self._last = percent
        cache.set(KEY, Progress(done, total), REMEMBERED)
        if self._on_terminal:
            print(f"\r{done} of {total} steps", end="\n" if done == total else "", file=sys.stderr)


def somebody_writes(town: Town, *, arrival: Arrival | None = None) -> None:
    """One message out of the blue; the listener and the worker do the rest."""
    said = arrival or random.choice(LIVING)  # noqa: S311
    person = next(person for person in PEOPLE if person.key == said.person)
    key = f"live-{new_token(9)}"
    match said.channel:
        case "square":
            say_on_square(town, person, said.text, key=key, at=now(), parent=None)
        case "mail":
            write_mail(town, person, said.text, key=key, subject=said.subject, at=now(), answers="")
        case "web":
            ask_on_page(town, person, said.text, at=now(), language=said.language, token="")
