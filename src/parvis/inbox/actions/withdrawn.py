"""What was made of a message's words, once these are others or gone: the title of its case, and
the reasons of its judgement, which quote it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from parvis.channels.models import Message
from parvis.inbox.actions.drafts import discard_draft
from parvis.inbox.models import Case, Draft, Judgement
from parvis.inbox.titles import title_of
from parvis.kit.activity import record
from parvis.kit.actors import PARVIS


@transaction.atomic
def forget_old_words(message_ids: Collection[int], *, at: datetime) -> None:
    """Cases of these messages get another title where theirs is nobody's words any more, and the
    judgements of those that were deleted give no reasons. What was being written to a deleted one,
    and may quote it, goes. Repeating it changes nothing.
    """
    cases = Case.objects.filter(places__message__in=message_ids)
    for case_id in sorted(set(cases.values_list("pk", flat=True))):
        _name_anew(case_id, at=at)
    gone = Judgement.objects.filter(message__in=message_ids, message__deleted_at__isnull=False)
    gone.update(reasons=[])
    for draft in Draft.objects.filter(question__judgement__in=gone).select_related(
        "case", "author"
    ):
        discard_draft(draft.case, by=draft.author, at=at)


def _name_anew(case_id: int, *, at: datetime) -> None:
    case = Case.objects.select_for_update(of=("self",)).select_related("brand").get(pk=case_id)
    said = Message.objects.filter(place__case=case, direction="in", deleted_at=None)
    titles = [
        title_of(title, text)
        for title, text in said.order_by("created_at", "id").values_list("title", "text")
    ]
    if case.title in titles:
        return
    with override(case.brand.language):
        case.title = titles[0] if titles else _("Deleted by its author")
    if Case.objects.filter(pk=case.pk).exclude(title=case.title).update(title=case.title):
        record("case.renamed", target=("case", case.pk), by=PARVIS, at=at, brand_id=case.brand_id)
