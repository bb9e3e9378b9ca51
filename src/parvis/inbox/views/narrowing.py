"""What lists are narrowed to: fetched when somebody wants to, not with every page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Role
from parvis.channels.models import Account
from parvis.inbox.models import Tag
from parvis.inbox.queries.asked_marks import count_marks
from parvis.inbox.queries.asked_words import AskedMark
from parvis.inbox.queries.counts import Count
from parvis.inbox.queries.matters import KnownMatters, known_matters
from parvis.inbox.views.choices import ASKED_AS, CHOICES, LABELS, NAMES, NARROWED_BY
from parvis.inbox.views.finding import number_asked

TAGS_OFFERED = 200


@require_GET
@team(Role.VIEWER)
def narrowing(request: TeamRequest) -> HttpResponse:
    """The form that narrows the queue, filled in as the address says."""
    brand_ids = request.access.brand_ids()
    known = known_matters(*brand_ids)
    counts, are_all = count_marks(brand_ids, _asked_marks(known))
    context = {
        "choices": _choices(request, counts, known),
        "are_all_counted": are_all,
        "section": "inbox",
        "view": request.GET.get("view", ""),
        "words": request.GET.get("q", ""),
        "accounts": Account.objects.filter(brand__in=brand_ids).order_by("name"),
        "tags": Tag.objects.filter(brand__in=brand_ids).order_by("name")[:TAGS_OFFERED],
        "brand": number_asked(request, "brand"),
        "channel": number_asked(request, "channel"),
        "tag": number_asked(request, "tag"),
        "is_narrowed": any(request.GET.get(name) for name in NARROWED_BY),
    }
    template = "inbox/narrow_form.html" if request.htmx else "inbox/narrow.html"
    return render(request, template, context)


@dataclass(frozen=True)
class Choice:
    """One thing to narrow the list to: `name` in the address, and its options."""

    name: str
    label: str
    options: Sequence[Option]


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    count: Count
    chosen: bool


def _asked_marks(known: KnownMatters) -> dict[str, AskedMark]:
    """By the name in the address and the value."""
    marks = {
        f"{name}={value}": AskedMark(ASKED_AS[name], value)
        for name, values in CHOICES.items()
        for value in values
    }
    return marks | {f"matter={pk}": AskedMark("matter", f"#{pk}") for pk in known.accepted}


def _choices(
    request: TeamRequest, counts: Mapping[str, Count], known: KnownMatters
) -> list[Choice]:
    """Matters first, then what triage says; choices without any option are left out."""
    labels = {
        "matter": {str(pk): matter.name for pk, matter in known.accepted.items()},
        **{name: {value: str(LABELS[value]) for value in CHOICES[name]} for name in CHOICES},
    }
    choices = [
        Choice(
            name,
            str(NAMES[name]),
            [
                Option(value, label, counts[f"{name}={value}"], request.GET.get(name) == value)
                for value, label in of.items()
                if name != "lang" or counts[f"lang={value}"]
            ],
        )
        for name, of in labels.items()
    ]
    return [choice for choice in choices if choice.options]


@require_GET
@team(Role.VIEWER)
def tag_names(request: TeamRequest) -> HttpResponse:
    """What is suggested while a tag is typed, as options of a datalist."""
    tags = Tag.objects.filter(brand__in=request.access.brand_ids()).order_by("name")
    names = tags.values_list("name", flat=True).distinct()[:TAGS_OFFERED]
    return render(request, "inbox/tag_names.html", {"names": names})
