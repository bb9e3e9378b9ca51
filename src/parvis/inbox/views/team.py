"""The agents' pages: the queue, the case, and what is done with it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Role
from parvis.channels.models import Account
from parvis.channels.registry import connector
from parvis.inbox.actions import (
    NothingToAnswer,
    Overtaken,
    add_note,
    assign_case,
    reopen_case,
    reply_to_case,
    resolve_case,
    unassign_case,
)
from parvis.inbox.actions.reply import last_answer_id, last_question
from parvis.inbox.forms import AssignForm, NoteForm, ReplyForm
from parvis.inbox.models import Case
from parvis.inbox.queries.case import case_story
from parvis.inbox.queries.queue import View, queue
from parvis.kit.clock import now
from parvis.kit.secrets import new_token


@require_GET
@team(Role.VIEWER)
def queue_page(request: TeamRequest) -> HttpResponse:
    """The queue alone; with htmx, only its list."""
    template = "inbox/inbox.html#queue" if request.htmx else "inbox/inbox.html"
    return render(request, template, _queue_context(request))


@require_GET
@team(Role.VIEWER)
def case_page(request: TeamRequest, pk: int) -> HttpResponse:
    """A case between the queue and the person; with htmx, the part that the target names."""
    case = _case(request, pk)
    context = _case_context(request, case)
    part = request.htmx.target if request.htmx else ""
    if part in {"timeline", "conversation-head", "person-story"}:
        return render(request, f"inbox/inbox.html#{part}", context)
    return render(request, "inbox/inbox.html", context | _queue_context(request, case.pk))


@require_POST
@team(Role.AGENT)
def reply(request: TeamRequest, pk: int) -> HttpResponse:
    case = _case(request, pk, role=Role.AGENT)
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


@require_POST
@team(Role.AGENT)
def note(request: TeamRequest, pk: int) -> HttpResponse:
    case = _case(request, pk, role=Role.AGENT)
    form = NoteForm(request.POST)
    if form.is_valid():
        add_note(case, text=form.cleaned_data["note"], author=request.access.user, at=now())
    else:
        messages.error(request, str(form.errors["note"][0]))
    return redirect("inbox:case", pk=case.pk)


@require_POST
@team(Role.AGENT)
def assignment(request: TeamRequest, pk: int) -> HttpResponse:
    case = _case(request, pk, role=Role.AGENT)
    form = AssignForm(request.POST, brand=case.brand)
    if not form.is_valid():
        messages.error(request, _("This person is not in the team of %s.") % case.brand)
    elif to := form.cleaned_data["to"]:
        assign_case(case, to=to, by=request.access.actor, at=now())
    else:
        unassign_case(case, by=request.access.actor, at=now())
    return redirect("inbox:case", pk=case.pk)


@require_POST
@team(Role.AGENT)
def resolution(request: TeamRequest, pk: int) -> HttpResponse:
    """Resolve, and undo: with `undo` in the form the case is opened again."""
    case = _case(request, pk, role=Role.AGENT)
    if "undo" in request.POST:
        reopen_case(case, by=request.access.actor, at=now())
        return redirect("inbox:case", pk=case.pk)
    resolve_case(case, by=request.access.actor, at=now())
    messages.success(request, _("The case is resolved."))
    return redirect("inbox:case", pk=case.pk)


def _case(request: TeamRequest, pk: int, *, role: Role = Role.VIEWER) -> Case:
    """The case, for those who may see it: 404 for strangers, 403 when the role is too low."""
    case = get_object_or_404(
        Case.objects.filter(brand__in=request.access.brand_ids()).select_related(
            "brand", "person", "account", "assignee"
        ),
        pk=pk,
    )
    request.access.require(case.brand_id, role)
    return case


def _limit(case: Case) -> int | None:
    question = last_question(case)
    return connector(question.account.connector).spec.limits.text_max if question else None


def _queue_context(request: TeamRequest, current: int | None = None) -> dict[str, Any]:
    asked = request.GET.get("view", View.OPEN)
    view = View(asked) if asked in set(View) else View.OPEN
    current = current or _number(request, "current")
    at = now()
    return {
        "section": "inbox",
        "now": at,
        "live_topics": "case outgoing",
        "current": current,
        "words": request.GET.get("q", ""),
        "queue": queue(
            request.access.brand_ids(),
            view=view,
            user=request.access.user,
            at=at,
            words=request.GET.get("q", ""),
            page=_number(request, "page") or 1,
            current=current,
        ),
    }


def _number(request: TeamRequest, name: str) -> int | None:
    """A positive number of the address; None when it is missing or something else."""
    asked = request.GET.get(name, "")
    return int(asked) or None if asked.isascii() and asked.isdigit() and len(asked) < 10 else None


def _case_context(
    request: TeamRequest, case: Case, form: ReplyForm | None = None
) -> dict[str, Any]:
    story = case_story(case)
    question = story.question
    account = question.account if question else case.account
    spec = connector(account.connector).spec
    is_answerable = account.state != Account.State.PASSIVE and "reply" in spec.capabilities
    may_act = request.access.may(case.brand_id, Role.AGENT)
    at = now()
    first = {
        "key": new_token(12),
        "seen": story.last_answer,
        "question": question.pk if question else None,
    }
    return {
        "section": "inbox",
        "now": at,
        "case": case,
        "story": story,
        "is_sending": story.is_sending(at=at),
        "question": question,
        "spec": spec,
        "account": account,
        "may_reply": may_act and question is not None and is_answerable,
        "may_act": may_act,
        "reply_form": form or ReplyForm(initial=first),
        "note_form": NoteForm(),
        "assign_form": AssignForm(
            brand=case.brand, initial={"to": case.assignee_id or request.access.user.pk}
        ),
    }


def _again(request: TeamRequest, case: Case, form: ReplyForm, *, status: int) -> HttpResponse:
    """The page with what was typed kept, and what is wrong said beside it.

    It shows the person's last message and who reads the answer to it: that is the one it answers.
    """
    question = last_question(case)
    form.data = {**form.data, "question": str(question.pk) if question else ""}
    context = _case_context(request, case, form) | _queue_context(request, case.pk)
    return render(request, "inbox/inbox.html", context, status=status)


def _overtaken(overtaken: Overtaken) -> str:
    return _(
        "%(name)s has answered since you opened this page. Your words are kept below: read that"
        " answer first, then send yours if it is still needed."
    ) % {"name": overtaken.outgoing.author_name}
