"""Any process may be killed at any moment: nothing is lost, nothing is there twice.

PARVIS_TEST_KILLS says how often each of these tests kills, PARVIS_TEST_SEED makes the moments of
a run come again.
"""

from __future__ import annotations

import json
import random
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from parvis.kit.embedded import hold
from tests.config.arriving import Asking, Sending
from tests.config.ordeal import (
    KILLS,
    SEED,
    House,
    await_true,
    change,
    counted,
    rows,
    run_inside,
    started,
)
from tests.config.serving import parvis_says
from tests.mailserver import MailServer

pytestmark = pytest.mark.mail
VICTIMS = {"web": 2, "worker": 3, "listen": 3, "serve": 1, "backend": 1, "postmaster": 1}
"""How often each is killed, in proportion."""
REPLIES_A_KILL = 3
WRITE_REPLIES = """
import os
from parvis.channels.actions import queue_reply, read_deliveries
from parvis.channels.actions.ledger import store_deliveries
from parvis.channels.models import Account, Message
from parvis.channels.protocol import Raw
from parvis.kit.actors import Actor
from parvis.kit.clock import now

account, at = Account.objects.get(connector="email"), now()
raws = [
    Raw(
        key=str(n), media_type="message/rfc822",
        body=(
            f"From: c{n}@example.test\\nTo: {account.address}\\nMessage-ID: <q{n}@example.test>\\n"
            f"Subject: Order {n}\\n\\nWhere is it?\\n"
        ).encode(),
    )
    for n in range(int(os.environ["COUNT"]))
]
store_deliveries(account, raws, source="INBOX", at=at)
read_deliveries(account, at=at)
for question in Message.objects.order_by("id"):
    ines = Actor(kind="user", id=1, name="Ines")
    queue_reply(answers=question, text="Here.", client_key=f"reply-{question.pk}", by=ines, at=at)
"""
HOUR_PASSES = """
from datetime import timedelta
from django.db.models import F
from parvis.channels.jobs import knock_senders
from parvis.channels.models import Account, Attempt

Attempt.objects.update(started_at=F("started_at") - timedelta(hours=1))
knock_senders(Account.objects.get(connector="email"))
"""


@pytest.fixture
def chance() -> random.Random:
    print(f"\nPARVIS_TEST_SEED={SEED}")
    return random.Random(SEED)


def test_what_arrives_is_there_once_whoever_is_killed_meanwhile(
    house_data: Path, trusted_mailserver: MailServer, chance: random.Random
) -> None:
    house = House(house_data, PARVIS_PROXY="yes")
    house.open()
    killed: Counter[str] = Counter()
    try:
        with Sending(trusted_mailserver) as mails, Asking(house) as questions:
            while killed.total() < (KILLS or 8):
                time.sleep(chance.uniform(0, 2.0))
                [victim] = chance.choices(list(VICTIMS), list(VICTIMS.values()))
                killed[victim] += house.kill(victim)
        print(f"killed {dict(killed)}: {len(mails.sent)} mails, {len(questions.asked)} questions")
        arrived = {"email": mails.sent, "web": questions.asked}
        wait_until_read(house, count=len(mails.sent) + len(questions.asked))
        for connector, said in arrived.items():
            assert messages(house_data, connector) == dict.fromkeys(said, 1), house.log()
        assert deliveries(house_data) == {name: len(said) for name, said in arrived.items()}
        assert cases_of_each(house_data) == {1}
    finally:
        house.close()


