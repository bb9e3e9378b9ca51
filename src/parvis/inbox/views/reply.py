"""Answering a case from its page."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Role
from parvis.channels.models import Outgoing
from parvis.channels.registry import connector
from parvis.inbox.actions import (
    NothingToAnswer,
    Overtaken,
    discard_draft,
    reply_to_case,
    resolve_case,
    save_draft,
)
from parvis.inbox.actions.reply import last_answer_id, last_question
from parvis.inbox.forms import ReplyForm
from parvis.inbox.models import Case
from parvis.inbox.views.after import another_case, elsewhere
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
        outgoing = reply_to_case(
            case,
            text=form.cleaned_data["text"],
            client_key=form.cleaned_data["key"],
            seen=form.cleaned_data["seen"],
            question_id=form.cleaned_data["question"],
            by=request.access.user,
            at=now(),
        )
    except Overtaken as overtaken:
        form.add_error(None, _overtaken(overtaken.outgoing))
        form.data = {**form.data, "seen": str(last_answer_id(case))}
        _keep(request, case, form)
        return _again(request, case, form, status=409, overtaken=overtaken.outgoing)
    except NothingToAnswer:
        form.add_error(None, _("There is no message in this case that can be answered."))
        _keep(request, case, form)
        return _again(request, case, form, status=422)
    discard_draft(case, by=request.access.user, at=now())
    if request.POST.get("then") == "resolve":
        answered = _case_answered(outgoing) or case
        resolve_case(answered, by=request.access.actor, at=now())
        undo = reverse("inbox:resolution", args=[answered.pk])
        said = _("On its way, and the case is resolved.")
        return elsewhere(request, reverse("inbox:queue"), said, undo=undo)
    return another_case(request, case, _("Your answer is on its way."))


def _case_answered(outgoing: Outgoing) -> Case | None:
    """Where the question lies now: it may have been split off while the page was open."""
    return Case.objects.filter(places__message=outgoing.answers_id).select_related("brand").first()


def _keep(request: TeamRequest, case: Case, form: ReplyForm) -> None:
    """The words were held back: they stay as a draft, whatever becomes of this page."""
    save_draft(
        case,
        text=form.cleaned_data["text"],
        question_id=form.cleaned_data["question"],
        by=request.access.user,
        at=now(),
    )


def _limit(case: Case) -> int | None:
    question = last_question(case)
    return connector(question.account.connector).spec.limits.text_max if question else None


def _again(
    request: TeamRequest,
    case: Case,
    form: ReplyForm,
    *,
    status: int,
    overtaken: Outgoing | None = None,
) -> HttpResponse:
    """The page with what was typed kept, and what is wrong said beside it.

    It shows the person's last message and who reads the answer to it: that is the one it answers.
    """
    question = last_question(case)
    form.data = {**form.data, "question": str(question.pk) if question else ""}
    context = case_context(request, case, form) | {"overtaken": overtaken}
    return whole_page(request, context, status=status)


def _overtaken(outgoing: Outgoing) -> str:
    return _(
        "%(name)s has answered since you opened this page. Your words are kept below: read that"
        " answer first, then send yours if it is still needed."
    ) % {"name": outgoing.author_name}
