"""The same for several cases at once, chosen in the queue."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Role
from parvis.inbox.actions import (
    assign_case,
    reopen_case,
    resolve_case,
    snooze_case,
    tag_case,
    wake_case,
)
from parvis.inbox.forms import TagForm
from parvis.inbox.models import Case
from parvis.inbox.queries.snooze import snooze_times
from parvis.inbox.views.after import say
from parvis.inbox.views.finding import as_number
from parvis.kit.clock import now

MOST = 100
VIEWS_KEPT = ("view", "q", "brand", "channel", "tag")


@require_POST
@team(Role.AGENT)
def selection(request: TeamRequest) -> HttpResponse:
    """`case` (repeated) and `do`: take, tag, snooze or resolve; in the address with `undo`."""
    asked = request.GET if "undo" in request.POST else request.POST
    cases = _cases(request, asked.getlist("case"))
    what = asked.get("do", "")
    if not cases:
        messages.error(request, _("Choose cases first: x marks the one you are on."))
    elif "undo" in request.POST:
        _undo(request, what, cases)
    else:
        _do(request, what, cases)
    kept = {name: request.POST[name] for name in VIEWS_KEPT if request.POST.get(name)}
    address = reverse("inbox:queue")
    return redirect(f"{address}?{urlencode(kept)}" if kept else address)


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
        say(
            request,
            ngettext("%(n)s case is yours.", "%(n)s cases are yours.", count) % {"n": count},
        )
    elif what == "tag":
        _tag(request, cases)
    elif what == "resolve":
        for case in cases:
            resolve_case(case, by=by, at=at)
        said = ngettext("%(n)s case is resolved.", "%(n)s cases are resolved.", count)
        say(request, said % {"n": count}, undo=_way_back(what, cases))
    elif what in {"tomorrow", "next_week"}:
        for case in cases:
            until = {time.key: time.until for time in snooze_times(case, at=at)}
            snooze_case(case, until=until.get(what, until["tomorrow"]), by=by, at=at)
        said = ngettext("%(n)s case is put aside.", "%(n)s cases are put aside.", count)
        say(request, said % {"n": count}, undo=_way_back(what, cases))


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
    undo = reopen_case if what == "resolve" else wake_case
    for case in cases:
        undo(case, by=request.access.actor, at=now())
    say(request, _("Everything is as it was."))


def _way_back(what: str, cases: Sequence[Case]) -> str:
    asked = urlencode([("do", what), *(("case", case.pk) for case in cases)])
    return f"{reverse('inbox:selection')}?{asked}"
