"""The same for several cases at once, chosen in the queue."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from parvis.brands.access import TeamRequest, access_of, team
from parvis.brands.models import Role
from parvis.inbox.actions import (
    assign_case,
    reopen_case,
    resolve_case,
    snooze_case,
    tag_case,
    undo_assignment,
    wake_case,
)
from parvis.inbox.forms import GiveForm, TagForm
from parvis.inbox.models import Case
from parvis.inbox.queries.snooze import snooze_times
from parvis.inbox.views.after import say
from parvis.inbox.views.finding import as_moment, as_number
from parvis.kit.clock import now

MOST = 100
VIEWS_KEPT = ("view", "q", "brand", "channel", "tag")


@require_POST
@team(Role.AGENT)
def selection(request: TeamRequest) -> HttpResponse:
    """`case` (repeated) and `do`: take, give, tag, snooze or resolve; in the address with `undo`.

    To give without saying to whom asks for it on a page of its own.
    """
    asked = request.GET if "undo" in request.POST else request.POST
    cases = _cases(request, asked.getlist("case"))
    what = asked.get("do", "")
    if not cases:
        messages.error(request, _("Choose cases first: x marks the one you are on."))
    elif "undo" in request.POST:
        _undo(request, what, cases)
    elif what == "give" and not request.POST.get("to"):
        return _ask_to_whom(request, cases)
    else:
        _do(request, what, cases)
    address, kept = reverse("inbox:queue"), urlencode(_kept(request))
    return redirect(f"{address}?{kept}" if kept else address)


@require_GET
@team(Role.AGENT)
def colleagues(request: TeamRequest) -> HttpResponse:
    """To whom cases can be given, as choices of a list."""
    return render(request, "inbox/colleague_choices.html", {"form": _empty_form(request)})


def _ask_to_whom(request: TeamRequest, cases: Sequence[Case]) -> HttpResponse:
    context = {
        "section": "inbox",
        "cases": cases,
        "kept": _kept(request).items(),
        "form": _empty_form(request),
    }
    return render(request, "inbox/give.html", context)


def _empty_form(request: TeamRequest) -> GiveForm:
    return GiveForm(brand_ids=request.access.brand_ids(Role.AGENT))


def _kept(request: TeamRequest) -> dict[str, str]:
    return {name: request.POST[name] for name in VIEWS_KEPT if request.POST.get(name)}


def _cases(request: TeamRequest, numbers: Sequence[str]) -> list[Case]:
    """Those that the user may act upon; what is not theirs is left out without a word."""
    ids = list(filter(None, map(as_number, numbers[:MOST])))
    brands = request.access.brand_ids(Role.AGENT)
    return list(Case.objects.filter(pk__in=ids, brand__in=brands).select_related("brand"))


def _do(request: TeamRequest, what: str, cases: Sequence[Case]) -> None:
    at, user, by = now(), request.access.user, request.access.actor
    count = len(cases)
    if what == "take":
        for case in cases:
            assign_case(case, to=user, by=by, at=at)
        said = ngettext("%(n)s case is yours.", "%(n)s cases are yours.", count)
        say(request, said % {"n": count}, undo=_way_back(what, cases, at=at))
    elif what == "give":
        _give(request, cases)
    elif what == "tag":
        _tag(request, cases)
    elif what == "resolve":
        for case in cases:
            resolve_case(case, by=by, at=at)
        said = ngettext("%(n)s case is resolved.", "%(n)s cases are resolved.", count)
        say(request, said % {"n": count}, undo=_way_back(what, cases, at=at))
    elif what in {"tomorrow", "next_week"}:
        for case in cases:
            until = {time.key: time.until for time in snooze_times(case, at=at)}
            snooze_case(case, until=until.get(what, until["tomorrow"]), by=by, at=at)
        said = ngettext("%(n)s case is put aside.", "%(n)s cases are put aside.", count)
        say(request, said % {"n": count}, undo=_way_back(what, cases, at=at))


def _give(request: TeamRequest, cases: Sequence[Case]) -> None:
    form = GiveForm(request.POST, brand_ids=request.access.brand_ids(Role.AGENT))
    if not form.is_valid():
        messages.error(request, str(form.errors["to"][0]))
        return
    to, at = form.cleaned_data["to"], now()
    theirs = access_of(to).brand_ids(Role.AGENT)
    given = [case for case in cases if case.brand_id in theirs]
    for case in given:
        assign_case(case, to=to, by=request.access.actor, at=at)
    if given:
        said = ngettext("%(n)s case is %(name)s’s.", "%(n)s cases are %(name)s’s.", len(given))
        undo = _way_back("give", given, at=at)
        say(request, said % {"n": len(given), "name": to.name}, undo=undo)
    if left := len(cases) - len(given):
        said = ngettext(
            "%(n)s case stays as it was: %(name)s does not answer for its brand.",
            "%(n)s cases stay as they were: %(name)s does not answer for their brands.",
            left,
        )
        messages.warning(request, said % {"n": left, "name": to.name})


def _tag(request: TeamRequest, cases: Sequence[Case]) -> None:
    form = TagForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(form.errors["name"][0]))
        return
    for case in cases:
        tag_case(case, name=form.cleaned_data["name"], by=request.access.actor, at=now())
    said = ngettext(
        "%(n)s case has the tag %(tag)s.", "%(n)s cases have the tag %(tag)s.", len(cases)
    )
    say(request, said % {"n": len(cases), "tag": form.cleaned_data["name"]})


def _undo(request: TeamRequest, what: str, cases: Sequence[Case]) -> None:
    by, at = request.access.actor, now()
    done_at = as_moment(request.GET.get("at", ""))
    for case in cases:
        if what == "resolve":
            reopen_case(case, by=by, at=at)
        elif what in {"tomorrow", "next_week"}:
            wake_case(case, by=by, at=at)
        elif what in {"take", "give"} and done_at:
            undo_assignment(case, given_at=done_at, by=by, at=at)
    say(request, _("Everything is as it was."))


def _way_back(what: str, cases: Sequence[Case], *, at: datetime) -> str:
    """`at` is when it was done: by that a case is known in which more has happened since."""
    asked = [("do", what), ("at", at.isoformat()), *(("case", str(case.pk)) for case in cases)]
    return f"{reverse('inbox:selection')}?{urlencode(asked)}"
