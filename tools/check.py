"""`make check`: everything that must be true of the project beside its tests.

Several checks run at once; what each of them says is shown when it has ended, a failure in full.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from tools.tree import ROOT, project_files, said

PROGRAMS = Path(sys.executable).parent
BRIEFLY = ("--quiet", "--output-format", "concise")


@dataclass(frozen=True)
class Check:
    name: str
    meaning: str
    words: Sequence[str]
    always_shown: bool = False
    """What it prints is of interest when all is well, too."""


@dataclass(frozen=True)
class Outcome:
    check: Check
    passed: bool
    output: str
    seconds: float

    def line(self) -> str:
        mark = "ok    " if self.passed else "FAILED"
        return f"{mark} {self.check.name:13} {self.seconds:5.1f} s   {self.check.meaning}"


def main() -> int:
    checks = all_checks()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these checks")
    wanted = parser.parse_args().names
    if unknown := set(wanted) - {check.name for check in checks}:
        known = ", ".join(check.name for check in checks)
        parser.error(f"no check is called {', '.join(sorted(unknown))}; there are {known}")
    began = time.monotonic()
    failed = run_all([check for check in checks if not wanted or check.name in wanted])
    print(_closing_line(failed, len(wanted or checks), time.monotonic() - began))
    return 1 if failed else 0


def all_checks() -> list[Check]:
    """The slow ones first, so that the quick ones fill the gaps."""
    templates = [said(path) for path in project_files(".html")]
    code = ["src", "tests", "tools", "hatch_build.py"]
    if any((ROOT / "bench").glob("*.py")):
        code.append("bench")
    return [
        Check("types", "mypy, strict", _program("mypy", *code)),
        Check("tables", "Django's own checks; no migration missing", _tool("tables")),
        Check("islands", "the types of the TypeScript islands", _tool("islands")),
        Check("translations", "every string in French", _tool("translations")),
        Check("lint", "ruff", _program("ruff", "check", *BRIEFLY)),
        Check("format", "ruff", _program("ruff", "format", "--check", *BRIEFLY)),
        Check("templates", "djade", _program("djade", "--check", *templates)),
        Check("words", "no words in a template that cannot be translated", _tool("words")),
        Check("imports", "rooms import down only", _program("lint-imports", "--no-logo")),
        Check("links", "links between the pages of the docs", _tool("links")),
        Check("sources", "what is said to do what the sources ask for exists", _tool("sources")),
        Check("answers", "what a form may answer, as its page lists it", _tool("answers")),
        Check("addresses", "no registry named in a lock file", _tool("addresses")),
        Check("sizes", "the ten longest files; names that say something", _tool("sizes"), True),
    ]


def run_all(checks: Sequence[Check]) -> list[Outcome]:
    """Run the checks side by side, print each as it ends, and return those that failed."""
    failed: list[Outcome] = []
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        for ended in as_completed([pool.submit(run, check) for check in checks]):
            outcome = ended.result()
            print(outcome.line(), flush=True)
            if not outcome.passed or outcome.check.always_shown:
                print(_indented(outcome.output), flush=True)
            if not outcome.passed:
                failed.append(outcome)
    return failed


def run(check: Check) -> Outcome:
    began = time.monotonic()
    done = subprocess.run(
        check.words,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return Outcome(check, done.returncode == 0, done.stdout, time.monotonic() - began)


def _program(name: str, *words: str) -> list[str]:
    return [str(PROGRAMS / name), *words]


def _tool(name: str) -> list[str]:
    return [sys.executable, "-m", f"tools.{name}"]


def _indented(output: str) -> str:
    return "\n".join(f"       {line}" for line in output.strip().splitlines())


def _closing_line(failed: Sequence[Outcome], count: int, seconds: float) -> str:
    if not failed:
        return f"All {count} checks passed in {seconds:.0f} s."
    names = ", ".join(outcome.check.name for outcome in failed)
    return f"{len(failed)} of {count} checks failed in {seconds:.0f} s: {names}."


if __name__ == "__main__":
    sys.exit(main())
