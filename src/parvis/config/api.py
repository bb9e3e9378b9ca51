"""The API, version 1: typed, described at /api/v1/openapi.json, for members of the team.

A key of the user (`Authorization: Bearer ...`, made on their own page) or their session opens it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, cast

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema, Status
from ninja.errors import HttpError
from ninja.security import HttpBearer, SessionAuth
from pydantic import StringConstraints

from parvis.brands.access import Access, access_of
from parvis.brands.models import AccessToken, Role
from parvis.channels.queries import account_health
from parvis.inbox.actions import NothingToAnswer, Overtaken, reply_to_case
from parvis.inbox.actions.reply import last_answer_id, last_question
from parvis.inbox.models import Case
from parvis.inbox.queries.case import can_be_answered, case_story
from parvis.inbox.queries.search import search_cases
from parvis.insight.actions import catch_up
from parvis.insight.queries.counted import Period
from parvis.insight.queries.document import as_json
from parvis.insight.queries.index import index
from parvis.insight.queries.room import room_to_sort
from parvis.kit.clock import now
from parvis.kit.secrets import digest


class ApiRequest(HttpRequest):
    auth: Access


class BySession(SessionAuth):
    def authenticate(self, request: HttpRequest, key: str | None) -> Access | None:  # noqa: ARG002
        user = request.user
        return access_of(user) if user.is_authenticated else None


class ByToken(HttpBearer):
    def authenticate(self, request: HttpRequest, token: str) -> Access | None:  # noqa: ARG002
        row = (
            AccessToken.objects.filter(digest=digest(token), revoked_at=None, user__is_active=True)
            .select_related("user")
            .first()
        )
        return access_of(row.user) if row else None


api = NinjaAPI(
    title="Parvis",
    version="1",
    auth=[BySession(csrf=True), ByToken()],
    docs_url=None,
    urls_namespace="api-1",
)


class CaseOut(Schema):
    id: int
    brand: str
    person: str
    title: str
    state: str
    assignee: str | None
    opened_at: datetime
    due_at: datetime | None

    @staticmethod
    def of(case: Case) -> CaseOut:
        return CaseOut(
            id=case.pk,
            brand=case.brand.slug,
            person=str(case.person),
            title=case.title,
            state=case.state,
            assignee=case.assignee.name if case.assignee else None,
            opened_at=case.opened_at,
            due_at=case.due_at,
        )


class EntryOut(Schema):
    kind: str
    at: datetime
    name: str
    text: str
    channel: str
    state: str


class CaseStoryOut(CaseOut):
    """`last_answer` is the id of the newest answer, 0 for none: `seen` of a reply."""

    entries: list[EntryOut]
    last_answer: int


Words = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, min_length=1, max_length=100_000, pattern=r"^[^\x00]*$"
    ),
]
Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,80}$")]


class ReplyIn(Schema):
    """`key` names this answer within its case: sent twice, it is one answer.

    `seen` is the id of the newest answer that the writer knew (0: none): when a colleague's is
    newer, this one is not sent (409).
    """

    text: Words
    key: Key
    seen: int | None = None


class ReplyOut(Schema):
    id: int
    state: str


class NotSentOut(Schema):
    """`detail` says why in the reader's language, `last_answer` what `seen` must be by now."""

    detail: str
    last_answer: int


@api.get("/cases", response=list[CaseOut])
def list_cases(
    request: ApiRequest,
    state: Case.State = Case.State.OPEN,
    after: int = 0,
    limit: int = 50,
    q: str = "",
) -> list[CaseOut]:
    """Cases by id, from the one after `after` on; at most 200 at a time.

    With `q`, the words of the search field: what they find, the newest first, whatever the state.
    """
    most = max(1, min(limit, 200))
    rows = Case.objects.select_related("brand", "person", "assignee")
    if q.strip():
        return [CaseOut.of(case) for case in _found(request, q, most, among=rows)]
    listed = rows.filter(brand__in=_access(request).brand_ids(), state=state, pk__gt=after)
    return [CaseOut.of(case) for case in listed.order_by("pk")[:most]]


