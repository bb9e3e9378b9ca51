"""You said, we did: for the team what customers wish for; for everybody what came of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Brand, Role
from parvis.brands.public import PublicRequest, public_page
from parvis.brands.views.finding import brand_asked_for
from parvis.inbox.models import Case
from parvis.kit.clock import now
from parvis.strategy.actions.wishes import (
    NOTE_MAX,
    TITLE_MAX,
    NothingDecided,
    TitleTaken,
    decide_wish,
    note_new_wish,
    note_wish,
    publish_note,
    remove_wish,
    rename_wish,
    tell_who_asked,
    withdraw_note,
)
from parvis.strategy.catalogue import language
from parvis.strategy.models import Decision, PublicNote, Wish
from parvis.strategy.queries.wish_languages import other_language
from parvis.strategy.queries.wishes import said_in_public, wish_page, wishes_of, wishes_of_case
from parvis.strategy.views.tabs import strategy_tabs


@require_GET
@team(Role.VIEWER)
def wishes_page(request: TeamRequest) -> HttpResponse:
    brand = brand_asked_for(request, role=Role.VIEWER)
    context = {
        "section": "strategy",
        "brand": brand,
        "brands": request.access.brands,
        "tabs": strategy_tabs(brand, current="wishes"),
        "lines": wishes_of(brand),
        "now": now(),
    }
    return render(request, "strategy/wishes.html", context)


@require_GET
@team(Role.VIEWER)
def wish(request: TeamRequest, pk: int) -> HttpResponse:
    found = _find(request, pk)
    context = {
        "section": "strategy",
        "brand": found.brand,
        "page": wish_page(found),
        "kinds": Decision.Kind.choices,
        "may_decide": request.access.may(found.brand_id, Role.LEAD),
        "title_max": TITLE_MAX,
        "note_max": NOTE_MAX,
        "other_language": other_language(found.brand),
        "now": now(),
    }
    return render(request, "strategy/wish.html", context)


@require_POST
@team(Role.LEAD)
def wish_step(request: TeamRequest, pk: int) -> HttpResponse:
    """What is done stands in `step`: decide (`kind`, `why`), publish (`text`, perhaps
    `other_text`, and `tell` where those who asked are told at once), tell, withdraw, rename
    (`title`)."""
    found = _find(request, pk, role=Role.LEAD)
    try:
        messages.success(request, _step(request, found))
    except TitleTaken:
        messages.error(request, _("Another wish is called that."))
    except NothingDecided:
        messages.error(request, _("Decide first: a note says what was decided."))
    except ValueError:
        messages.error(request, _("Something is missing, or too long. Nothing was changed."))
    return redirect("strategy:wish", pk=pk)


def _step(request: TeamRequest, found: Wish) -> str:
    """What was done, in words. Raises as its actions do, and `ValueError` for no step."""
    by, at, given = request.access.user, now(), request.POST
    match given.get("step"):
        case "decide":
            kind = Decision.Kind(given.get("kind", ""))
            decide_wish(found, kind=kind, why=given.get("why", ""), by=by, at=at)
            return _("Decided. Say it in public, so that those who asked see it.")
        case "publish":
            note = publish_note(
                found,
                text=given.get("text", ""),
                other_text=given.get("other_text", ""),
                by=by,
                at=at,
            )
            told = tell_who_asked(note, by=by, at=at) if "tell" in given else 0
            return _told(told) if told else _("It is public now.")
        case "tell":
            rows = PublicNote.objects.filter(decision__wish=found, decision__ended_at=None)
            note = get_object_or_404(rows, withdrawn_at=None)
            return _told(tell_who_asked(note, by=by, at=at))
        case "withdraw":
            withdraw_note(found, by=by, at=at)
            return _("It is public no more.")
        case "rename":
            rename_wish(found, title=given.get("title", ""), by=by, at=at)
            return _("It is called that now.")
    raise ValueError(given.get("step"))


def _told(persons: int) -> str:
    return ngettext(
        "%(count)s person who asked is told; who waits for an answer gets that first.",
        "%(count)s persons who asked are told; who waits for an answer gets that first.",
        persons,
    ) % {"count": persons}


@require_http_methods(["GET", "POST"])
@team(Role.AGENT)
def case_wish(request: TeamRequest, pk: int) -> HttpResponse:
    """What the person of a case asks for: POST `wish` (an id), or `title` for a new one; `remove`
    with an id takes it back."""
    case = _find_case(request, pk)
    if request.method == "GET":
        noted = wishes_of_case(case)
        lines = [line for line in wishes_of(case.brand) if line.wish not in noted]
        context = {
            "section": "inbox",
            "case": case,
            "noted": noted,
            "lines": lines,
            "title_max": TITLE_MAX,
        }
        return render(request, "strategy/case_wish.html", context)
    by, at = request.access.user, now()
    if number := request.POST.get("remove", ""):
        remove_wish(case, wish=_of_brand(case.brand, number), by=by, at=at)
        messages.success(request, _("It was not what they asked for."))
        return redirect("inbox:case", pk=pk)
    try:
        kept = _note(request, case)
    except ValueError:
        messages.error(
            request, _("Say in 1 to %(most)s letters what they ask for.") % {"most": TITLE_MAX}
        )
        return redirect("strategy:case_wish", pk=pk)
    messages.success(
        request, _("Noted: %(wish)s. They are told what comes of it.") % {"wish": kept.title}
    )
    return redirect("inbox:case", pk=pk)


def _note(request: TeamRequest, case: Case) -> Wish:
    by, at = request.access.user, now()
    if number := request.POST.get("wish", ""):
        known = _of_brand(case.brand, number)
        note_wish(case, wish=known, by=by, at=at)
        return known
    return note_new_wish(case, title=request.POST.get("title", ""), by=by, at=at)


@require_GET
@public_page
def you_said(request: PublicRequest) -> HttpResponse:
    context = {
        "section": "said",
        "said": said_in_public(request.brand, language=language()),
        "now": now(),
    }
    return render(request, "strategy/you_said.html", context)


def _find(request: TeamRequest, pk: int, *, role: Role = Role.VIEWER) -> Wish:
    """404 for strangers, 403 when the role is too low."""
    rows = Wish.objects.filter(brand__in=request.access.brand_ids()).select_related("brand")
    found = get_object_or_404(rows, pk=pk)
    request.access.require(found.brand_id, role)
    return found


def _find_case(request: TeamRequest, pk: int) -> Case:
    rows = Case.objects.filter(brand__in=request.access.brand_ids())
    case = get_object_or_404(rows.select_related("brand", "person"), pk=pk)
    request.access.require(case.brand_id, Role.AGENT)
    return case


def _of_brand(brand: Brand, number: str) -> Wish:
    is_number = number.isascii() and number.isdigit() and len(number) < 19
    return get_object_or_404(Wish, brand=brand, pk=int(number) if is_number else 0)
