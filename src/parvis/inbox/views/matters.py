"""What a brand's messages are about: proposed and accepted matters, for those who lead; and the
matter of a case, which any agent may say."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Role
from parvis.brands.views.finding import brand_asked_for
from parvis.inbox.actions import (
    MergeImpossible,
    NameTaken,
    accept_matter,
    make_matter,
    merge_matter,
    propose_again,
    refuse_matter,
    rename_matter,
    say_matter,
    say_task,
    take_back_matter,
)
from parvis.inbox.models import Matter, Task
from parvis.inbox.queries.matters import about_case, known_matters, matters_of
from parvis.inbox.views.after import case_again, elsewhere
from parvis.inbox.views.finding import as_number, find_case
from parvis.kit.clock import now


@require_GET
@team(Role.LEAD)
def matters_page(request: TeamRequest) -> HttpResponse:
    brand = brand_asked_for(request, role=Role.LEAD)
    context = {
        "section": "inbox",
        "brand": brand,
        "brands": [own for own in request.access.brands if request.access.may(own.pk, Role.LEAD)],
        "page": matters_of(brand),
        "tasks": Task.choices,
        "now": now(),
    }
    return render(request, "inbox/matters.html", context)


@require_POST
@team(Role.LEAD)
def new_matter(request: TeamRequest) -> HttpResponse:
    brand = brand_asked_for(request, role=Role.LEAD)
    try:
        make_matter(brand, name=request.POST.get("name", ""), by=request.access.user, at=now())
    except NameTaken:
        messages.error(request, _("Another matter is called that."))
    except ValueError:
        messages.error(request, _("A matter has a name of 1 to 60 letters."))
    return elsewhere(request, _page(brand.slug))


@require_POST
@team(Role.LEAD)
def matter_decision(request: TeamRequest, pk: int) -> HttpResponse:
    """What is decided of it stands in `decision`: accept, refuse, merge (into `into`), rename (to
    `name`), task (`task`, empty for what the numbers say); `undo` takes back the first three."""
    matter = _find(request, pk)
    page = _page(matter.brand.slug)
    try:
        said, undo = _decide(request, matter)
    except NameTaken:
        messages.error(request, _("Another matter is called that."))
        return elsewhere(request, page)
    except (MergeImpossible, ValueError):
        messages.error(request, _("That cannot be done with this matter. Load the page again."))
        return elsewhere(request, page)
    return elsewhere(request, page, said, undo=reverse("inbox:matter", args=[pk]) if undo else "")


def _decide(request: TeamRequest, matter: Matter) -> tuple[str, bool]:
    """What to say, and whether it can be taken back by one click. Raises `ValueError`."""
    by, at = request.access.user, now()
    if "undo" in request.POST:
        propose_again(matter, by=by, at=at)
        return _("It is proposed again."), False
    match request.POST.get("decision"):
        case "accept":
            accept_matter(matter, by=by, at=at)
            return _("Accepted: messages belong to it in a moment."), True
        case "refuse":
            refuse_matter(matter, by=by, at=at)
            return _("It is no matter of yours."), True
        case "merge":
            merge_matter(matter, into=_into(request, matter), by=by, at=at)
            return _("Its messages belong to the other now."), True
        case "rename":
            rename_matter(matter, name=request.POST.get("name", ""), by=by, at=at)
            return _("It is called that now."), False
        case "task" if request.POST.get("task", "") in {"", *Task.values}:
            say_task(matter, task=request.POST.get("task", ""), by=by, at=at)
            return _("Its value is changed."), False
    raise ValueError(request.POST.get("decision"))


def _into(request: TeamRequest, matter: Matter) -> Matter:
    number = as_number(request.POST.get("into", "")) or 0
    taker = Matter.objects.filter(pk=number, brand=matter.brand_id).first()
    if taker is None:
        raise MergeImpossible
    return taker


@require_http_methods(["GET", "POST"])
@team(Role.AGENT)
def case_matter(request: TeamRequest, pk: int) -> HttpResponse:
    """The brand's matters to choose from; POST `matter` (an id, 0 for none), or `undo`."""
    case = find_case(request, pk, role=Role.AGENT)
    known = known_matters(case.brand_id)
    if request.method == "GET":
        context = {
            "section": "inbox",
            "case": case,
            "matters": list(known.accepted.values()),
            "current": about_case(case).matter,
        }
        template = "inbox/case_matter_choices.html" if request.htmx else "inbox/case_matter.html"
        return render(request, template, context)
    by, at = request.access.user, now()
    if "undo" in request.POST:
        take_back_matter(case, by=by, at=at)
        return case_again(request, case)
    asked = request.POST.get("matter", "")
    matter = known.accepted.get(as_number(asked) or 0)
    if matter is None and asked != "0":
        messages.error(request, _("Choose a matter first."))
        return case_again(request, case)
    say_matter(case, matter=matter, by=by, at=at)
    return case_again(
        request,
        case,
        _("Parvis learns from it."),
        undo=reverse("inbox:case_matter", args=[pk]),
    )


def _find(request: TeamRequest, pk: int) -> Matter:
    matter = get_object_or_404(
        Matter.objects.filter(brand__in=request.access.brand_ids()).select_related("brand"), pk=pk
    )
    request.access.require(matter.brand_id, Role.LEAD)
    return matter


def _page(slug: str) -> str:
    return f"{reverse('inbox:matters')}?brand={slug}"
