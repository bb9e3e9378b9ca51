"""How much of a long conversation its page shows: the newest, and earlier ones when asked for."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import QueryDict
from django.urls import reverse

from parvis.brands.access import TeamRequest
from parvis.inbox.models import Case
from parvis.inbox.queries.case import SHOWN, CaseStory
from parvis.inbox.views.finding import as_number


@dataclass(frozen=True)
class Earlier:
    """Where twice as much is shown; `message` is the id of the first that was shown before."""

    href: str
    message: int | None


@dataclass(frozen=True)
class HowFarBack:
    """So many entries, or more, so that the message with this id is among them."""

    shown: int
    message: int | None
    asked: QueryDict

    def further(self, story: CaseStory) -> Earlier | None:
        """None when everything is shown."""
        if story.is_whole:
            return None
        query = self.asked.copy()
        query["shown"] = str(2 * len(story.entries))
        first = next((entry.message for entry in story.entries if entry.message), None)
        return Earlier(f"{_page(story.case)}?{query.urlencode()}", first)


def how_far_back(request: TeamRequest, case: Case) -> HowFarBack:
    """As the address of the page says, `shown` and `message`. What htmx asks for while the page is
    open is shown as far back as the page is."""
    asked = request.GET
    page = urlsplit(request.htmx.current_url or "")
    if not asked and page.path == _page(case):
        asked = QueryDict(page.query)
    shown = as_number(asked.get("shown", "")) or SHOWN
    return HowFarBack(max(shown, SHOWN), as_number(asked.get("message", "")), asked)


def _page(case: Case) -> str:
    return reverse("inbox:case", args=[case.pk])
