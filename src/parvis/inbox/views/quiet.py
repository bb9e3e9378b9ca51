"""Messages that need no answer: what they are, why, and that somebody knows better."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Role
from parvis.channels.models import Account, Message
from parvis.inbox.actions import NotCorrectable, make_case_of, needs_no_answer, undo_correction
from parvis.inbox.models import Correction
from parvis.inbox.queries.quiet import REASONS, quiet_messages
from parvis.inbox.views.after import another_case, case_again, elsewhere, say, say_why_not
from parvis.inbox.views.finding import as_number, find_case, number_asked
from parvis.kit.clock import now


@require_GET
@team(Role.VIEWER)
def quiet_page(request: TeamRequest) -> HttpResponse:
    accounts = list(
        Account.objects.filter(brand__in=request.access.brand_ids()).order_by("brand", "name")
    )
    channel = number_asked(request, "channel")
    reason = request.GET.get("reason", "")
    words, tone = request.GET.get("q", ""), request.GET.get("tone", "")
    kept = {"reason": reason, "channel": channel or "", "q": words, "tone": tone}
    context = {
        "section": "inbox",
        "accounts": accounts,
        "channel": channel,
        "reasons": REASONS.items(),
        "reason": reason,
        "words": words,
        "tone": tone,
        "kept": urlencode({name: value for name, value in kept.items() if value}),
        "page": quiet_messages(
            [account for account in accounts if channel in {None, account.pk}],
            reason=reason if reason in REASONS else "",
            words=words,
            tone=tone,
            before=request.GET.get("before", ""),
        ),
        "now": now(),
    }
    return render(request, "inbox/quiet.html", context)


@require_POST
@team(Role.AGENT)
def case_of_message(request: TeamRequest, pk: int) -> HttpResponse:
    """It needs an answer after all. With htmx its line says so, and the list stays."""
    message = find_message(request, pk)
    try:
        case = make_case_of(message, by=request.access.user, at=now())
    except NotCorrectable as error:
        say_why_not(request, error)
        return redirect("inbox:quiet")
    undo = undo_of(message)
    if not request.htmx:
        return another_case(request, case, _("It is a case now."), undo=undo)
    say(request, _("It is a case now."), undo=undo)
    return render(request, "inbox/quiet_no_more.html", {"message": message, "case": case})


@require_POST
@team(Role.AGENT)
def no_answer(request: TeamRequest, pk: int) -> HttpResponse:
    """The message on which the case waits needs no answer."""
    case = find_case(request, pk, role=Role.AGENT)
    number = as_number(request.POST.get("message", ""))
    if number is None:
        messages.error(request, _("Choose the message first."))
        return case_again(request, case)
    message = get_object_or_404(Message, pk=number, place__case=case)
    try:
        needs_no_answer(message, by=request.access.user, at=now())
    except NotCorrectable as error:
        say_why_not(request, error)
        return case_again(request, case)
    return case_again(request, case, _("It needs no answer."), undo=undo_of(message))


@require_POST
@team(Role.AGENT)
def undone_correction(request: TeamRequest, pk: int) -> HttpResponse:
    correction = get_object_or_404(
        Correction.objects.select_related("judgement__message__account__brand"),
        pk=pk,
        judgement__message__account__brand__in=request.access.brand_ids(),
    )
    message = correction.judgement.message
    request.access.require(message.account.brand_id, Role.AGENT)
    was_quiet = not correction.calls_for_answer
    undo_correction(correction, by=request.access.user, at=now())
    if request.GET.get("from") == "triage":
        where = {"brand": message.account.brand.slug, "page": number_asked(request, "page") or 1}
        mistakes = f"{reverse('inbox:triage')}?{urlencode(where)}#mistakes"
        return elsewhere(request, mistakes, _("Taken back: what triage said holds."))
    fresh = Message.objects.select_related("place__case").get(pk=message.pk)
    if was_quiet and hasattr(fresh, "place"):
        return another_case(request, fresh.place.case, _("It waits for an answer again."))
    return elsewhere(request, reverse("inbox:quiet"), _("It is quiet again."))


def find_message(request: TeamRequest, pk: int) -> Message:
    """For those who may answer it: 404 for strangers, 403 when the role is too low."""
    message = get_object_or_404(
        Message.objects.filter(account__brand__in=request.access.brand_ids()).select_related(
            "account__brand"
        ),
        pk=pk,
    )
    request.access.require(message.account.brand_id, Role.AGENT)
    return message


def undo_of(message: Message) -> str:
    """Where the correction of it is taken back; empty when triage itself says so by now."""
    correction = Correction.objects.filter(judgement=message.pk, undone_at=None).first()
    return reverse("inbox:correction", args=[correction.pk]) if correction else ""
