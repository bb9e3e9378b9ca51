"""Container, compose and unit speak of settings and commands that exist."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from parvis.config.cli import COMMANDS
from parvis.kit.settings import SETTINGS
from tools.tree import ROOT

CONTAINER, COMPOSE = ROOT / "Containerfile", ROOT / "compose.yaml"
ENVIRONMENT, UNIT = ROOT / ".env.example", ROOT / "packaging/parvis.service"
PROXY, GUIDE = ROOT / "packaging/Caddyfile", ROOT / "docs/howto/install.md"
OF_OTHERS = {
    *("PATH", "PYTHONUNBUFFERED", "PIP_CONSTRAINT", "PIP_BUILD_CONSTRAINT"),
    *("POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD"),
}
"""What Python, pip and PostgreSQL's image listen to."""
CAPITALS = re.compile(r"\b(?:PARVIS|PIP|POSTGRES|PYTHON|DATABASE)_?[A-Z_]*\b")


@pytest.mark.parametrize(
    "file", [CONTAINER, COMPOSE, ENVIRONMENT, UNIT, PROXY, GUIDE], ids=lambda file: str(file.name)
)
def test_every_variable_is_a_setting(file: Path) -> None:
    named = set(CAPITALS.findall(file.read_text()))
    assert named - SETTINGS.keys() - OF_OTHERS - {"PARVIS_TEST_INSTALL"} == set()


def test_the_compose_file_is_given_what_it_asks_for() -> None:
    asked = set(re.findall(r"\$\{(\w+)", COMPOSE.read_text()))
    offered = set(re.findall(r"^#?(\w+)=", ENVIRONMENT.read_text(), re.MULTILINE))
    assert asked - offered == set()


def test_what_is_started_and_what_looks_after_it_are_commands() -> None:
    known = {command.name for command in COMMANDS}
    entry, health, start = (
        json.loads(*re.findall(rf"^{instruction}(\[.*\])$", container(), re.MULTILINE))
        for instruction in ("ENTRYPOINT ", "HEALTHCHECK .*CMD ", "CMD ")
    )
    assert (entry, health) == (["parvis"], ["parvis", "doctor", "--ready"])
    in_unit = re.findall(r"^ExecStart=\S+/parvis (\w+)", UNIT.read_text(), re.MULTILINE)
    in_guide = re.findall(r"(?:bin/|^    )parvis (\w+)", GUIDE.read_text(), re.MULTILINE)
    assert {start[0], *in_unit, *in_guide} - known == set()


def test_what_an_image_is_built_from_is_in_the_checkout() -> None:
    left_out = (ROOT / ".dockerignore").read_text().splitlines()
    needed = ["pyproject.toml", "constraints.txt", "hatch_build.py", "README.md", "LICENSE"]
    assert [name for name in needed if not (ROOT / name).exists() or name in left_out] == []


def test_nobody_in_the_container_is_root() -> None:
    assert re.findall(r"^USER (\w+)$", container(), re.MULTILINE) == ["parvis"]


def test_each_service_has_a_volume_that_is_declared() -> None:
    compose = COMPOSE.read_text()
    _, _, declared = compose.partition("\nvolumes:\n")
    used = re.findall(r"^      - (\w+):/", compose, re.MULTILINE)
    assert sorted(set(used)) == sorted(re.findall(r"^  (\w+):$", declared, re.MULTILINE))


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="not installed: systemd")
def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    unit = tmp_path / "parvis.service"
    unit.write_text(UNIT.read_text().replace("/opt/parvis/bin/parvis", "/bin/true"))
    done = subprocess.run(
        ["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def container() -> str:
    return CONTAINER.read_text().replace("\\\n", "")