@api.get("/cases/{case_id}", response=CaseStoryOut)
def show_case(request: ApiRequest, case_id: int) -> CaseStoryOut:
    case = _case(request, case_id, role=Role.VIEWER)
    story = case_story(case)
    entries = [
        EntryOut(
            kind=entry.kind,
            at=entry.at,
            name=entry.name,
            text=entry.text or entry.verb,
            channel=entry.channel_name,
            state=entry.state,
        )
        for entry in story.entries
    ]
    return CaseStoryOut(**CaseOut.of(case).dict(), entries=entries, last_answer=story.last_answer)


@api.post("/cases/{case_id}/replies", response={202: ReplyOut, 409: NotSentOut})
def answer_case(
    request: ApiRequest, case_id: int, reply: ReplyIn
) -> Status[ReplyOut] | Status[NotSentOut]:
    case = _case(request, case_id, role=Role.AGENT)
    question = last_question(case)
    if question and not can_be_answered(question.account):
        channel = {"channel": question.account.name}
        return _not_sent(
            case,
            _("“%(channel)s” is filled by imports: answer where the message was written.")
            % channel,
        )
    try:
        outgoing = reply_to_case(
            case,
            text=reply.text,
            client_key=reply.key,
            seen=reply.seen,
            by=_access(request).user,
            at=now(),
        )
    except NothingToAnswer:
        return _not_sent(case, _("Nobody has written in this case: there is nothing to answer."))
    except Overtaken as overtaken:
        named = {"name": overtaken.outgoing.author_name}
        return _not_sent(
            case,
            _(
                "%(name)s has answered since. Yours was not sent: read that answer first, then send"
                " yours again with the new “seen” if it is still needed."
            )
            % named,
        )
    return Status(202, ReplyOut(id=outgoing.pk, state=outgoing.state))


@api.get("/channels")
def list_channels(request: ApiRequest) -> list[dict[str, Any]]:
    """The accounts and what is wrong with them."""
    return [
        {
            "id": health.account.pk,
            "brand": health.account.brand.slug,
            "connector": health.account.connector,
            "name": health.account.name,
            "state": health.account.state,
            "error": health.account.error,
            "last_ok_at": health.account.last_ok_at,
            "waiting": health.waiting,
            "quarantined": health.quarantined,
            "unsent": health.unsent,
            "uncertain": health.uncertain,
        }
        for health in account_health(_access(request).brand_ids())
    ]


@api.get("/brands/{slug}/index")
def show_index(request: ApiRequest, slug: str, days: int = 30) -> dict[str, Any]:
    """How the brand answered over the last `days`, with its definitions' version."""
    brand = next((own for own in _access(request).brands if own.slug == slug), None)
    if brand is None:
        raise HttpError(
            404, _("There is no such brand among yours: see the brands in /api/v1/channels.")
        )
    if not catch_up().is_complete:
        raise HttpError(503, _("The messages are still being counted: ask again in a minute."))
    with room_to_sort():
        return dict(as_json(index(brand, Period.of_days(max(1, min(days, 366)), at=now()))))


def _not_sent(case: Case, why: str) -> Status[NotSentOut]:
    return Status(409, NotSentOut(detail=why, last_answer=last_answer_id(case)))


def _found(request: ApiRequest, words: str, most: int, *, among: QuerySet[Case]) -> list[Case]:
    access = _access(request)
    found = search_cases(access.brand_ids(), words, most, user=access.user, at=now())
    cases = among.in_bulk([hit.case_id for hit in found.hits])
    return [cases[hit.case_id] for hit in found.hits if hit.case_id in cases]


def _access(request: HttpRequest) -> Access:
    return cast("ApiRequest", request).auth


def _case(request: HttpRequest, case_id: int, *, role: Role) -> Case:
    access = _access(request)
    case = (
        Case.objects.filter(pk=case_id, brand__in=access.brand_ids())
        .select_related("brand", "person", "assignee")
        .first()
    )
    if case is None:
        raise HttpError(404, _("There is no case with this number in your brands."))
    if not access.may(case.brand_id, role):
        raise HttpError(
            403, _("Your role may read this case, not answer it: ask somebody who leads the team.")
        )
    return case
