"""A file of the form brought here: read, shown what it would change, then agreed to."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Brand, Role
from parvis.brands.views.finding import brand_asked_for
from parvis.kit.clock import now
from parvis.strategy.actions import FormUnusable, bring_form
from parvis.strategy.actions.bringing import SaidMeanwhile
from parvis.strategy.actions.previewing import preview_form
from parvis.strategy.catalogue import language, spoken
from parvis.strategy.diagnosis.form import Form
from parvis.strategy.diagnosis.paths import spelled
from parvis.strategy.diagnosis.reading import Fault, UnusableForm, read_form
from parvis.strategy.diagnosis.writing import write_form
from parvis.strategy.forms import BringForm, BroughtForm
from parvis.strategy.forms.paste import can_be_sent_back
from parvis.strategy.forms.why import said_why
from parvis.strategy.queries.brought import Brought
from parvis.strategy.queries.course import last_turn
from parvis.strategy.queries.own_channels import channels_called
from parvis.strategy.views.finding import of_brand

_TOO_LONG = gettext_lazy(
    "Written out line by line, this form is longer than 2.4 MB: no page can show what it changes."
    " Shorten its longest list."
)


@require_http_methods(["GET", "POST"])
@team(Role.LEAD)
def bring(request: TeamRequest) -> HttpResponse:
    """A `file` is shown with what it would change; what was shown comes back as `brought`, with a
    word `why` where the course changes. While anything is wrong or unsaid, nothing changes."""
    brand = brand_asked_for(request, role=Role.LEAD)
    if request.method == "GET":
        return _page(request, brand, BringForm())
    try:
        if "brought" in request.POST:
            return _agreed(request, brand, request.POST["brought"].encode())
        form = BringForm(request.POST, request.FILES)
        if not form.is_valid():
            return _page(request, brand, form, status=422)
        file: UploadedFile[bytes] = form.cleaned_data["file"]
        return _seen(request, brand, file.read())
    except UnusableForm as error:
        return _faulty(request, brand, [_told(fault) for fault in error.faults], more=error.more)
    except FormUnusable as error:
        return _faulty(request, brand, [str(error)])


def _seen(request: TeamRequest, brand: Brand, document: bytes) -> HttpResponse:
    """Where nothing was said before, no second look is needed."""
    form, changes = _read(brand, document)
    _point_to_exports(request, form)
    if changes.is_first:
        return _bring(request, brand, form)
    written = write_form(form)
    if not can_be_sent_back(written):
        return _faulty(request, brand, [str(_TOO_LONG)])
    again = BroughtForm(initial={"brought": written}, **_asked_of(brand, changes))
    return _shown(request, brand, again, changes)


def _agreed(request: TeamRequest, brand: Brand, document: bytes) -> HttpResponse:
    """What it changes may be more by now than was seen: then that is shown."""
    form, changes = _read(brand, document)
    again = BroughtForm(request.POST, **_asked_of(brand, changes))
    if again.is_valid():
        try:
            over = request.POST.get("over", "")
            return _bring(request, brand, form, why=said_why(again), over=over)
        except SaidMeanwhile:
            again.add_error(None, _("Something else was said meanwhile: see what it changes now."))
    return _shown(request, brand, again, changes, status=422)


def _read(brand: Brand, document: bytes) -> tuple[Form, Brought]:
    at = now()
    form = read_form(document, today=at.astimezone(brand.zone).date()).form
    return form, preview_form(brand, form, at=at, language=language())


def _asked_of(brand: Brand, changes: Brought) -> dict[str, Any]:
    turned_at = last_turn(brand)
    return {"asks_why": bool(changes.course), "kept": now() - turned_at if turned_at else None}


def _bring(
    request: TeamRequest, brand: Brand, form: Form, *, why: str = "", over: str | None = None
) -> HttpResponse:
    bring_form(brand, form, by=request.access.actor, at=now(), why=why, over=over)
    messages.success(request, _("The file is brought: this is what it gives."))
    return redirect(of_brand("strategy:page", brand))


def _point_to_exports(request: TeamRequest, form: Form) -> None:
    """What the command counts beside the file, the page counts once the export is brought."""
    names = [one.name or one.key for one in form.channels if one.counted_from]
    if names:
        messages.info(
            request,
            _("Counted from exports, which are not in this file: %(names)s. Bring them in step 6.")
            % {"names": ", ".join(names[:5])},
        )


def _told(fault: Fault) -> str:
    key = spelled(fault.path)
    line = _("Line %(line)s") % {"line": fault.line}
    return f"{line}{f', {key}' if key else ''}: {spoken(fault.says)}"


def _page(
    request: TeamRequest, brand: Brand, form: BringForm, *, status: int = 200, **more: object
) -> HttpResponse:
    context = {"section": "strategy", "brand": brand, "form": form, **more}
    return render(request, "strategy/bring.html", context, status=status)


def _faulty(
    request: TeamRequest, brand: Brand, faults: list[str], *, more: int = 0
) -> HttpResponse:
    return _page(request, brand, BringForm(), status=422, faults=faults, more=more)


def _shown(
    request: TeamRequest, brand: Brand, form: BroughtForm, changes: Brought, *, status: int = 200
) -> HttpResponse:
    context = {
        "section": "strategy",
        "brand": brand,
        "form": form,
        "changes": changes,
        "called": channels_called(brand),
    }
    return render(request, "strategy/brought.html", context, status=status)
