"""What came with a message: attachments, and mail as its sender laid it out."""

from __future__ import annotations

import nh3
from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Role
from parvis.channels.models import Media, Message

KEPT_TAGS = nh3.ALLOWED_TAGS - {"img", "map", "area"}


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
@xframe_options_sameorigin
@csp_replace({"default-src": [NONE], "frame-ancestors": [SELF], "sandbox": []})
@team(Role.VIEWER)
def formatted(request: TeamRequest, pk: int) -> HttpResponse:
    """A mail's HTML, cleaned, without pictures, in a frame that may do nothing."""
    message = get_object_or_404(
        Message.objects.filter(account__brand__in=request.access.brand_ids()), pk=pk
    )
    clean = nh3.clean(message.html, tags=KEPT_TAGS, link_rel="noopener noreferrer nofollow")
    return HttpResponse(f'<!doctype html><meta charset="utf-8"><body>{clean}</body>')
