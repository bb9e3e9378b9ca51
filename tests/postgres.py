"""One real PostgreSQL for all tests, and honest skips where a program is missing.

Loaded by `-p tests.postgres`. The server is kept by a process of its own, which lives as long as
its standard input is open: it is stopped and its folder removed even when pytest is killed.
PARVIS_TEST_DATABASE_URL names another server to use; PARVIS_TEST_REQUIRE_ALL=1 lets tests whose
programs are missing fail instead of skip.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Generator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlencode

import pytest

INSTALL = "apt-get install chromium dovecot-imapd dovecot-lmtpd postfix"
MISSING = "not installed:"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SYSTEM_PATH = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"))
DATA = pytest.StashKey[Path]()
KEEPER = pytest.StashKey["subprocess.Popen[str]"]()


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, None, None]:
    # Before pytest-django reads the settings; workers of xdist inherit what the controller set.
    if "PYTEST_XDIST_WORKER" not in os.environ:
        folder = Path(tempfile.mkdtemp(prefix="parvis-tests-"))
        early_config.stash[DATA] = folder
        os.environ["PARVIS_DATA"] = str(folder)
        os.environ["DATABASE_URL"] = _given_url() or _start_keeper(early_config, folder)
    yield


def pytest_unconfigure(config: pytest.Config) -> None:
    keeper = config.stash.get(KEEPER, None)
    if keeper is not None:
        keeper.communicate()
    if folder := config.stash.get(DATA, None):
        shutil.rmtree(folder, ignore_errors=True)


def pytest_runtest_setup(item: pytest.Item) -> None:
    missing = [
        program
        for marker, programs in {"browser": _browser, "mail": _mail_servers}.items()
        if item.get_closest_marker(marker)
        for program in programs()
    ]
    if not missing:
        return
    reason = f"{MISSING} {', '.join(missing)}"
    if os.environ.get("PARVIS_TEST_REQUIRE_ALL") == "1":
        pytest.fail(f"{reason} (install: {INSTALL})", pytrace=False)
    pytest.skip(reason)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    count = sum(MISSING in str(report.longrepr) for report in skipped)
    if count:
        terminalreporter.write_line(
            f"{count} tests skipped, because their programs are missing: {INSTALL}", yellow=True
        )


def _given_url() -> str:
    return os.environ.get("PARVIS_TEST_DATABASE_URL", "")


def _start_keeper(config: pytest.Config, folder: Path) -> str:
    keeper = subprocess.Popen(
        [sys.executable, __file__, str(folder / "pg")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    config.stash[KEEPER] = keeper
    assert keeper.stdout is not None
    url = keeper.stdout.readline().strip()
    if not url.startswith("postgresql://"):
        raise pytest.UsageError(url or "the database for the tests did not start")
    return url


def _browser() -> list[str]:
    return [] if any(map(shutil.which, BROWSERS)) else ["chromium"]


def _mail_servers() -> list[str]:
    return [name for name in ("dovecot", "postfix") if not shutil.which(name, path=SYSTEM_PATH)]


def _keep(folder: Path) -> int:
    from parvis.kit.embedded import EmbeddedError, hold

    try:
        with hold(folder, fast_and_unsafe=True) as own:
            query = urlencode({"host": own.host})
            _tell(f"postgresql://{own.user}@/{own.dbname}?{query}")
            sys.stdin.read()
    except EmbeddedError as error:
        _tell(str(error))
        return 1
    finally:
        shutil.rmtree(folder.parent, ignore_errors=True)
    return 0


def _tell(line: str) -> None:
    # Whoever started us may be gone by now: then there is still something to clean up.
    with suppress(BrokenPipeError):
        print(line, flush=True)


if __name__ == "__main__":
    sys.exit(_keep(Path(sys.argv[1])))
