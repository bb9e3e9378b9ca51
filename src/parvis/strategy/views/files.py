"""The diagnosis to take away: a report, and the form as a file."""

from __future__ import annotations

from django.http import HttpResponse
from django.templatetags.static import static
from django.views.decorators.http import require_GET

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Role
from parvis.brands.views.finding import brand_asked_for
from parvis.kit.clock import now
from parvis.strategy.catalogue import language
from parvis.strategy.diagnosis.writing import write_form
from parvis.strategy.queries.form import form_of
from parvis.strategy.queries.standing import diagnosis_of
from parvis.strategy.report import STYLESHEET, report_html, report_pdf


@require_GET
@team(Role.VIEWER)
def report(request: TeamRequest) -> HttpResponse:
    """For a director who reads it in ten minutes, in the language of the pages."""
    brand, at = brand_asked_for(request, role=Role.VIEWER), now()
    diagnosis = diagnosis_of(brand, at=at, language=language())
    page = report_html(
        diagnosis,
        language=language(),
        at=diagnosis.form.on,
        stylesheet=static(STYLESHEET),
        icon=static("kit/build/icon.svg"),
    )
    return HttpResponse(page)


@require_GET
@team(Role.VIEWER)
def report_as_pdf(request: TeamRequest) -> HttpResponse:
    brand, at = brand_asked_for(request, role=Role.VIEWER), now()
    diagnosis = diagnosis_of(brand, at=at, language=language())
    paper = report_pdf(diagnosis, language=language(), at=diagnosis.form.on)
    return _download(paper, f"{brand.slug}-{diagnosis.form.on}.pdf", "application/pdf")


@require_GET
@team(Role.LEAD)
def form_file(request: TeamRequest) -> HttpResponse:
    """The form as `parvis diagnose` reads it."""
    brand = brand_asked_for(request, role=Role.LEAD)
    form = form_of(brand, at=now())
    written = write_form(form).encode()
    return _download(written, f"{brand.slug}-{form.on}.yaml", "application/yaml")


def _download(content: bytes, name: str, kind: str) -> HttpResponse:
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=disposition)
