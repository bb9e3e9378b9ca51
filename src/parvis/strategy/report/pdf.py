"""The report on paper: a tagged PDF, set by Typst, which is loaded for the first one."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from parvis.strategy.diagnosis.result import Diagnosis
from parvis.strategy.diagnosis.words import Language
from parvis.strategy.report.tree import Report
from parvis.strategy.report.writing import report_of

if TYPE_CHECKING:
    import typst

ACCESSIBLE: typst.PDFStandards = ["ua-1"]


def report_pdf(diagnosis: Diagnosis, *, language: Language, at: date | None = None) -> bytes:
    """The report as PDF/UA-1, A4. The same diagnosis on the same day gives the same bytes.

    Letters that Typst's own fonts lack (Chinese, Thai, emoji) are drawn with the fonts of the
    machine; where it has none, the file is tagged all the same, but does not say that it is PDF/UA.
    """
    return pdf_of(report_of(diagnosis, language=language, at=at))


def pdf_of(report: Report) -> bytes:
    import typst

    written = datetime.combine(report.at, time(), tzinfo=UTC)
    data = json.dumps(_plain(report), ensure_ascii=False)
    attempts = ((False, ACCESSIBLE), (True, ACCESSIBLE))
    for system_fonts, standards in attempts:
        try:
            return _compiled(data, written, system_fonts=system_fonts, standards=standards)
        except typst.TypstError as error:
            if "PDF/UA" not in str(error):
                raise
    return _compiled(data, written, system_fonts=True, standards=[])


def _compiled(
    data: str, written: datetime, *, system_fonts: bool, standards: typst.PDFStandards
) -> bytes:
    import typst

    return typst.compile(
        _template(),
        sys_inputs={"report": data},
        font_paths=_fonts(system_fonts=system_fonts),
        timestamp=written,
        pdf_standards=standards,
    )


@cache
def _template() -> bytes:
    return files(__package__).joinpath("report.typ").read_bytes()


@cache
def _fonts(*, system_fonts: bool) -> typst.Fonts:
    import typst

    return typst.Fonts(include_system_fonts=system_fonts)


def _plain(said: object) -> object:
    """As JSON has it; a block says of which kind it is."""
    if isinstance(said, tuple):
        return [_plain(part) for part in said]
    if isinstance(said, date):
        return {"year": said.year, "month": said.month, "day": said.day}
    if is_dataclass(said):
        plain = {field.name: _plain(getattr(said, field.name)) for field in fields(said)}
        return {"kind": said.kind, **plain} if hasattr(said, "kind") else plain
    return said
