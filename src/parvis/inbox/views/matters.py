"""What a brand's messages are about: proposed and accepted matters, for those who lead; and the
matter of a case, which any agent may say."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Role, User
from parvis.brands.views.finding import brand_asked_for
from parvis.inbox.actions import (
    MergeImpossible,
    NameMissing,
    NameTaken,
    NameTooLong,
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

NOT_CALLED_THAT = (NameTaken, NameMissing, NameTooLong)


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
    page, name = _page(brand.slug), request.POST.get("name", "")
    try:
        made = make_matter(brand, name=name, by=request.access.user, at=now())
    except NOT_CALLED_THAT as error:
        messages.error(request, _why_not_called_that(error))
        return elsewhere(request, page)
    return elsewhere(request, page, _("Added: %(name)s.") % {"name": made.name})


@require_POST
@team(Role.LEAD)
def matter_decision(request: TeamRequest, pk: int) -> HttpResponse:
    """What is decided of it stands in `decision`: accept, refuse, merge (into `into`), rename (to
    `name`), task (`task`, empty for what the numbers say). With `undo`, the address says which of
    the first three, or propose, makes it again what it was."""
    matter = _find(request, pk)
    page, undo = _page(matter.brand.slug), _way_back(matter)
    try:
        said = _undo(request, matter) if "undo" in request.POST else _decide(request, matter)
    except NOT_CALLED_THAT as error:
        messages.error(request, _why_not_called_that(error))
        return elsewhere(request, page)
    except (MergeImpossible, ValueError):
        messages.error(request, _("That cannot be done with this matter. Load the page again."))
        return elsewhere(request, page)
    matter.refresh_from_db()
    is_moved = "undo" not in request.POST and _way_back(matter) != undo
    return elsewhere(request, page, said, undo=undo if is_moved else "")


def _decide(request: TeamRequest, matter: Matter) -> str:
    """What to say of it. Raises `ValueError`."""
    by, at = request.access.user, now()
    match request.POST.get("decision"):
        case "rename":
            rename_matter(matter, name=request.POST.get("name", ""), by=by, at=at)
            return _("It is called that now.")
        case "task" if request.POST.get("task", "") in {"", *Task.values}:
            say_task(matter, task=request.POST.get("task", ""), by=by, at=at)
            return _("Its value is changed.")
        case decision:
            return _place(matter, decision or "", into=request.POST.get("into", ""), by=by, at=at)


def _undo(request: TeamRequest, matter: Matter) -> str:
    decision, into = request.GET.get("decision", "propose"), request.GET.get("into", "")
    by, at = request.access.user, now()
    if decision == "propose":
        propose_again(matter, by=by, at=at)
        return _("It is proposed again.")
    said = _place(matter, decision, into=into, by=by, at=at)
    return _("It is accepted again.") if decision == "accept" else said


def _place(matter: Matter, decision: str, *, into: str, by: User, at: datetime) -> str:
    match decision:
        case "accept":
            accept_matter(matter, by=by, at=at)
            return _("Accepted: messages belong to it in a moment.")
        case "refuse":
            refuse_matter(matter, by=by, at=at)
            return _("It is no matter of yours.")
        case "merge":
            merge_matter(matter, into=_taker(matter, into), by=by, at=at)
            return _("Its messages belong to the other now.")
    raise ValueError(decision)


def _way_back(matter: Matter) -> str:
    """The address that makes it again what it is now, once that was changed."""
    decision = {
        Matter.State.PROPOSED: "propose",
        Matter.State.ACCEPTED: "accept",
        Matter.State.REFUSED: "refuse",
        Matter.State.MERGED: "merge",
    }[Matter.State(matter.state)]
    asked = {"decision": decision, "into": matter.merged_into_id or ""}
    known = urlencode({name: value for name, value in asked.items() if value})
    return f"{reverse('inbox:matter', args=[matter.pk])}?{known}"


def _why_not_called_that(error: Exception) -> str:
    if isinstance(error, NameMissing):
        return _("Write a name first: there is nothing in it to be read.")
    if isinstance(error, NameTooLong):
        return _("That name is too long: at most 60 letters.")
    return _("Another matter is called that.")


def _taker(matter: Matter, into: str) -> Matter:
    taker = Matter.objects.filter(pk=as_number(into) or 0, brand=matter.brand_id).first()
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
