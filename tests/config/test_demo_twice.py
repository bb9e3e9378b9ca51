"""The same demo by two processes at once: one tells it, the other one says that it waits."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stderr
from io import StringIO

import pytest

from parvis.brands.models import Brand, User
from parvis.channels.models import Message
from parvis.config.demo.brand import TEAM
from parvis.config.demo.cli import LIVING, LOCK_SPACE, TELLING, fill
from parvis.config.demo.plan import Told
from parvis.kit.turns import turn
from tests.config.test_demo_story import QUESTION
from tests.two_processes import in_a_process

pytestmark = pytest.mark.django_db(transaction=True)
SMALL = Told(scripts=(QUESTION,), posts=())


def test_two_that_begin_at_once_make_one_demo() -> None:
    with ThreadPoolExecutor(2) as processes:
        list(processes.map(lambda _: in_a_process(lambda: fill(SMALL)), range(2)))

    assert (Brand.objects.count(), User.objects.count()) == (1, len(TEAM))
    assert Message.objects.count() == 3


def test_who_comes_second_says_that_it_waits_and_goes_on_by_itself() -> None:
    # Not through capfd: what is written while it is asked for what was written would be lost.
    with redirect_stderr(StringIO()) as said, ThreadPoolExecutor(1) as another:
        with turn(LOCK_SPACE, TELLING):
            waiting = another.submit(in_a_process, lambda: fill(SMALL))
            while not said.getvalue().endswith("\n") and not waiting.done():
                time.sleep(0.01)
        waiting.result()

    assert said.getvalue() == "parvis demo: Another process is loading this demo: waiting for it.\n"
    assert Message.objects.count() == 3


def test_filling_a_demo_that_lives_does_not_wait_for_its_end() -> None:
    with turn(LOCK_SPACE, LIVING) as ours:
        assert ours
        fill(SMALL)

    assert Message.objects.count() == 3
