"""Answering a case from its page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Role
from parvis.channels.registry import connector
from parvis.inbox.actions import NothingToAnswer, Overtaken, reply_to_case, resolve_case
from parvis.inbox.actions.reply import last_answer_id, last_question
from parvis.inbox.forms import ReplyForm
from parvis.inbox.models import Case
from parvis.inbox.views.case import case_context, whole_page
from parvis.inbox.views.finding import find_case
from parvis.kit.clock import now


@require_POST
@team(Role.AGENT)
def reply(request: TeamRequest, pk: int) -> HttpResponse:
    case = find_case(request, pk, role=Role.AGENT)
    form = ReplyForm(request.POST.dict(), limit=_limit(case))
    if not form.is_valid():
        return _again(request, case, form, status=422)
    try:
        reply_to_case(
            case,
            text=form.cleaned_data["text"],
            client_key=form.cleaned_data["key"],
            seen=form.cleaned_data["seen"],
            question_id=form.cleaned_data["question"],
            by=request.access.user,
            at=now(),
        )
    except Overtaken as overtaken:
        form.add_error(None, _overtaken(overtaken))
        form.data = {**form.data, "seen": str(last_answer_id(case))}
        return _again(request, case, form, status=409)
    except NothingToAnswer:
        form.add_error(None, _("There is no message in this case that can be answered."))
        return _again(request, case, form, status=422)
    if request.POST.get("then") == "resolve":
        resolve_case(case, by=request.access.actor, at=now())
        messages.success(request, _("Sent, and the case is resolved."))
        return redirect("inbox:queue")
    messages.success(request, _("Your answer is on its way."))
    return redirect("inbox:case", pk=case.pk)


def _limit(case: Case) -> int | None:
    question = last_question(case)
    return connector(question.account.connector).spec.limits.text_max if question else None


def _again(request: TeamRequest, case: Case, form: ReplyForm, *, status: int) -> HttpResponse:
    """The page with what was typed kept, and what is wrong said beside it.

    It shows the person's last message and who reads the answer to it: that is the one it answers.
    """
    question = last_question(case)
    form.data = {**form.data, "question": str(question.pk) if question else ""}
    return whole_page(request, case, case_context(request, case, form), status=status)


def _overtaken(overtaken: Overtaken) -> str:
    return _(
        "%(name)s has answered since you opened this page. Your words are kept below: read that"
        " answer first, then send yours if it is still needed."
    ) % {"name": overtaken.outgoing.author_name}
