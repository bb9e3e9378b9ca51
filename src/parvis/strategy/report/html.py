"""The report as one page that needs nothing else: no script, no network, no settings."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from django.template import Context, Engine
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from parvis.strategy.diagnosis.result import Diagnosis
from parvis.strategy.diagnosis.words import Language
from parvis.strategy.report.tree import Report
from parvis.strategy.report.writing import report_of

STYLESHEET = "strategy/report.css"
"""Among the static files: what a page of the product links to."""
IMPORT = re.compile(r'@import "([^"]+)";\n')


def report_html(
    diagnosis: Diagnosis,
    *,
    language: Language,
    at: date | None = None,
    stylesheet: str = "",
    icon: str = "",
) -> str:
    """The report as a document of its own.

    `stylesheet` is the address of its styles where a server has them, `icon` that of the picture
    in its tab; without one they stand in the page itself, and it has no picture.
    """
    report = report_of(diagnosis, language=language, at=at)
    return html_of(report, stylesheet=stylesheet, icon=icon)


def html_of(report: Report, *, stylesheet: str = "", icon: str = "") -> str:
    looks = (
        format_html('<link rel="stylesheet" href="{}">', stylesheet)
        if stylesheet
        else format_html("<style>{}</style>", _styles())
    )
    return _rendered("report/page.html", {"report": report, "looks": looks, "icon": icon})


def _rendered(template: str, said: dict[str, object]) -> SafeString:
    return _engine().get_template(template).render(Context(said))


@cache
def _engine() -> Engine:
    """Of its own: the command that writes a report has no settings."""
    return Engine(dirs=[str(Path(__file__).parent / "templates")])


@cache
def _styles() -> SafeString:
    """All in one, as the page has nothing beside it to import from."""
    sheets = files("parvis.strategy").joinpath("static/strategy")
    sheet = sheets.joinpath("report.css").read_text(encoding="utf-8")
    whole = IMPORT.sub(lambda part: sheets.joinpath(part[1]).read_text(encoding="utf-8"), sheet)
    return mark_safe(whole)  # noqa: S308 - our own files, with nothing of the brand's in them
