"""Which cases may be one matter with a case."""

from __future__ import annotations

from collections.abc import Sequence

from parvis.inbox.models import Case

MOST = 9
"""As many as there are keys for them."""


def cases_to_join(case: Case, *, words: str = "") -> Sequence[Case]:
    """The person's other cases, those that are open first; of them those with these words in their
    title, or this number."""
    others = Case.objects.filter(brand=case.brand_id, person=case.person_id).exclude(pk=case.pk)
    others = others.exclude(state__in=[Case.State.MERGED, Case.State.HISTORY])
    others = others.select_related("person", "account")
    asked = words.replace("\0", " ").split()[:8]
    if len(asked) == 1 and asked[0].lstrip("#").isdecimal():
        return list(others.filter(pk=int(asked[0].lstrip("#")[:18])))
    for word in asked:
        others = others.filter(title__icontains=word)
    latest = others.order_by("-last_activity_at")[: 4 * MOST]
    return sorted(latest, key=lambda other: not other.is_open)[:MOST]
