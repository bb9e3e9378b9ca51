"""What the agents' pages say with."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from parvis.inbox import steps
from parvis.inbox.models import Case
from parvis.inbox.queries.timeline import Entry

register = template.Library()


@register.simple_tag
def sends(name: str, case: Case) -> SafeString:
    """The attributes of a form by which something is done: `<form {% sends "follow" case %}>`.

    With script only what changed on the page comes back (inbox/case_news.html).
    """
    address = reverse(f"inbox:{name}", args=[case.pk])
    return format_html(
        'method="post" action="{0}" hx-post="{0}" hx-target="#case-head" hx-swap="innerHTML"',
        address,
    )


@register.simple_tag
def case_address(case_id: int, kept: str) -> str:
    """The page of a case, beside the list it was found in."""
    address = reverse("inbox:case", args=[case_id])
    return f"{address}?{kept}" if kept else address


@register.simple_tag
def step_words(entry: Entry, now: datetime) -> str:
    return steps.words_of(entry.verb, entry.name, entry.facts, now=now)


@register.simple_tag
def step_icon(entry: Entry) -> str:
    return steps.step_of(entry.verb, entry.name, entry.facts).icon
