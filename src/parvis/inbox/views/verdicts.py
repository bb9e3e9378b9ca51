"""What triage says of a message, with the words that decided, and saying it otherwise."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Role
from parvis.channels.models import Message
from parvis.inbox.actions import NotCorrectable, make_case_of, needs_no_answer
from parvis.inbox.actions.remarks import NothingToSay, remark, undo_remark
from parvis.inbox.models import Remark
from parvis.inbox.queries.verdicts import NEED, verdict_of
from parvis.inbox.views.after import another_case, case_again, elsewhere, say, say_why_not
from parvis.inbox.views.choices import LABELS
from parvis.inbox.views.quiet import find_message, said_of_case, undo_of
from parvis.kit.clock import now
from parvis.triage.examples import ANSWERS


@require_http_methods(["GET", "POST"])
@team(Role.AGENT)
def verdict(request: TeamRequest, pk: int) -> HttpResponse:
    """GET: what is said of it, in a dialog with htmx; POST: one thing is otherwise."""
    message = find_message(request, pk)
    if request.method == "GET":
        return _shown(request, message)
    about, _sign, said = request.POST.get("say", "").partition("=")
    if about == NEED and said in ANSWERS:
        return _need_said(request, message, calls_for_answer=said == "yes")
    at = now()
    try:
        made = remark(message, about=about, said=said, by=request.access.user, at=at)
    except NothingToSay:
        messages.error(request, _("Choose what the message is."))
        return _after(request, message)
    except NotCorrectable as error:
        say_why_not(request, error)
        return _after(request, message)
    undo = reverse("inbox:remark", args=[made.pk]) if made.said_at == at else ""
    return _after(request, message, _("Said. Triage learns from it."), undo=undo)


@require_POST
@team(Role.AGENT)
def undone_remark(request: TeamRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(
        Remark.objects.select_related("judgement__message__account__brand"),
        pk=pk,
        judgement__message__account__brand__in=request.access.brand_ids(),
    )
    message = found.judgement.message
    request.access.require(message.account.brand_id, Role.AGENT)
    undo_remark(found, by=request.access.user, at=now())
    holds = found.judgement.remarks.filter(about=found.about, undone_at=None).first()
    said = (
        _("What %(name)s said holds.") % {"name": holds.by_name}
        if holds
        else _("What triage said holds again.")
    )
    if hasattr(message, "place"):
        return another_case(request, message.place.case, said)
    return elsewhere(request, reverse("inbox:verdict", args=[message.pk]), said)


def _need_said(request: TeamRequest, message: Message, *, calls_for_answer: bool) -> HttpResponse:
    """Where it is so already, nothing is said anew."""
    by, at = request.access.user, now()
    try:
        if calls_for_answer:
            case = make_case_of(message, by=by, at=at)
            said, undo = said_of_case(message, at=at)
            return another_case(request, case, said, undo=undo)
        needs_no_answer(message, by=by, at=at)
    except NotCorrectable as error:
        say_why_not(request, error)
        return _after(request, message)
    return _after(request, message, _("It needs no answer."), undo=undo_of(message, at=at))


def _shown(request: TeamRequest, message: Message) -> HttpResponse:
    judgement = getattr(message, "judgement", None)
    context = {
        "section": "inbox",
        "message": message,
        "judgement": judgement,
        "parts": verdict_of(message) if judgement else [],
        "spoken": LABELS.get(judgement.language, _("not clear")) if judgement else "",
        "case_id": message.place.case_id if hasattr(message, "place") else None,
        "now": now(),
    }
    template = "inbox/verdict_form.html" if request.htmx else "inbox/verdict.html"
    return render(request, template, context)


def _after(
    request: TeamRequest, message: Message, said: str = "", *, undo: str = ""
) -> HttpResponse:
    """With htmx one is on the page of the case; else on the verdict's own."""
    if request.htmx and hasattr(message, "place"):
        return case_again(request, message.place.case, said, undo=undo)
    say(request, said, undo=undo)
    return redirect("inbox:verdict", pk=message.pk)
