"""Finding an answer that was written once for many."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db.models import F, Func, Q
from django.db.models.functions import Lower

from parvis.inbox.models import SavedAnswer

MOST = 50
BY_TITLE = Lower(Func(F("title"), function="unaccent"))
"""As a reader looks them up: É beside E, whatever the database was told of languages."""


def saved_answers(brand_ids: Collection[int], *, words: str = "") -> Sequence[SavedAnswer]:
    """Those on offer whose title or text has every word, by title."""
    found = SavedAnswer.objects.filter(brand__in=brand_ids, archived_at=None)
    for word in words.replace("\0", " ").split()[:8]:
        found = found.filter(Q(title__icontains=word) | Q(text__icontains=word))
    return list(found.select_related("brand", "author").order_by(BY_TITLE, "language")[:MOST])
