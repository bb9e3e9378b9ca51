"""What tags tell of matters: a tag that bears a matter's name says what its cases are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.db.models.functions import Lower

from parvis.brands.models import Brand
from parvis.inbox.models import Judgement, Matter, Tag, Tagging
from parvis.inbox.queries.matters import KnownMatters

LEAST_CASES = 5
"""A tag that fewer cases bear is a note to oneself rather than a matter."""


@dataclass(frozen=True)
class TagWithoutMatter:
    """`message_ids` call for an answer and lie in cases that bear the tag, the newest first."""

    name: str
    message_ids: Sequence[int]


def cases_by_tag(brand_id: int, known: KnownMatters, *, most: int) -> dict[int, int]:
    """By case, the matter whose name its tag bears; none where its tags name two. Of more than
    `most` tags, those given last."""
    matters = {
        name: now
        for pk, name in Matter.objects.filter(brand=brand_id).values_list("pk", Lower("name"))
        if (now := known.now(pk))
    }
    rows = (
        Tagging.objects.filter(tag__brand=brand_id, removed_at=None)
        .annotate(name=Lower("tag__name"))
        .filter(name__in=matters)
        .order_by("-pk")
        .values_list("case_id", "name")
    )
    named: dict[int, set[int]] = defaultdict(set)
    for case_id, name in rows[:most]:
        named[case_id].add(matters[name])
    return {case_id: found.pop() for case_id, found in named.items() if len(found) == 1}


def tags_without_matter(
    brand: Brand, *, since: datetime, most_messages: int
) -> Sequence[TagWithoutMatter]:
    """Tags that enough cases were given since then, and whose name no matter ever had, the most
    used first: what was refused once is not asked again."""
    taken = Matter.objects.filter(brand=brand).annotate(lower=Lower("name")).values("lower")
    tags = (
        Tag.objects.filter(brand=brand, taggings__removed_at=None, taggings__tagged_at__gt=since)
        .annotate(lower=Lower("name"), cases=Count("taggings__case", distinct=True))
        .filter(cases__gte=LEAST_CASES)
        .exclude(lower__in=taken)
        .order_by("-cases", "name")
    )
    return [TagWithoutMatter(tag.name, _asking(tag, most=most_messages)) for tag in tags]


def _asking(tag: Tag, *, most: int) -> list[int]:
    asking: Mapping[str, object] = {
        "calls_for_answer": True,
        "message__deleted_at": None,
        "message__place__case__taggings__tag": tag,
        "message__place__case__taggings__removed_at": None,
    }
    rows = Judgement.objects.filter(**asking).order_by("-message_id")
    return list(rows.values_list("message_id", flat=True)[:most])
