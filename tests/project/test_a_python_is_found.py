"""`make run` finds a Python that can, or says in one sentence what to install."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tools.tree import ROOT


def _make_environment(programs: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", str(ROOT / "tools/environment.sh"), str(folder)],
        env={"PATH": f"{programs}{os.pathsep}/usr/bin{os.pathsep}/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


def _pretend(programs: Path, *, version: str, can: bool) -> None:
    """Stand in for every Python of the machine: `version` is printed; without `can`, no venv."""
    modern = tuple(map(int, version.split("."))) >= (3, 11)
    lines = [
        "#!/bin/sh",
        'case "$2" in',
        f"    *version_info*) echo {version}; exit {0 if modern else 1} ;;",
        f"    *ensurepip*) exit {0 if can else 1} ;;",
        "esac",
        'mkdir "$4"; echo "$@" > "$4/made"',
    ]
    for name in ("python3.14", "python3.13", "python3.12", "python3.11", "python3"):
        program = programs / name
        program.write_text("\n".join(lines) + "\n")
        program.chmod(0o755)


def test_the_environment_is_made(tmp_path: Path) -> None:
    _pretend(tmp_path, version="3.12", can=True)
    done = _make_environment(tmp_path, tmp_path / "venv")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "venv/made").read_text() == f"-m venv --clear {tmp_path}/venv\n"


def test_without_venv_one_sentence_says_what_to_install(tmp_path: Path) -> None:
    _pretend(tmp_path, version="3.11", can=False)
    done = _make_environment(tmp_path, tmp_path / "venv")
    assert done.returncode == 1
    assert done.stderr == "Install python3.11-venv: sudo apt install python3.11-venv\n"
    assert not (tmp_path / "venv").exists()


def test_an_old_python_is_none(tmp_path: Path) -> None:
    _pretend(tmp_path, version="3.9", can=True)
    done = _make_environment(tmp_path, tmp_path / "venv")
    assert done.returncode == 1
    assert done.stderr.startswith("Install Python 3.11 or newer: ")
    assert done.stderr.count("\n") == 1
