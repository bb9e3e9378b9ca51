from __future__ import annotations

from parvis.kit.settings import SETTINGS
from tools.tree import ROOT


def test_the_page_about_settings_says_what_the_code_says() -> None:
    page = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")
    rows = [
        tuple(cell.strip().strip("`") for cell in line.strip("|").split("|"))
        for line in page.splitlines()
        if line.startswith("| `")
    ]
    assert rows == [
        (setting.name, setting.default, setting.meaning) for setting in SETTINGS.values()
    ]
