"""`parvis doctor` says what is wrong in a sentence, and how to mend it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection

from parvis.brands.models import Brand
from parvis.channels.actions.account import TABLE
from parvis.channels.models import Account, Credential, Delivery
from parvis.config import checkups, doctor
from parvis.config.doctor import Finding, Level
from parvis.kit.secrets import MasterKey
from tests.config.serving import parvis_says

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def test_an_old_python_is_wrong() -> None:
    assert doctor.python((3, 10, 4)) == Finding(
        "python", Level.WRONG, "Python 3.10.4 is too old.", "Install Python 3.11 or newer."
    )
    assert doctor.python((3, 11, 0)).level is Level.FINE


@pytest.mark.parametrize(
    ("environ", "level"),
    [
        ({}, Level.FINE),
        ({"PARVIS_URL": "http://localhost:8000"}, Level.FINE),
        ({"PARVIS_URL": "http://help.brand.com"}, Level.WRONG),
        ({"PARVIS_URL": "https://help.brand.com"}, Level.WRONG),
        ({"PARVIS_URL": "https://help.brand.com", "PARVIS_PROXY": "yes"}, Level.FINE),
    ],
)
def test_people_must_reach_it_safely(environ: dict[str, str], level: Level) -> None:
    assert [finding.level for finding in doctor.web_address(environ)] == [level]


def test_keys_that_others_can_read_are_wrong(tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    keys.mkdir(mode=0o700)
    (keys / "master").touch(mode=0o600)
    assert doctor.data_folder(tmp_path).level is Level.FINE
    (keys / "master").chmod(0o644)
    assert doctor.data_folder(tmp_path) == Finding(
        "data folder",
        Level.WRONG,
        f"{keys / 'master'} can be read by others: it opens every stored secret.",
        f"Run: chmod -R go-rwx {keys}",
    )


@pytest.mark.parametrize(
    ("free", "level"),
    [(10**8, Level.WRONG), (10**9, Level.NOTE), (10**10, Level.FINE)],
)
def test_a_full_disk_is_wrong_and_little_space_is_worth_a_note(free: int, level: Level) -> None:
    assert doctor.space(Path("/data"), free=free).level is level


def test_an_old_server_and_missing_tables_are_wrong() -> None:
    assert checkups.server(14).level is Level.WRONG
    assert checkups.server(15).level is Level.FINE
    assert checkups.tables({("inbox", "0002_more")}) == Finding(
        "tables", Level.WRONG, "1 migrations are not applied.", "Run parvis migrate."
    )


@pytest.mark.django_db
def test_a_healthy_database_has_nothing_to_mend() -> None:
    assert {finding.level for finding in checkups.look()} == {Level.FINE, Level.NOTE}


@pytest.mark.django_db
def test_secrets_of_another_master_key_are_wrong(square: Account, noon: datetime) -> None:
    other = MasterKey(b"0" * 32)
    Credential.objects.create(
        account=square,
        field="token",
        sealed=other.seal("s3cr3t", table=TABLE, row=square.pk, field="token"),
        key_id=other.key_id,
        stored_at=noon,
    )
    [finding] = checkups.secrets()
    assert (finding.level, finding.said) == (
        Level.WRONG,
        f"Those of {square.name} do not open with this master key.",
    )


@pytest.mark.django_db
def test_a_worker_counts_while_its_heart_beats() -> None:
    run_sql("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)", NOON)
    assert checkups.worker(NOON + timedelta(seconds=59)).level is Level.FINE
    assert checkups.worker(NOON + timedelta(seconds=61)).level is Level.NOTE


@pytest.mark.django_db
def test_jobs_that_wait_died_or_failed_are_wrong() -> None:
    at = datetime.now(UTC) + timedelta(minutes=6)
    assert [finding.level for finding in checkups.jobs(at)] == [Level.FINE]
    for status in ("todo", "doing", "failed"):
        run_sql(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status) "
            "VALUES ('default', 'knock', %s)",
            status,
        )
    run_sql(
        "INSERT INTO procrastinate_events (job_id, type, at) "
        "SELECT id, 'failed', now() FROM procrastinate_jobs WHERE status = 'failed'"
    )
    assert [finding.said for finding in checkups.jobs(at)] == [
        "1 wait for more than five minutes.",
        "1 died with their worker.",
        "1 failed in the last 24 hours.",
    ]


@pytest.mark.django_db
def test_a_job_that_waits_for_its_hour_is_fine() -> None:
    at = datetime.now(UTC) + timedelta(minutes=6)
    run_sql(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, scheduled_at) "
        "VALUES ('default', 'later', %s)",
        at + timedelta(hours=1),
    )
    assert [finding.level for finding in checkups.jobs(at)] == [Level.FINE]


@pytest.mark.django_db
def test_a_stopped_channel_says_why(brand: Brand, square: Account, noon: datetime) -> None:
    assert [finding.level for finding in checkups.channels()] == [Level.FINE]
    square.state = Account.State.BROKEN
    square.error = "The password was refused"
    square.save()
    Delivery.objects.create(
        account=square,
        key="1",
        source="demo",
        media_type="application/json",
        body=b"{",
        received_at=noon,
        state=Delivery.State.QUARANTINED,
        reason="cut short",
    )
    [finding] = checkups.channels()
    assert (finding.subject, finding.level, finding.said) == (
        f"{square.name} (demo)",
        Level.WRONG,
        "The password was refused; 1 messages could not be read.",
    )


@pytest.mark.django_db
def test_what_may_be_missing_of_a_channel_is_wrong(square: Account) -> None:
    square.gaps.create(source="posts", reason="It was away.", until=NOON, found_at=NOON)
    square.cursors.create(
        source="posts", moved_at=NOON, unreadable_at=NOON, compared_at=NOON, held=9, stored=7
    )

    [finding] = checkups.channels()

    assert (finding.level, finding.said) == (
        Level.WRONG,
        (
            "its reading mark cannot be read; something may be missing (open gaps: 1); "
            "2 of 9 things it holds are not stored."
        ),
    )


def test_an_installation_that_was_never_started_is_not_wrong(tmp_path: Path) -> None:
    done = parvis_says(tmp_path / "none", "doctor", "--json")
    found = {finding["subject"]: finding["level"] for finding in json.loads(done.stdout)}
    assert (done.returncode, found) == (
        0,
        {"python": "fine", "address": "fine", "data folder": "note"},
    )
    assert not (tmp_path / "none").exists()


def test_what_is_wrong_shows_in_the_exit_code(tmp_path: Path) -> None:
    url = "postgresql://parvis:s3cr3t@127.0.0.1:1/parvis"
    done = parvis_says(tmp_path, "doctor", DATABASE_URL=url)
    assert done.returncode == 1
    assert "  WRONG database: It does not answer as it should (connection failed" in done.stdout
    assert "s3cr3t" not in done.stdout + done.stderr


def run_sql(statement: str, *values: datetime | str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
