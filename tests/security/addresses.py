"""Every address of Parvis, and who may come in: the table against which all of them are walked.

A new address has no row here, and the walk fails until somebody has said who may see it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from django.urls import URLPattern, URLResolver, get_resolver

from parvis.brands.models import Role

ANYONE: Literal["anyone"] = "anyone"
NOBODY: Literal["nobody"] = "nobody"
Who = Role | Literal["anyone", "nobody"]
Method = Literal["get", "post"]

VIEWER, AGENT, LEAD, OWNER = Role.VIEWER, Role.AGENT, Role.LEAD, Role.OWNER


@dataclass(frozen=True)
class Address:
    """One named address.

    `get` and `post` say who may use the method (None: it is refused with 405). `of` names the
    things of the house that the address is made of; an address of a thing is not found by members
    of another brand, unless it is for ANYONE. `query` is what comes after the question mark.
    """

    name: str
    get: Who | None = None
    post: Who | None = None
    of: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    api: bool = False

    @property
    def uses(self) -> Iterator[tuple[Method, Who]]:
        """The methods it takes, and who may use each."""
        if self.get is not None:
            yield "get", self.get
        if self.post is not None:
            yield "post", self.post

    @property
    def is_of_a_thing(self) -> bool:
        return bool(self.of or self.query)

    def __str__(self) -> str:
        return self.name + ("?" + ",".join(self.query) if self.query else "")


BRAND = {"slug": "slug"}
NAMED = {"brand": "slug"}

TABLE = (
    # the machine that looks after this one
    Address("health", get=ANYONE),
    # the door
    Address("account_login", get=ANYONE, post=ANYONE),
    Address("account_logout", get=ANYONE, post=ANYONE),
    Address("account_change_password", get=VIEWER, post=VIEWER),
    Address("brands:setup", get=NOBODY, post=NOBODY),  # the house is set up already
    Address("brands:language", post=ANYONE),
    Address("theme", post=ANYONE),
    Address("service_worker", get=ANYONE),
    Address("offline", get=ANYONE),
    # what customers see
    Address("knowledge:root", get=ANYONE),
    Address("knowledge:home", get=ANYONE, of=BRAND),
    Address("knowledge:suggest", get=ANYONE, post=ANYONE, of=BRAND),
    Address("knowledge:answers", get=ANYONE, of=BRAND),
    Address("knowledge:article", get=ANYONE, of={**BRAND, "article": "article_slug"}),
    Address("brands:stylesheet", get=ANYONE, of=BRAND),
    Address("channels:ask", get=ANYONE, post=ANYONE, of=BRAND),
    Address("inbox:my_cases", get=ANYONE, of=BRAND),
    Address("inbox:my_case", get=ANYONE, post=ANYONE, of={**BRAND, "token": "page"}),
    Address("inbox:confirm", get=ANYONE, post=ANYONE, of={**BRAND, "token": "link"}),
    # the imaginary town
    Address("channels:town", get=ANYONE, of=BRAND),
    Address("channels:say", post=ANYONE, of=BRAND),
    Address("channels:post_office", get=ANYONE, of=BRAND),
    # channels
    Address("channels:accounts", get=AGENT),
    Address("channels:connect", get=LEAD, post=LEAD, of={"connector_id": "connector"}, query=NAMED),
    Address("channels:account", get=LEAD, post=LEAD, of={"account_id": "account"}),
    Address("channels:pause", post=LEAD, of={"account_id": "account"}),
    Address("channels:resume", post=LEAD, of={"account_id": "account"}),
    Address("channels:completeness", get=LEAD, of={"account_id": "account"}),
    Address("channels:from_start", post=LEAD, of={"account_id": "account"}),
    Address("channels:read_again", post=LEAD, of={"account_id": "account"}),
    Address("channels:keep", post=LEAD, of={"account_id": "account"}),
    Address("channels:close_gap", post=LEAD, of={"gap_id": "gap"}),
    Address("channels:quarantine", get=LEAD, of={"account_id": "account"}),
    Address("channels:replay_all", post=LEAD, of={"account_id": "account"}),
    Address("channels:outgoing", get=LEAD, of={"account_id": "account"}),
    Address("channels:replay", post=LEAD, of={"delivery_id": "delivery"}),
    Address("channels:resend", post=LEAD, of={"outgoing_id": "outgoing"}),
    # the inbox
    Address("inbox:queue", get=VIEWER),
    Address("inbox:case", get=VIEWER, of={"pk": "case"}),
    Address("inbox:reply", post=AGENT, of={"pk": "case"}),
    Address("inbox:note", post=AGENT, of={"pk": "case"}),
    Address("inbox:assignment", post=AGENT, of={"pk": "case"}),
    Address("inbox:resolution", post=AGENT, of={"pk": "case"}),
    Address("inbox:follow", post=AGENT, of={"pk": "case"}),
    Address("inbox:snooze", get=AGENT, post=AGENT, of={"pk": "case"}),
    Address("inbox:tags", post=AGENT, of={"pk": "case"}),
    Address("inbox:remove_tag", post=AGENT, of={"pk": "case", "tag_id": "tag"}),
    Address("inbox:split", post=AGENT, of={"pk": "case"}),
    Address("inbox:merge", get=AGENT, post=AGENT, of={"pk": "case"}),
    Address("inbox:undo_link", post=AGENT, of={"pk": "case", "link_id": "person_link"}),
    Address("inbox:move", post=AGENT, of={"pk": "move"}),
    Address("inbox:case_of_message", post=AGENT, of={"pk": "message"}),
    Address("inbox:quiet_checks", get=AGENT),
    Address("inbox:quiet_checks", get=AGENT, query=NAMED),
    Address("inbox:check_quiet", post=AGENT, of={"pk": "message"}),
    Address("inbox:triage", get=LEAD),
    Address("inbox:triage", get=LEAD, query=NAMED),
    Address("inbox:model_used", post=LEAD, of=BRAND),
    Address("inbox:verdict", get=AGENT, post=AGENT, of={"pk": "message"}),
    Address("inbox:remark", post=AGENT, of={"pk": "remark"}),
    Address("inbox:correction", post=AGENT, of={"pk": "correction"}),
    Address("inbox:correction_restored", post=AGENT, of={"pk": "correction"}),
    Address("inbox:draft", post=AGENT, of={"pk": "case"}),
    Address("inbox:take_draft", post=AGENT, of={"pk": "case", "draft_id": "draft"}),
    Address("inbox:presence", post=VIEWER, of={"pk": "case"}),
    Address("inbox:no_answer", post=AGENT, of={"pk": "case"}),
    Address("inbox:answers_for_case", get=AGENT, of={"pk": "case"}),
    Address("inbox:selection", post=AGENT),
    Address("inbox:colleagues", get=AGENT),
    Address("inbox:commands", get=VIEWER),
    Address("inbox:narrow", get=VIEWER),
    Address("inbox:tag_names", get=VIEWER),
    Address("inbox:quiet", get=VIEWER),
    Address("inbox:alerts", get=VIEWER),
    Address("inbox:alert", get=VIEWER, of={"pk": "alert"}),
    Address("inbox:alert_seen", post=AGENT, of={"pk": "alert"}),
    Address("strategy:wishes", get=VIEWER),
    Address("strategy:wish", get=VIEWER, of={"pk": "wish"}),
    Address("strategy:wish_step", post=LEAD, of={"pk": "wish"}),
    Address("strategy:case_wish", get=AGENT, post=AGENT, of={"pk": "case"}),
    Address("strategy:you_said", get=ANYONE, of=BRAND),
    Address("inbox:matters", get=LEAD),
    Address("inbox:new_matter", post=LEAD),
    Address("inbox:matter", post=LEAD, of={"pk": "matter"}),
    Address("inbox:case_matter", get=AGENT, post=AGENT, of={"pk": "case"}),
    Address("inbox:saved_answers", get=AGENT),
    Address("inbox:new_answer", get=AGENT, post=AGENT),
    Address("inbox:saved_answer", get=AGENT, post=AGENT, of={"pk": "saved_answer"}),
    Address("inbox:archive_answer", post=AGENT, of={"pk": "saved_answer"}),
    Address("inbox:attachment", get=VIEWER, of={"pk": "file"}),
    Address("inbox:formatted", get=VIEWER, of={"pk": "message"}),
    # answers, as the team writes them
    Address("knowledge:list", get=VIEWER),
    Address("knowledge:new", get=AGENT, post=AGENT),
    Address("knowledge:preview", post=AGENT),
    Address("knowledge:article_page", get=VIEWER, post=AGENT, of={"pk": "article"}),
    Address("knowledge:publication", post=AGENT, of={"pk": "article"}),
    # insight
    Address("insight:index", get=VIEWER),
    Address("insight:index", get=VIEWER, query=NAMED),
    Address("insight:and_you", get=VIEWER),
    Address("insight:and_you", get=VIEWER, query=NAMED),
    Address("insight:rows", get=VIEWER, query={**NAMED, "number": "number"}),
    # strategy
    Address("strategy:page", get=VIEWER),
    Address("strategy:page", get=VIEWER, query=NAMED),
    Address("strategy:channels", get=VIEWER),
    Address("strategy:channels", get=VIEWER, query=NAMED),
    Address("strategy:maturity", get=VIEWER),
    Address("strategy:maturity", get=VIEWER, query=NAMED),
    Address("strategy:rules", get=VIEWER),
    Address("strategy:rules", get=VIEWER, query=NAMED),
    Address("strategy:report", get=VIEWER),
    Address("strategy:report", get=VIEWER, query=NAMED),
    Address("strategy:report_pdf", get=VIEWER, query=NAMED),
    Address("strategy:form_file", get=LEAD, query=NAMED),
    Address("strategy:bring", get=LEAD, post=LEAD, query=NAMED),
    Address("strategy:exports", get=LEAD, post=LEAD, query=NAMED),
    Address("strategy:proposal", post=LEAD, of={"pk": "proposal"}),
    Address("strategy:take_export", post=LEAD, of={"pk": "export"}),
    Address("strategy:set_export_aside", post=LEAD, of={"pk": "export"}),
    Address("strategy:begin", get=LEAD),
    Address("strategy:begin", get=LEAD, query=NAMED),
    Address("strategy:paste", post=LEAD, query=NAMED),
    Address("strategy:step", get=LEAD, post=LEAD, of={"slug": "step"}, query=NAMED),
    Address("strategy:new_line", post=LEAD, of={"slug": "list"}, query=NAMED),
    Address("strategy:restore", post=LEAD, of={"slug": "list"}, query=NAMED),
    Address("strategy:line", get=LEAD, post=LEAD, of={"slug": "list", "pk": "place"}),
    Address("strategy:strike", post=LEAD, of={"slug": "list", "pk": "place"}),
    Address("strategy:look", post=LEAD, query=NAMED),
    Address("strategy:aim", get=VIEWER, of={"aim": "aim"}, query=NAMED),
    Address("strategy:aim_value", post=LEAD, of={"aim": "aim"}, query=NAMED),
    Address("strategy:course", get=VIEWER),
    Address("strategy:course", get=VIEWER, query=NAMED),
    Address("strategy:course_step", post=LEAD, query=NAMED),
    Address("strategy:experiments", get=VIEWER, post=LEAD),
    Address("strategy:experiments", get=VIEWER, post=LEAD, query=NAMED),
    Address("strategy:experiment", get=VIEWER, post=LEAD, of={"pk": "experiment"}),
    Address("strategy:reviews", get=VIEWER),
    Address("strategy:reviews", get=VIEWER, query=NAMED),
    Address(
        "strategy:review",
        get=VIEWER,
        post=LEAD,
        of={"year": "year", "number": "quarter"},
        query=NAMED,
    ),
    # settings
    Address("brands:settings", get=LEAD),
    Address("brands:settings", get=LEAD, query=NAMED),
    Address("brands:accent", get=LEAD),
    Address("brands:profile", post=OWNER),
    Address("brands:me", get=VIEWER, post=VIEWER),
    Address("brands:tokens", post=VIEWER),
    Address("brands:members", get=OWNER),
    Address("brands:members", get=OWNER, query=NAMED),
    Address("brands:role", post=OWNER, of={"membership_id": "membership"}),
    Address("brands:password", post=OWNER, of={"membership_id": "membership"}),
    Address("brands:remove_member", post=OWNER, of={"membership_id": "membership"}),
    Address("brands:remove_holiday", post=LEAD, of={"holiday_id": "holiday"}),
    Address("brands:look", post=LEAD, of=BRAND),
    Address("brands:rhythm", post=LEAD, of=BRAND),
    Address("brands:holidays", post=LEAD, of=BRAND),
    Address("brands:invite", post=OWNER, of=BRAND),
    Address("inbox:browsers", get=AGENT),
    Address("inbox:add_browser", post=AGENT),
    # the API
    Address("api-1:list_cases", get=VIEWER, api=True),
    Address("api-1:show_case", get=VIEWER, of={"case_id": "case"}, api=True),
    Address("api-1:answer_case", post=AGENT, of={"case_id": "case"}, api=True),
    Address("api-1:list_channels", get=VIEWER, api=True),
    Address("api-1:show_index", get=VIEWER, of=BRAND, api=True),
    Address("api-1:show_index", get=VIEWER, of=BRAND, api=True),
)

WALKED_ELSEWHERE = {
    "demo_progress": "how far the demo is, without anybody's data: test_demo_progress.py",
    "live": "a stream: test_live.py",
    "inbox:remove_browser": "one's own alone, whatever the role: test_warnings.py",
    "inbox:try_browser": "one's own alone, whatever the role: test_warnings.py",
    "brands:revoke_token": "one's own alone, whatever the role: test_every_address.py",
    "api-1:openapi-json": "the description of the API, without anybody's data",
    "api-1:api-root": "the beginning of all addresses of the API: there is nothing",
}


def named_addresses() -> Iterator[str]:
    """The full name of every address that the resolver knows."""
    yield from _walk(get_resolver(), "")


def _walk(resolver: URLResolver, space: str) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name or pattern.pattern}"
