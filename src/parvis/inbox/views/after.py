"""What is shown after something was done with a case."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.brands.access import TeamRequest
from parvis.inbox.actions import AuthorGone, MessageDeleted, NotCorrectable
from parvis.inbox.models import Case
from parvis.inbox.views.case import case_context
from parvis.inbox.views.finding import find_case
from parvis.kit.notices import offer_undo


def case_again(request: TeamRequest, case: Case, said: str = "", *, undo: str = "") -> HttpResponse:
    """The page of the case; with htmx, what may have changed on it.

    `said` is what was done, in words, and `undo` the address that takes it back.
    """
    say(request, said, undo=undo)
    if not request.htmx:
        return redirect("inbox:case", pk=case.pk)
    fresh = find_case(request, case.pk)
    return render(request, "inbox/case_news.html", case_context(request, fresh))


def elsewhere(
    request: TeamRequest, address: str, said: str = "", *, undo: str = ""
) -> HttpResponse:
    """Another page; htmx is told to go there."""
    say(request, said, undo=undo)
    if request.htmx:
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)


def another_case(
    request: TeamRequest, case: Case, said: str = "", *, undo: str = ""
) -> HttpResponse:
    return elsewhere(request, reverse("inbox:case", args=[case.pk]), said, undo=undo)


def say(request: TeamRequest, said: str, *, undo: str = "") -> None:
    if undo:
        offer_undo(request, said, address=undo)
    elif said:
        messages.success(request, said)


def say_why_not(request: TeamRequest, error: NotCorrectable) -> None:
    """Why nobody can say of a message whether it calls for an answer."""
    if isinstance(error, AuthorGone):
        said = _("Who wrote this was erased: nobody is left to be answered.")
    elif isinstance(error, MessageDeleted):
        said = _("This message was deleted on its network: nothing is left to be answered.")
    else:
        said = _("Nobody has judged this message yet. Try again in a moment.")
    messages.error(request, said)
