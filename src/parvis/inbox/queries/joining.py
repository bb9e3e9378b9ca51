"""Which cases may be one matter with a case."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from parvis.inbox.models import Case

MOST = 9
"""As many as there are keys for them."""


def cases_to_join(case: Case, *, words: str = "") -> Sequence[Case]:
    """The person's other cases, those that are open first; with words or a number, what they find
    among the open cases of the brand."""
    others = Case.objects.filter(brand=case.brand_id).exclude(pk=case.pk)
    others = others.exclude(state__in=[Case.State.MERGED, Case.State.HISTORY])
    others = others.select_related("person", "account")
    asked = words.replace("\0", " ").split()[:8]
    if not asked:
        own = others.filter(person=case.person_id).order_by("-last_activity_at")[: 4 * MOST]
        return sorted(own, key=lambda other: not other.is_open)[:MOST]
    if len(asked) == 1 and asked[0].lstrip("#").isdecimal():
        return list(others.filter(pk=int(asked[0].lstrip("#")[:18])))
    for word in asked:
        others = others.filter(Q(title__icontains=word) | Q(person__name__icontains=word))
    return list(others.filter(state=Case.State.OPEN).order_by("-last_activity_at")[:MOST])
