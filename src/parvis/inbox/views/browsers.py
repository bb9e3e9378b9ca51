"""Where each of the team says in which browsers they want to be warned."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Role
from parvis.brands.tabs import settings_tabs
from parvis.inbox.actions.warnings import (
    add_browser,
    application_key,
    remove_browser,
    try_browser,
)
from parvis.inbox.forms import BrowserForm
from parvis.kit.clock import now
from parvis.kit.http import HttpDoor
from parvis.kit.push import Pushed


@require_GET
@team(Role.AGENT)
def browsers(request: TeamRequest) -> HttpResponse:
    context = {
        "section": "settings",
        "tabs": settings_tabs(request.access, current="browsers"),
        "browsers": request.access.user.browsers.order_by("-added_at"),
        "application_key": application_key(at=now()),
        "now": now(),
    }
    return render(request, "inbox/browsers.html", context)


@require_POST
@team(Role.AGENT)
def added_browser(request: TeamRequest) -> HttpResponse:
    form = BrowserForm(request.POST, agent=request.headers.get("User-Agent", ""))
    if form.is_valid():
        add_browser(request.access.user, form.device(), name=form.name(), at=now())
        messages.success(request, _("This browser is warned from now on."))
    else:
        messages.error(request, _("This browser did not say how it can be reached. Try again."))
    return redirect("inbox:browsers")


@require_POST
@team(Role.AGENT)
def removed_browser(request: TeamRequest, pk: int) -> HttpResponse:
    browser = get_object_or_404(request.access.user.browsers, pk=pk)
    remove_browser(browser, by=request.access.user, at=now())
    messages.success(request, _("That browser is not warned any more."))
    return redirect("inbox:browsers")


@require_POST
@team(Role.AGENT)
def tried_browser(request: TeamRequest, pk: int) -> HttpResponse:
    browser = get_object_or_404(request.access.user.browsers, pk=pk)
    with HttpDoor() as door:
        pushed = try_browser(door, browser, at=now())
    match pushed:
        case Pushed.DELIVERED:
            messages.success(request, _("A note is on its way to that browser."))
        case Pushed.GONE:
            messages.error(request, _("That browser has withdrawn, and is off the list."))
        case Pushed.LATER:
            messages.error(request, _("The push service did not take the note. Try again later."))
    return redirect("inbox:browsers")
