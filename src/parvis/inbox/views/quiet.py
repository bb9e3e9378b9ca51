"""Messages that need no answer: what they are, why, and that somebody knows better."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Brand, Role
from parvis.channels.models import Account, Message
from parvis.inbox.actions import (
    NotCorrectable,
    make_case_of,
    needs_no_answer,
    restore_correction,
    undo_correction,
)
from parvis.inbox.models import Correction, Judgement
from parvis.inbox.queries.quiet import REASONS, quiet_messages
from parvis.inbox.views.after import another_case, case_again, elsewhere, say, say_why_not
from parvis.inbox.views.finding import as_number, find_case, number_asked
from parvis.kit.clock import now


@require_GET
@team(Role.VIEWER)
def quiet_page(request: TeamRequest) -> HttpResponse:
    asked = number_asked(request, "brand")
    brand = next((own for own in request.access.brands if own.pk == asked), None)
    looked_in = [brand.pk] if brand else request.access.brand_ids()
    accounts = list(Account.objects.filter(brand__in=looked_in).order_by("brand", "name"))
    channel = number_asked(request, "channel")
    reason = request.GET.get("reason", "")
    words, tone = request.GET.get("q", ""), request.GET.get("tone", "")
    kept = {
        "brand": brand.pk if brand else "",
        "reason": reason,
        "channel": channel or "",
        "q": words,
        "tone": tone,
    }
    context = {
        "section": "inbox",
        "brand": brand,
        "may_check": _may(request, Role.AGENT, brand),
        "may_see_triage": _may(request, Role.LEAD, brand),
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


def _may(request: TeamRequest, role: Role, brand: Brand | None) -> bool:
    """In this brand, or in one of theirs."""
    access = request.access
    return access.may(brand.pk, role) if brand else access.may_anywhere(role)


@require_POST
@team(Role.AGENT)
def case_of_message(request: TeamRequest, pk: int) -> HttpResponse:
    """It needs an answer after all. With htmx its line says so, and the list stays."""
    message = find_message(request, pk)
    at = now()
    try:
        case = make_case_of(message, by=request.access.user, at=at)
    except NotCorrectable as error:
        say_why_not(request, error)
        return elsewhere(request, reverse("inbox:quiet"))
    said, undo = said_of_case(message, at=at)
    if not request.htmx:
        return another_case(request, case, said, undo=undo)
    say(request, said, undo=undo)
    answer = render(request, "inbox/quiet_no_more.html", {"message": message, "case": case})
    answer.headers["HX-Trigger"] = "quiet-fewer"  # the number in the heading is asked for anew
    return answer


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
    at = now()
    try:
        needs_no_answer(message, by=request.access.user, at=at)
    except NotCorrectable as error:
        say_why_not(request, error)
        return case_again(request, case)
    return case_again(request, case, _("It needs no answer."), undo=undo_of(message, at=at))


@require_POST
@team(Role.AGENT)
def undone_correction(request: TeamRequest, pk: int) -> HttpResponse:
    """From the page of triage, where any word of the team is taken back, it can be put back."""
    correction, at = _find_correction(request, pk), now()
    try:
        undo_correction(correction, by=request.access.user, at=at)
    except NotCorrectable as error:
        say_why_not(request, error)
        return _after_correction(request, correction)
    judgement = Judgement.objects.get(pk=correction.judgement_id)
    if holds := judgement.corrections.filter(undone_at=None).first():
        said = _("What %(name)s said holds.") % {"name": holds.by_name}
    elif request.GET.get("from") == "triage":
        said = _("Taken back: what triage said holds.")
    elif judgement.calls_for_answer:
        said = _("It waits for an answer again.")
    else:
        said = _("It is quiet again.")
    undo = ""
    if request.GET.get("from") == "triage" and judgement.corrections.filter(undone_at=at).exists():
        undo = f"{_restoring(correction)}?{request.GET.urlencode()}"
    return _after_correction(request, correction, said, undo=undo)


@require_POST
@team(Role.AGENT)
def restored_correction(request: TeamRequest, pk: int) -> HttpResponse:
    """What was taken back holds again, as the word of the one who said it."""
    correction = _find_correction(request, pk)
    try:
        holds = restore_correction(correction, by=request.access.user, at=now())
    except NotCorrectable as error:
        say_why_not(request, error)
        return _after_correction(request, correction)
    if holds:
        said = _("What %(name)s said holds again.") % {"name": correction.by_name}
    else:
        said = _("Somebody has said otherwise since: that holds.")
    return _after_correction(request, correction, said)


def _find_correction(request: TeamRequest, pk: int) -> Correction:
    correction = get_object_or_404(
        Correction.objects.select_related("judgement__message__account__brand"),
        pk=pk,
        judgement__message__account__brand__in=request.access.brand_ids(),
    )
    request.access.require(correction.judgement.message.account.brand_id, Role.AGENT)
    return correction


def _after_correction(
    request: TeamRequest, correction: Correction, said: str = "", *, undo: str = ""
) -> HttpResponse:
    """The page of triage where one came from there; else where the message stands by now."""
    message = Message.objects.select_related("account__brand", "judgement", "place__case").get(
        pk=correction.judgement_id
    )
    if request.GET.get("from") == "triage":
        where = {"brand": message.account.brand.slug, "page": number_asked(request, "page") or 1}
        mistakes = f"{reverse('inbox:triage')}?{urlencode(where)}#mistakes"
        return elsewhere(request, mistakes, said, undo=undo)
    if message.judgement.calls_for_answer and hasattr(message, "place"):
        return another_case(request, message.place.case, said, undo=undo)
    return elsewhere(request, reverse("inbox:quiet"), said, undo=undo)


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


def said_of_case(message: Message, *, at: datetime) -> tuple[str, str]:
    """What to say of the case that was made of it at that time, and where that is taken back."""
    undo = undo_of(message, at=at)
    return (_("It is a case now.") if undo else _("It is a case already.")), undo


def undo_of(message: Message, *, at: datetime) -> str:
    """Where what was said of it at that time is taken back: the correction made then, or else the
    one that was undone by it. Empty where it was so already and nothing was said."""
    corrections = Correction.objects.filter(judgement=message.pk)
    if made := corrections.filter(corrected_at=at).first():
        return reverse("inbox:correction", args=[made.pk])
    taken_back = corrections.filter(undone_at=at).first()
    return _restoring(taken_back) if taken_back else ""


def _restoring(correction: Correction) -> str:
    return reverse("inbox:correction_restored", args=[correction.pk])
