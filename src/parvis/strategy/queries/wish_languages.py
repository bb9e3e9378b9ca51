"""In which language those who asked for something wrote."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from parvis.brands.models import Brand, Language
from parvis.channels.models import Message
from parvis.inbox.models import Judgement


def other_language(brand: Brand) -> Language:
    """The one of the two that the brand does not write in."""
    return Language.ENGLISH if brand.language == Language.FRENCH else Language.FRENCH


def languages_of(case_ids: Collection[int]) -> Mapping[int, str]:
    """By case, the language of the person's last message that is in one of the two; in one query.
    A case without such a message is left out."""
    rows = Judgement.objects.filter(
        message__place__case__in=case_ids,
        message__direction=Message.Direction.IN,
        language__in=Language.values,
    ).order_by("message__created_at", "message")
    return dict(rows.values_list("message__place__case", "language"))
