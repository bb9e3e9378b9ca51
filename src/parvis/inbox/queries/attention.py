"""Who of the team is at a case: who looks, who writes what, who follows, and how it is tagged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from parvis.brands.models import User
from parvis.inbox.actions.presence import GONE_AFTER
from parvis.inbox.models import Case, Draft, Follow, Move, Presence, Tag


@dataclass(frozen=True)
class Colleague:
    """Somebody else at the case. `draft` is what they have written and not sent, here or gone."""

    name: str
    is_here: bool
    is_writing: bool
    draft: Draft | None


@dataclass(frozen=True)
class Attention:
    colleagues: Sequence[Colleague]
    own_draft: Draft | None
    is_followed: bool
    followers: Sequence[str]
    tags: Sequence[Tag]
    moves: Sequence[Move]
    """What was joined and split here, and can be put back; the latest first."""


def attention(case: Case, *, moves: Sequence[Move], user: User, at: datetime) -> Attention:
    """What the team does about the case of these moves (`moves_of`), seen by `user`; in four
    queries."""
    drafts = {draft.author_id: draft for draft in _drafts(case)}
    follows = list(Follow.objects.filter(case=case, ended_at=None).select_related("user"))
    return Attention(
        colleagues=_colleagues(case, drafts, user=user, at=at),
        own_draft=drafts.get(user.pk),
        is_followed=any(follow.user_id == user.pk for follow in follows),
        followers=sorted(follow.user.name for follow in follows),
        tags=list(
            Tag.objects.filter(taggings__case=case, taggings__removed_at=None).order_by("name")
        ),
        moves=[move for move in moves if move.undone_at is None],
    )


def colleagues_at(case: Case, *, user: User, at: datetime) -> Sequence[Colleague]:
    """Everybody but `user` who has the case open, or a draft for it."""
    drafts = {draft.author_id: draft for draft in _drafts(case)}
    return _colleagues(case, drafts, user=user, at=at)


def _drafts(case: Case) -> Sequence[Draft]:
    return list(Draft.objects.filter(case=case).prefetch_related("author").order_by("saved_at"))


def _colleagues(
    case: Case, drafts: dict[int, Draft], *, user: User, at: datetime
) -> Sequence[Colleague]:
    seen = Presence.objects.filter(case=case, seen_at__gt=at - GONE_AFTER).exclude(user=user)
    here = {row.user_id: row for row in seen.select_related("user").order_by("user__name")}
    looking = [
        Colleague(row.user.name, True, row.is_writing, drafts.get(user_id))
        for user_id, row in here.items()
    ]
    gone = [
        Colleague(draft.author.name, False, False, draft)
        for author_id, draft in drafts.items()
        if author_id != user.pk and author_id not in here
    ]
    return [*looking, *gone]
