"""The report of a diagnosis as a file: opened by itself, wide and narrow, by day and by night."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from parvis.strategy.diagnosis.diagnose import diagnose
from parvis.strategy.diagnosis.form import Kind, Place
from parvis.strategy.diagnosis.result import Diagnosis
from parvis.strategy.report import report_html
from tests.e2e.axe import bring_axe, complaints
from tests.e2e.browser import DESKTOP, PHONE
from tests.strategy.report.extremes import SILENT
from tests.strategy.report.shops import BRUINE, FORM

pytestmark = pytest.mark.browser
ENDLESS = diagnose(replace(FORM, places=(Place(name="w" * 300, kind=Kind.BLOG, owner="o" * 300),)))


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["wide", "narrow"])
@pytest.mark.parametrize(
    "diagnosis",
    [
        pytest.param(BRUINE, id="much to say"),
        pytest.param(SILENT, id="nothing said"),
        pytest.param(ENDLESS, id="words without end"),
    ],
)
def test_it_reads_well(
    browser: Browser, tmp_path: Path, diagnosis: Diagnosis, size: tuple[int, int]
) -> None:
    file = tmp_path / "report.html"
    file.write_text(report_html(diagnosis, language="fr"), encoding="utf-8")
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    bring_axe(context)
    page = context.new_page()
    page.goto(file.as_uri())

    assert complaints(page, "report") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    context.close()
