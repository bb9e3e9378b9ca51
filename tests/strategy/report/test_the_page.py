from __future__ import annotations

import os
import subprocess
import sys
from datetime import date

from parvis.strategy.report import report_html
from parvis.strategy.report.html import blocks_html
from parvis.strategy.report.tree import Bar, Bars, Cell, Column, Mark, Note, Table
from tests.strategy.report.extremes import SILENT
from tests.strategy.report.shops import BRUINE

SUNDAY = date(2026, 11, 22)


def test_alone_it_carries_its_styles_and_served_it_links_to_them() -> None:
    alone = report_html(BRUINE, language="fr", at=SUNDAY)
    served = report_html(BRUINE, language="fr", at=SUNDAY, stylesheet="/static/strategy/report.css")

    assert "<style>" in alone
    assert "--report-lake" in alone
    assert "<link" not in alone
    assert '<link rel="stylesheet" href="/static/strategy/report.css">' in served
    assert "style=" not in served
    assert "<style" not in served


def test_neither_script_nor_address_of_another_host() -> None:
    html = report_html(SILENT, language="en", at=SUNDAY)

    assert "<script" not in html
    assert "://" not in html


def test_it_is_in_its_language() -> None:
    assert '<html lang="fr">' in report_html(SILENT, language="fr", at=SUNDAY)


def test_it_is_written_without_settings_and_without_the_typesetter() -> None:
    """As `parvis diagnose` writes it: no settings, no database."""
    program = (
        "import sys\n"
        "from datetime import date\n"
        "from parvis.strategy.diagnosis.diagnose import diagnose\n"
        "from parvis.strategy.diagnosis.form import Form\n"
        "from parvis.strategy.report import report_html\n"
        "form = Form(brand='Bruine', on=date(2026, 3, 2))\n"
        "print(report_html(diagnose(form), language='en', at=form.on)[:15])\n"
        "print('typst' in sys.modules)\n"
    )
    bare = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}
    written = subprocess.run(
        [sys.executable, "-c", program], env=bare, capture_output=True, text=True, check=True
    )

    assert written.stdout == "<!doctype html>\nFalse\n"


def test_parts_of_it_stand_within_other_pages() -> None:
    assert blocks_html([Note(text="a < b")]) == '<p class="report-note">a &lt; b</p>\n\n'


def test_a_bar_is_as_long_as_its_share() -> None:
    html = blocks_html([Bars(caption="c", bars=(Bar(label="l", share=0.625, said="62 %"),))])

    assert '<rect width="62.5" height="10" />' in html


def test_a_cell_says_its_column_for_narrow_pages() -> None:
    table = Table(
        caption="c",
        columns=(Column(title="Who", weight=3), Column(title="How many", numeric=True)),
        rows=((Cell(text="Inès", mark=Mark.MET), Cell(text="3")),),
    )

    html = blocks_html([table])

    assert '<th scope="col" class="wide-75">Who</th>' in html
    assert '<td class="number" data-column="How many">' in html
