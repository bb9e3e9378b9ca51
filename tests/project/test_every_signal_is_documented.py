from __future__ import annotations

import importlib
import re

from django.dispatch import Signal

from tools.tree import ROOT


def _declared() -> set[str]:
    rooms = [path.parent.name for path in (ROOT / "src/parvis").glob("*/signals.py")]
    return {
        f"{room}.{name}"
        for room in rooms
        for name, value in vars(importlib.import_module(f"parvis.{room}.signals")).items()
        if isinstance(value, Signal)
    }


def test_the_page_about_signals_names_each_of_them() -> None:
    page = (ROOT / "docs/reference/signals.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| `([\w.]+)` \|", page, flags=re.MULTILINE))
    assert documented == _declared()
    assert documented
