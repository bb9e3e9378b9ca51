"""Tests as the documentation names them: `tests/x.py`, or `tests/x.py::test_y` for one of them."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

from tools.tree import ROOT


def is_there(proof: str) -> bool:
    """Whether such a test exists."""
    file, _, name = proof.partition("::")
    if not file.startswith("tests/"):
        return False
    return name in _names_in(ROOT / file) if name else (ROOT / file).is_file()


@cache
def _names_in(file: Path) -> frozenset[str]:
    if not file.is_file():
        return frozenset()
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
