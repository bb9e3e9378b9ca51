"""What came with a message: attachments, and mail as its sender laid it out."""

from __future__ import annotations

import re

import nh3
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.html import escape
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Role
from parvis.channels.models import Media, Message

KEPT_TAGS = nh3.ALLOWED_TAGS - {"img", "map", "area"}
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
VOID = {"br", "hr", "img", "meta", "link", "input", "col", "p", "li", "td", "tr", "th"}
SHOWN_MAX = 200_000
DEEPEST = 400
IN_A_FRAME = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'self'; sandbox",
    "X-Frame-Options": "SAMEORIGIN",
}


@require_GET
@team(Role.VIEWER)
def attachment(request: TeamRequest, pk: int) -> HttpResponse:
    """The file, always as a download: nothing a stranger sent is shown by our own address."""
    media = get_object_or_404(
        Media.objects.filter(message__account__brand__in=request.access.brand_ids()), pk=pk
    )
    response = HttpResponse(bytes(media.content or b""), content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, media.filename)
    return response


@require_GET
@team(Role.VIEWER)
def formatted(request: TeamRequest, pk: int) -> HttpResponse:
    """A mail's HTML, cleaned, without pictures, in a frame that may do nothing."""
    message = get_object_or_404(
        Message.objects.filter(account__brand__in=request.access.brand_ids()), pk=pk
    )
    return HttpResponse(
        f'<!doctype html><meta charset="utf-8"><body>{_clean(message.html)}</body>',
        headers=IN_A_FRAME,
    )


def _clean(html: str) -> str:
    """Cleaning takes time that grows with the square of the nesting: what is nested deeper than
    any letter is shown as its source."""
    shown = html[:SHOWN_MAX]
    if _depth(shown) > DEEPEST:
        return f"<pre>{escape(shown)}</pre>"
    return nh3.clean(shown, tags=KEPT_TAGS, link_rel="noopener noreferrer nofollow")


def _depth(html: str) -> int:
    """At least how deep the markup nests: every opening tag that nothing closes counts."""
    deepest = depth = 0
    for tag in TAG.finditer(html):
        depth = max(0, depth - 1) if tag[1] else depth + (tag[2].lower() not in VOID)
        deepest = max(deepest, depth)
    return deepest
