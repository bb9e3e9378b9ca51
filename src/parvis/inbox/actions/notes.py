"""Words for colleagues, and calling one of them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from parvis.brands.models import User
from parvis.brands.names import names_apart
from parvis.inbox.actions.attention import let_follow
from parvis.inbox.actions.holding import hold, log_step
from parvis.inbox.mentions import mentioned
from parvis.inbox.models import Case, Mention, Note
from parvis.inbox.queries.moves import taken_in_by


@transaction.atomic
def add_note(case: Case, *, text: str, author: User, at: datetime) -> Note:
    """Words for colleagues; the customer never sees them.

    `@Name` or `@"Name"` calls a colleague of the brand's team, who follows the case from then on.
    A name that two of them bear calls both; with the address behind it, `@Name (address)`, one.
    """
    held = hold(case)
    note = Note.objects.create(case=held, author=author, text=text, created_at=at)
    log_step("case.noted", held, by=author.actor, at=at, note=note.pk)
    for colleague in _called(held, text):
        Mention.objects.create(note=note, user=colleague, mentioned_at=at)
        log_step("case.mentioned", held, by=author.actor, at=at, who=colleague.name)
        let_follow(held, who=colleague, by=author.actor, at=at)
    return note


@transaction.atomic
def see_mentions(case: Case, *, by: User, at: datetime) -> None:
    """They have the case open: what called them there is seen."""
    own = Mention.objects.filter(user=by, seen_at=None)
    seen = own.filter(note__case__in=taken_in_by(case)).update(seen_at=at)
    if seen:
        log_step("case.mention_seen", case, by=by.actor, at=at)


def _called(case: Case, text: str) -> list[User]:
    if "@" not in text:
        return []
    team = User.objects.filter(memberships__brand=case.brand_id, is_active=True).order_by("pk")
    apart = names_apart(team)
    by_name: dict[str, list[User]] = {}
    for user in team:
        for name in {user.name.casefold(), apart[user.pk].casefold()}:
            by_name.setdefault(name, []).append(user)
    called = [user for name in mentioned(text, team=by_name) for user in by_name[name]]
    return list(dict.fromkeys(called))
