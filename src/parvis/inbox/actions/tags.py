"""Tags: short words by which cases are found again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from parvis.brands.models import Brand
from parvis.inbox.actions.holding import hold, log_step
from parvis.inbox.models import Case, Tag, Tagging
from parvis.kit.actors import Actor
from parvis.kit.characters import plain_name

NAME_MAX = 40


@transaction.atomic
def tag_case(case: Case, *, name: str, by: Actor, at: datetime) -> Tag:
    """The case bears the tag of that name, which is made when nobody has used it before.

    Capitals and spaces around make no other tag. Raises `ValueError` for a name without letters,
    or of more than forty.
    """
    held = hold(case)
    tag = tag_of(held.brand, name)
    _, made = Tagging.objects.get_or_create(
        case=held, tag=tag, removed_at=None, defaults={"by_name": by.name, "tagged_at": at}
    )
    if made:
        log_step("case.tagged", held, by=by, at=at, tag=tag.name)
    return tag


@transaction.atomic
def untag_case(case: Case, *, tag: Tag, by: Actor, at: datetime) -> None:
    held = hold(case)
    living = Tagging.objects.filter(case=held, tag=tag, removed_at=None)
    if living.update(removed_at=at, removed_by_name=by.name):
        log_step("case.untagged", held, by=by, at=at, tag=tag.name)


def tag_of(brand: Brand, name: str) -> Tag:
    """The brand's tag of that name, made when there is none. Raises `ValueError`."""
    words = plain_name(name)
    if not words or len(words) > NAME_MAX:
        raise ValueError(f"a tag has 1 to {NAME_MAX} letters: {name!r}")
    tag, _ = Tag.objects.get_or_create(brand=brand, name__iexact=words, defaults={"name": words})
    return tag
