"""The page of a case: between the queue and the person, with what can be done about it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Role
from parvis.channels.registry import connector
from parvis.inbox.doors import CASE_DOORS
from parvis.inbox.forms import AssignForm, NoteForm, ReplyForm, TagForm
from parvis.inbox.models import Case
from parvis.inbox.queries.attention import attention
from parvis.inbox.queries.case import can_be_answered, case_story
from parvis.inbox.queries.matters import about_case
from parvis.inbox.queries.moves import moves_of
from parvis.inbox.views.earlier import how_far_back
from parvis.inbox.views.finding import find_case
from parvis.inbox.views.queue import list_to_come
from parvis.kit.clock import now
from parvis.kit.secrets import new_token

PARTS = {
    "conversation": "inbox/opened.html",
    "case-head": "inbox/case_head.html",
    "timeline": "inbox/timeline.html",
    "person-story": "inbox/person_story.html",
}
"""What htmx may ask for alone, by the id it has on the page; the first is a case as it is opened
from the list."""


@require_GET
@team(Role.VIEWER)
def case_page(request: TeamRequest, pk: int) -> HttpResponse:
    """The whole page, whose list comes after it; with htmx, the part that the target names."""
    case = find_case(request, pk)
    context = case_context(request, case)
    if request.htmx and (part := PARTS.get(request.htmx.target or "")):
        return render(request, part, context)
    return whole_page(request, context)


def whole_page(request: TeamRequest, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    return render(request, "inbox/inbox.html", context | list_to_come(request), status=status)


def case_context(request: TeamRequest, case: Case, form: ReplyForm | None = None) -> dict[str, Any]:
    """What the page of the case shows; `form` is an answer that was refused."""
    at = now()
    back = how_far_back(request, case)
    moves = moves_of(case)
    story = case_story(case, shown=back.shown, message=back.message, moves=moves)
    team = attention(case, moves=moves, user=request.access.user, at=at)
    question = story.question
    account = question.account if question else case.account
    spec = connector(account.connector).spec
    may_act = request.access.may(case.brand_id, Role.AGENT)
    first = {
        "text": team.own_draft.text if team.own_draft else "",
        "key": new_token(12),
        "seen": story.last_answer,
        "question": question.pk if question else None,
    }
    return {
        "section": "inbox",
        "now": at,
        "case": case,
        "story": story,
        "about": about_case(case),
        "earlier": back.further(story),
        "team": team,
        "joins": [other for other in story.person.earlier if other.is_open],
        "is_sending": story.is_sending(at=at),
        "question": question,
        "spec": spec,
        "account": account,
        "may_reply": may_act and question is not None and can_be_answered(account),
        "may_act": may_act,
        "doors": CASE_DOORS,
        "reply_form": form or ReplyForm(initial=first),
        "note_form": NoteForm(),
        "tag_form": TagForm(),
        "assign_form": AssignForm(
            brand=case.brand, initial={"to": case.assignee_id or request.access.user.pk}
        ),
    }
