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
from parvis.inbox.queries.queue import COUNTED_AMONG, first_of_list
from parvis.inbox.views.choices import (
    ASKED_AS,
    CHOICES,
    LABELS,
    NAMES,
    NARROWED_BY,
    narrowing_asked,
    view_asked,
)
from parvis.inbox.views.finding import number_asked
from parvis.kit.clock import now

TAGS_OFFERED = 200


@require_GET
@team(Role.VIEWER)
def narrowing(request: TeamRequest) -> HttpResponse:
    """The form that narrows the queue, filled in as the address says."""
    brand_ids = request.access.brand_ids()
    known = known_matters(*brand_ids)
    words = request.GET.get("q", "")
    among, counts = [], None
    if not words.strip():
        among = first_of_list(
            brand_ids,
            view=view_asked(request),
            user=request.access.user,
            at=now(),
            narrowed=narrowing_asked(request),
        )
        counts = count_marks(brand_ids, _asked_marks(request, known), cases=among)
    context = {
        "choices": _choices(request, counts, known),
        "are_counted": counts is not None,
        "are_all_counted": len(among) < COUNTED_AMONG,
        "section": "inbox",
        "view": request.GET.get("view", ""),
        "words": words,
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
    count: Count | None
    """How many the list would show with it, and with what else it is narrowed to by now; None for
    what a search finds, which nobody counts."""
    chosen: bool


def _asked_marks(request: TeamRequest, known: KnownMatters) -> dict[str, Sequence[AskedMark]]:
    """By the name in the address and the value: its own mark, and those of the other names that the
    list is narrowed to."""
    marks = {
        **{
            name: {value: AskedMark(ASKED_AS[name], value) for value in values}
            for name, values in CHOICES.items()
        },
        "matter": {str(pk): AskedMark("matter", f"#{pk}") for pk in known.accepted},
    }
    chosen = {
        name: of[value] for name, of in marks.items() if (value := request.GET.get(name, "")) in of
    }
    return {
        f"{name}={value}": [mark, *(other for by, other in chosen.items() if by != name)]
        for name, of in marks.items()
        for value, mark in of.items()
    }


def _choices(
    request: TeamRequest, counts: Mapping[str, Count] | None, known: KnownMatters
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
                Option(
                    value,
                    label,
                    counts[f"{name}={value}"] if counts is not None else None,
                    request.GET.get(name) == value,
                )
                for value, label in of.items()
                if name != "lang"
                or counts is None
                or counts[f"lang={value}"]
                or request.GET.get(name) == value
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
