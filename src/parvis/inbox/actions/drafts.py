"""Answers that are being written: kept as they are typed, seen by colleagues."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from parvis.brands.models import User
from parvis.channels.models import Outgoing
from parvis.inbox.actions.holding import hold, hold_taker, log_step
from parvis.inbox.models import Case, CaseMessage, Draft


@transaction.atomic
def save_draft(
    case: Case,
    *,
    text: str,
    by: User,
    at: datetime,
    question_id: int | None = None,
    client_key: str = "",
) -> Draft | None:
    """Keep what has been typed so far: one draft for an author and a case. Nothing typed: no draft.

    `question_id` is the message that the writer has in view, `client_key` the click that will send
    the words: a keeping that comes in after the sending keeps nothing. Only a first keeping, or the
    end, is told to the others; what is typed after that they read when they look.
    """
    if not text.strip():
        discard_draft(case, by=by, at=at)
        return None
    held = hold_taker(case)
    if _was_sent(held, f"case-{case.pk}-{client_key}"):
        return None
    asked = CaseMessage.objects.filter(case=held, message=question_id).exists()
    draft, made = Draft.objects.update_or_create(
        case=held,
        author=by,
        defaults={"text": text, "question_id": question_id if asked else None, "saved_at": at},
    )
    if made:
        log_step("case.draft_begun", held, by=by.actor, at=at)
    return draft


@transaction.atomic
def discard_draft(case: Case, *, by: User, at: datetime) -> None:
    """The author's own draft goes. Where there is none, nothing happens."""
    held = hold_taker(case)
    gone, _ = Draft.objects.filter(case=held, author=by).delete()
    if gone:
        log_step("case.draft_discarded", held, by=by.actor, at=at)


@transaction.atomic
def take_over_draft(draft: Draft, *, by: User, at: datetime) -> Draft:
    """A colleague's draft becomes one's own; what one had written oneself stands below it.

    Raises `Draft.DoesNotExist` when it was sent or discarded meanwhile.
    """
    held = hold(draft.case)
    taken = Draft.objects.select_related("author").get(pk=draft.pk)
    if taken.author_id == by.pk:
        return taken
    before = taken.author.name
    _give(taken, case=held, author=by)
    log_step("case.draft_taken_over", held, by=by.actor, at=at, of=before)
    return taken


def _was_sent(held: Case, key: str) -> bool:
    return Outgoing.objects.filter(client_key=key, answers__place__case=held).exists()


def bring_drafts(source: Case, *, to: Case) -> None:
    """What was being written in a case goes along with it."""
    for draft in Draft.objects.filter(case=source).select_related("author"):
        _give(draft, case=to, author=draft.author)


def _give(draft: Draft, *, case: Case, author: User) -> None:
    """It is this author's in this case; what they had written there already stands below it."""
    own = Draft.objects.filter(case=case, author=author).exclude(pk=draft.pk).first()
    if own:
        draft.text = f"{draft.text}\n\n{own.text}"
        own.delete()
    draft.case, draft.author = case, author
    draft.save(update_fields=["case", "author", "text"])
