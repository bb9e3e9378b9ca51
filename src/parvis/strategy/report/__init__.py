"""The report of a diagnosis: one text, as a page and as paper."""

from parvis.strategy.report.html import STYLESHEET, report_html
from parvis.strategy.report.pdf import report_pdf
from parvis.strategy.report.writing import report_of

__all__ = ["STYLESHEET", "report_html", "report_of", "report_pdf"]
