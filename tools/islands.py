"""The islands' types hold: the TypeScript compiler, which installing alone does not bring."""

from __future__ import annotations

import subprocess
import sys

from hatch_build import toolchain
from tools.tree import ROOT

FRONTEND = ROOT / "frontend"
COMPILER = "node_modules/typescript/bin/tsc"
PROJECTS = ("tsconfig.json", "worker/tsconfig.json")


def main() -> int:
    node, npm = toolchain()
    try:
        if not (FRONTEND / COMPILER).is_file():
            npm(["ci", "--no-audit", "--no-fund"], FRONTEND)
        for project in PROJECTS:
            node([COMPILER, "--noEmit", "--project", project], FRONTEND)
    except subprocess.CalledProcessError as failed:
        return failed.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
