"""An import may be stopped at any instant; the next one goes on and nothing is there twice."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import quote, urlencode

import pytest
from django.db import connection

from parvis.brands.models import Brand
from parvis.channels.cli_import import BATCH
from parvis.channels.models import Message

pytestmark = pytest.mark.django_db(transaction=True)

COMMAND = "import sys; from parvis.config.cli import main; sys.exit(main())"
LINES = [
    json.dumps(
        {
            "ext_id": f"m{number}",
            "created_at": "2026-02-10T09:00:00+01:00",
            "text": "Where is my order?",
            "author": {"ext_id": f"p{number % 50}"},
        }
    ).encode()
    + b"\n"
    for number in range(2 * BATCH + 200)
]


@contextmanager
def importing() -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [sys.executable, "-c", COMMAND, "import", "-", "--format", "jsonl", "--account", "Forum"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={
            **os.environ,
            "DATABASE_URL": url_of_test_database(),
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        },
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def url_of_test_database() -> str:
    own = connection.settings_dict
    return f"postgresql://{quote(own['USER'])}@/{own['NAME']}?{urlencode({'host': own['HOST']})}"


def wait_until(holds: Callable[[], bool], *, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.01)


def feed(process: subprocess.Popen[bytes], lines: list[bytes]) -> None:
    assert process.stdin is not None
    process.stdin.writelines(lines)
    process.stdin.flush()


def test_ctrl_c_says_what_is_safe_and_the_next_import_goes_on(brand: Brand) -> None:
    with importing() as process:
        feed(process, LINES[: 2 * BATCH + 100])
        wait_until(lambda: Message.objects.count() == 2 * BATCH)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)

    assert (process.returncode, out) == (130, b"")
    assert err.startswith(b"parvis import: stopped (until there: read ")
    assert err.endswith(
        b"What was imported stays; run the same command again to go on: what is known is passed "
        b"over.\n"
    )
    assert whole_import().decode() == (
        f"read {len(LINES)}, new 200, known {2 * BATCH}, quarantined 0\n"
    )
    assert_each_message_is_there_once()


@pytest.mark.parametrize("after", [1, BATCH + 1])
def test_a_killed_import_is_completed_by_the_next(brand: Brand, after: int) -> None:
    with importing() as process:
        feed(process, LINES)
        wait_until(lambda: Message.objects.count() >= after)
        process.kill()
        process.wait(timeout=30)

    assert b"new" in whole_import()
    assert_each_message_is_there_once()


def whole_import() -> bytes:
    with importing() as process:
        out, err = process.communicate(b"".join(LINES), timeout=60)
    assert (process.returncode, err) == (0, b"")
    return out


def assert_each_message_is_there_once() -> None:
    found = Counter(Message.objects.values_list("ext_id", flat=True))
    assert found == Counter(f"m{number}" for number in range(len(LINES)))
