from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date

from parvis.strategy.diagnosis.result import Basis
from parvis.strategy.report import report_html
from parvis.strategy.report.html import html_of
from parvis.strategy.report.tree import Bar, Bars, Block, Cell, Column, Mark, Note, Section, Table
from parvis.strategy.report.writing import report_of
from tests.strategy.report.extremes import SILENT
from tests.strategy.report.shops import BRUINE, INSTAGRAM, LISTENING, fact, same

SUNDAY = date(2026, 11, 22)
LINK = re.compile(r'<a href="(/[^"]*)">([^<]*)</a>')


def test_alone_it_carries_its_styles_and_served_it_links_to_them() -> None:
    alone = report_html(BRUINE, language="fr", at=SUNDAY)
    served = report_html(BRUINE, language="fr", at=SUNDAY, stylesheet="/static/strategy/report.css")

    assert "<style>" in alone
    assert "--report-lake" in alone
    assert "@media print" in alone
    assert "@import" not in alone
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


def test_a_note_is_text_and_no_markup() -> None:
    assert '<p class="report-note">a &lt; b</p>' in page_of(Note(text="a < b"))


def test_a_bar_is_as_long_as_its_share() -> None:
    page = page_of(Bars(caption="c", bars=(Bar(label="l", share=0.625, said="62 %"),)))

    assert '<rect width="62.5" height="10" />' in page


def test_a_cell_says_its_column_for_narrow_pages() -> None:
    table = Table(
        caption="c",
        columns=(Column(title="Who", weight=3), Column(title="How many", numeric=True)),
        rows=((Cell(text="Inès", mark=Mark.MET), Cell(text="3")),),
    )

    page = page_of(table)

    assert '<th scope="col" class="wide-75">Who</th>' in page
    assert '<td class="number" data-column="How many">' in page


def test_what_was_measured_leads_to_its_rows_wherever_it_is_told() -> None:
    asked, seen, voices = (
        replace(each, basis=Basis.MEASURED, rows=f"/insight/rows/?number={number}&brand=bruine")
        for number, each in enumerate(
            (INSTAGRAM.facts[0], LISTENING.criteria[0].fact, fact("voices", 1.0))
        )
    )
    criterion = replace(LISTENING.criteria[0], fact=seen)
    shop = replace(
        BRUINE,
        channels=(replace(INSTAGRAM, facts=(asked, *INSTAGRAM.facts[1:])),),
        maturity=replace(BRUINE.maturity, dimensions=(replace(LISTENING, criteria=(criterion,)),)),
        attributes=(replace(BRUINE.attributes[0], facts=((same("Une voix."), voices),)),),
    )

    assert LINK.findall(report_html(shop, language="fr", at=SUNDAY)) == [
        (
            "/insight/rows/?number=0&amp;brand=bruine",
            (
                "Messages par mois qui appellent une réponse\u00a0: 340 "
                "(mesuré, 2\u00a0mars 2026\u00a0: compte de février)"
            ),
        ),
        ("/insight/rows/?number=1&amp;brand=bruine", "mesuré, 2\u00a0mars 2026"),
        (
            "/insight/rows/?number=2&amp;brand=bruine",
            "Une voix. Trouvé\u00a0: 1 (mesuré, 2\u00a0mars 2026).",
        ),
    ]


def page_of(block: Block) -> str:
    """A report that says this alone."""
    section = Section(key="k", title="t", blocks=(block,))
    report = report_of(SILENT, language="en", at=SUNDAY)
    return html_of(replace(report, sections=(section,)))
