"""The diagnosis to take away: a report, the form as a file; and a file of the form brought here."""

from __future__ import annotations

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Brand, Role
from parvis.brands.views.finding import brand_asked_for
from parvis.kit.clock import now
from parvis.strategy.actions import FormUnusable, bring_form
from parvis.strategy.catalogue import language, spoken
from parvis.strategy.diagnosis.paths import spelled
from parvis.strategy.diagnosis.reading import Fault, UnusableForm, read_form
from parvis.strategy.diagnosis.writing import write_form
from parvis.strategy.forms import BringForm
from parvis.strategy.queries.form import form_of
from parvis.strategy.queries.standing import diagnosis_of
from parvis.strategy.report import STYLESHEET, report_html, report_pdf
from parvis.strategy.views.finding import of_brand


@require_GET
@team(Role.VIEWER)
def report(request: TeamRequest) -> HttpResponse:
    """For a director who reads it in ten minutes, in the language of the pages."""
    brand, at = brand_asked_for(request, role=Role.VIEWER), now()
    diagnosis = diagnosis_of(brand, at=at, language=language())
    looks = static(STYLESHEET)
    page = report_html(diagnosis, language=language(), at=diagnosis.form.on, stylesheet=looks)
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


@require_http_methods(["GET", "POST"])
@team(Role.LEAD)
def bring(request: TeamRequest) -> HttpResponse:
    """A file takes the place of the form; while anything is wrong in it, nothing changes."""
    brand = brand_asked_for(request, role=Role.LEAD)
    form = BringForm(request.POST or None, request.FILES or None)
    if request.method == "GET":
        return _bring_page(request, brand, BringForm())
    if not form.is_valid():
        return _bring_page(request, brand, form, status=422)
    file: UploadedFile[bytes] = form.cleaned_data["file"]
    today = now().astimezone(brand.zone).date()
    try:
        read = read_form(file.read(), today=today)
        bring_form(brand, read.form, by=request.access.actor, at=now())
    except UnusableForm as error:
        faults = [_told(fault) for fault in error.faults]
        return _bring_page(request, brand, form, faults=faults, more=error.more, status=422)
    except FormUnusable as error:
        return _bring_page(request, brand, form, faults=[str(error)], status=422)
    messages.success(request, _("The file is brought: this is what it gives."))
    return redirect(of_brand("strategy:page", brand))


def _told(fault: Fault) -> str:
    key = spelled(fault.path)
    line = _("Line %(line)s") % {"line": fault.line}
    return f"{line}{f', {key}' if key else ''}: {spoken(fault.says)}"


def _bring_page(
    request: TeamRequest,
    brand: Brand,
    form: BringForm,
    *,
    faults: list[str] | None = None,
    more: int = 0,
    status: int = 200,
) -> HttpResponse:
    context = {
        "section": "strategy",
        "brand": brand,
        "form": form,
        "faults": faults or [],
        "more": more,
    }
    return render(request, "strategy/bring.html", context, status=status)


def _download(content: bytes, name: str, kind: str) -> HttpResponse:
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=disposition)
