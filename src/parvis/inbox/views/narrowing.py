"""What lists are narrowed to: fetched when somebody wants to, not with every page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Role
from parvis.channels.models import Account
from parvis.inbox.models import Tag
from parvis.inbox.views.finding import number_asked

TAGS_OFFERED = 200


@require_GET
@team(Role.VIEWER)
def narrowing(request: TeamRequest) -> HttpResponse:
    """The form that narrows the queue, filled in as the address says."""
    brand_ids = request.access.brand_ids()
    context = {
        "section": "inbox",
        "view": request.GET.get("view", ""),
        "words": request.GET.get("q", ""),
        "accounts": Account.objects.filter(brand__in=brand_ids).order_by("name"),
        "tags": Tag.objects.filter(brand__in=brand_ids).order_by("name")[:TAGS_OFFERED],
        "brand": number_asked(request, "brand"),
        "channel": number_asked(request, "channel"),
        "tag": number_asked(request, "tag"),
    }
    template = "inbox/narrow_form.html" if request.htmx else "inbox/narrow.html"
    return render(request, template, context)


@require_GET
@team(Role.VIEWER)
def tag_names(request: TeamRequest) -> HttpResponse:
    """What is suggested while a tag is typed, as options of a datalist."""
    tags = Tag.objects.filter(brand__in=request.access.brand_ids()).order_by("name")
    names = tags.values_list("name", flat=True).distinct()[:TAGS_OFFERED]
    return render(request, "inbox/tag_names.html", {"names": names})