def test_each_reply_leaves_once_or_is_uncertain_whenever_its_worker_is_killed(
    house_data: Path, trusted_mailserver: MailServer, chance: random.Random
) -> None:
    count = REPLIES_A_KILL * (KILLS or 6)
    with hold(house_data / "pg"):
        run_inside(house_data, WRITE_REPLIES, COUNT=str(count))
        for _ in range(KILLS or 6):
            with started(house_data, "worker"):
                await_true(attempts_beyond(attempts(house_data), house_data))
                time.sleep(chance.uniform(0, 0.15))
            silence_of_the_dead(house_data)
        with started(house_data, "worker"):
            await_true(lambda: not waiting(house_data))
            run_inside(house_data, HOUR_PASSES)
            await_true(lambda: not states(house_data).keys() & {"queued", "sending"})
        fates = rows(house_data, 'SELECT "to", state FROM channels_outgoing ORDER BY id')
    print(f"{count} replies: {dict(Counter(state for _, state in fates))}")

    copies = {to: trusted_mailserver.count(str(to)) for to, _ in fates}
    assert len(copies) == count
    assert [to for to, state in fates if state not in ("sent", "uncertain")] == []
    assert [to for to, state in fates if state == "sent" and copies[to] != 1] == []
    assert [to for to, state in fates if state == "uncertain" and copies[to] > 1] == []


def test_an_import_that_is_killed_again_and_again_ends_complete(
    house_data: Path, tmp_path: Path, chance: random.Random
) -> None:
    count = 4000
    file = tmp_path / "letters.jsonl"
    file.write_text("".join(map(letter, range(count))))
    words = ("import", str(file), "--format", "jsonl", "--account", "Letters")

    for _ in range(KILLS or 6):
        with started(house_data, *words) as process, suppress(subprocess.TimeoutExpired):
            process.wait(chance.uniform(0.5, 3.5))
    done = parvis_says(house_data, *words)

    assert (done.returncode, done.stderr.count("Traceback")) == (0, 0)
    assert done.stdout.splitlines()[-1].startswith(f"read {count}, ")
    assert done.stdout.endswith("quarantined 0\n")
    with hold(house_data / "pg"):
        assert deliveries(house_data) == {"jsonl": count}
        assert messages(house_data, "jsonl") == {f"m{n}": 1 for n in range(count)}


def letter(n: int) -> str:
    told = {
        "ext_id": f"m{n}",
        "created_at": "2026-02-10T09:00:00+01:00",
        "text": "Where is it?",
        "author": {"ext_id": f"p{n}"},
    }
    return json.dumps(told) + "\n"


def wait_until_read(house: House, *, count: int) -> None:
    judged = "SELECT 'all', count(*) FROM inbox_judgement"
    unread = "SELECT 'all', count(*) FROM channels_delivery WHERE state <> 'parsed'"
    await_true(
        lambda: (
            house.look_after()
            and (counted(house.data, judged), counted(house.data, unread))
            == ({"all": count}, {"all": 0})
        )
    )


def messages(data: Path, connector: str) -> dict[str, int]:
    """How often each is there: mails by their Message-ID, questions by their text."""
    name = "text" if connector == "web" else "ext_id"
    return counted(
        data,
        f"SELECT m.{name}, count(*) FROM channels_message m"
        f" JOIN channels_account a ON a.id = m.account_id AND a.connector = '{connector}'"
        " GROUP BY 1",
    )


def deliveries(data: Path) -> dict[str, int]:
    return counted(
        data,
        "SELECT a.connector, count(*) FROM channels_delivery d"
        " JOIN channels_account a ON a.id = d.account_id GROUP BY 1",
    )


def cases_of_each(data: Path) -> set[int]:
    """How many cases the people have."""
    return set(counted(data, "SELECT person_id, count(*) FROM inbox_case GROUP BY 1").values())


def attempts(data: Path) -> int:
    return counted(data, "SELECT 'all', count(*) FROM channels_attempt")["all"]


def attempts_beyond(count: int, data: Path) -> Callable[[], bool]:
    return lambda: attempts(data) > count or not waiting(data)


def states(data: Path) -> dict[str, int]:
    return counted(data, "SELECT state, count(*) FROM channels_outgoing GROUP BY 1")


def waiting(data: Path) -> bool:
    return "queued" in states(data)


def silence_of_the_dead(data: Path) -> None:
    """The ten seconds after which a dead worker is missed."""
    change(data, "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'")
