from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from parvis.strategy.diagnosis.diagnose import diagnose
from parvis.strategy.diagnosis.form import Form
from parvis.strategy.diagnosis.result import Diagnosis
from parvis.strategy.diagnosis.words import Language
from parvis.strategy.report.html import html_of
from parvis.strategy.report.pdf import pdf_of
from parvis.strategy.report.tree import texts
from parvis.strategy.report.writing import report_of
from tests.strategy.diagnosis.forms import ANYTHING
from tests.strategy.report.extremes import SILENT
from tests.strategy.report.reading import closed_up, read_html, read_pdf
from tests.strategy.report.shops import BRUINE, FORM

SUNDAY = date(2026, 11, 22)

HOSTILE = (
    '#import "x": y $a$ [b] *c* \\ "d" <script>alert(1)</script> &amp; {{ e }} {% f %} {more} é'
)
HOSTILE_SHOP = replace(
    BRUINE,
    form=replace(
        FORM,
        brand=HOSTILE,
        places=tuple(replace(place, name=HOSTILE, owner=HOSTILE) for place in FORM.places),
    ),
)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "diagnosis",
    [
        pytest.param(BRUINE, id="a shop with much to say"),
        pytest.param(SILENT, id="nothing said at all"),
        pytest.param(diagnose(FORM), id="as the engine has it"),
        pytest.param(HOSTILE_SHOP, id="names that would be code"),
    ],
)
def test_each_text_stands_in_the_page_and_on_paper(
    diagnosis: Diagnosis, language: Language
) -> None:
    report = report_of(diagnosis, language=language, at=SUNDAY)
    said = [closed_up(text) for text in texts(report)]

    page, paper = read_html(html_of(report)), read_pdf(pdf_of(report), running=report.running)

    assert [text for text in said if text not in page] == []
    assert [text for text in said if text not in paper] == []


@settings(max_examples=6, deadline=None)
@given(form=ANYTHING)
def test_any_form_gives_a_page_and_a_paper(form: Form) -> None:
    report = report_of(diagnose(form), language=form.language, at=SUNDAY)
    page = read_html(html_of(report))

    assert [text for text in texts(report) if closed_up(text) not in page] == []
    assert pdf_of(report).startswith(b"%PDF")


def test_the_page_holds_no_markup_of_the_brand() -> None:
    html = html_of(report_of(HOSTILE_SHOP, language="en", at=SUNDAY))

    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_braces_of_a_name_are_not_filled_in() -> None:
    names = tuple("{more} {count}" for _ in range(20))
    shop = replace(BRUINE, inventory=replace(BRUINE.inventory, own_ground=names))

    said = list(texts(report_of(shop, language="en", at=SUNDAY)))

    assert "Your own ground: " + ", ".join(names[:8]) + " and 12 more." in said
