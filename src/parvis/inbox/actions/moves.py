"""Merging and splitting cases, and back.

A move carries messages; what is promised follows from where they lie then (actions.settling). It
takes the brand's turn, so that no message arrives for a case while its messages leave.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from parvis.channels.models import Message
from parvis.inbox.actions.attention import end_snooze
from parvis.inbox.actions.case import assign_case, open_for_customer
from parvis.inbox.actions.drafts import bring_drafts
from parvis.inbox.actions.holding import change, hold_both, log_step, wait_for_turn
from parvis.inbox.actions.settling import settle_promises
from parvis.inbox.actions.tags import tag_case
from parvis.inbox.models import Case, CaseMessage, Follow, Move, MovedMessage, Resolution, Tag
from parvis.inbox.queries.moves import came_along_since, messages_in
from parvis.inbox.titles import title_of
from parvis.kit.actors import Actor
from parvis.kit.copying import copy_values


class MoveRefused(Exception):
    """It cannot be done; the text is a sentence that says why, in the reader's language."""


@transaction.atomic
def merge_case(case: Case, *, into: Case, by: Actor, at: datetime) -> Move:
    """All that lies in `case` goes into the other one, of the same person; what arrives for it
    later too. Merging again into the same case gives the same move. Raises `MoveRefused`."""
    if case.pk == into.pk:
        raise MoveRefused(_("A case cannot be joined with itself."))
    wait_for_turn(case.brand)
    source, target = hold_both(case, into)
    done = Move.objects.filter(source=source, kind=Move.Kind.MERGE, undone_at=None).first()
    if done and done.target_id == target.pk:
        return done
    _refuse_merge(source, target)
    move = Move.objects.create(
        kind=Move.Kind.MERGE, source=source, target=target, by_name=by.name, moved_at=at
    )
    if source.is_open:
        open_for_customer(into, target, by=by, at=at)
        if target.snoozed_until and not source.snoozed_until:
            end_snooze(target, by=by, at=at)
            change(into, target, snoozed_until=None)
    _carry(messages_in(source), move, to=target)
    _bring_the_team(source, target, by=by, at=at)
    _empty(case, source, by=by, at=at)
    _after_move((case, source), (into, target), at=at)
    log_step("case.merged", source, by=by, at=at, into=target.pk)
    log_step("case.took_in", target, by=by, at=at, case=source.pk)
    return move


@transaction.atomic
def split_case(case: Case, *, messages: Collection[int], by: Actor, at: datetime) -> Case:
    """A new case of the same person with these messages (ids) of `case`, and the answers to them.

    Splitting the same ones off again gives the same case. Raises `MoveRefused` when they are not
    all in it, or nothing that the person said would stay behind or come along.
    """
    wait_for_turn(case.brand)
    source, _same = hold_both(case, case)
    if done := _split_before(source, set(messages)):
        return done
    leaving = _with_their_answers(source, set(messages))
    _refuse_split(source, leaving)
    new = _new_case(source, leaving)
    move = Move.objects.create(
        kind=Move.Kind.SPLIT, source=source, target=new, by_name=by.name, moved_at=at
    )
    _carry(leaving, move, to=new)
    if source.assignee:
        assign_case(new, to=source.assignee, by=by, at=at)
    _after_move((case, source), (new, new), at=at)
    log_step("case.split", source, by=by, at=at, off=new.pk)
    log_step("case.split_off", new, by=by, at=at, case=source.pk)
    return new


@transaction.atomic
def undo_move(move: Move, *, by: Actor, at: datetime) -> None:
    """What the move carried goes back where it was, and with it what came since: to a case that was
    split off, all; to one that took another in, what was said in threads of the other alone.

    Undone before, nothing changes. Raises `MoveRefused` when messages were moved on since.
    """
    wait_for_turn(move.source.brand)
    source, target = hold_both(move.source, move.target)
    held = Move.objects.select_for_update().get(pk=move.pk)
    if held.undone_at:
        return
    _refuse_undoing(held, source, target)
    since = came_along_since(held)
    _carry(since, held, to=source)
    CaseMessage.objects.filter(message__moves__move=held).update(case=source)
    held.undone_at, held.undone_by_name = at, by.name
    held.save(update_fields=["undone_at", "undone_by_name"])
    if held.kind == Move.Kind.MERGE:
        change(source, source, state=_state_before(source))
        if since:
            open_for_customer(source, source, by=by, at=at)
    else:
        if target.is_open:
            open_for_customer(source, source, by=by, at=at)
        _bring_the_team(target, source, by=by, at=at)
        _empty(target, target, by=by, at=at)
    _after_move((source, source), (target, target), at=at)
    for one in (source, target):
        log_step("case.move_undone", one, by=by, at=at, move=held.pk)


def _refuse_merge(source: Case, target: Case) -> None:
    if source.brand_id != target.brand_id:
        raise MoveRefused(_("These cases belong to two brands."))
    if source.person_id != target.person_id:
        raise MoveRefused(_two_people())
    if Case.State.MERGED in {source.state, target.state}:
        raise MoveRefused(_("One of these cases was joined with another one before."))
    if target.state == Case.State.HISTORY and source.state != Case.State.HISTORY:
        raise MoveRefused(
            _("That case is history, in which no promise runs. Join them the other way.")
        )


def _refuse_split(case: Case, leaving: Collection[int]) -> None:
    inside = set(messages_in(case))
    if not leaving or not inside.issuperset(leaving):
        raise MoveRefused(_("Some of these messages are not in this case any more."))
    heard = set(
        Message.objects.filter(pk__in=inside, direction=Message.Direction.IN).values_list(
            "pk", flat=True
        )
    )
    if not heard & set(leaving):
        raise MoveRefused(_("Choose a message that the customer wrote."))
    if not heard - set(leaving):
        raise MoveRefused(_("Leave the case a message that the customer wrote."))


def _two_people() -> str:
    return _("These cases are of two people. If they are one, say so in one of the cases first.")


def _refuse_undoing(move: Move, source: Case, target: Case) -> None:
    if source.person_id != target.person_id:
        raise MoveRefused(_two_people())
    elsewhere = CaseMessage.objects.filter(message__moves__move=move).exclude(case=target)
    later = Move.objects.filter(Q(source=target) | Q(target=target), undone_at=None, pk__gt=move.pk)
    if elsewhere.exists() or (move.kind == Move.Kind.SPLIT and later.exists()):
        raise MoveRefused(_("Messages were moved on since: undo that first."))


def _split_before(case: Case, message_ids: set[int]) -> Case | None:
    living = Move.objects.filter(source=case, kind=Move.Kind.SPLIT, undone_at=None)
    carried = living.filter(messages__message__in=message_ids).distinct()
    for move in carried.select_related("target__brand"):
        if message_ids.issubset(move.messages.values_list("message_id", flat=True)):
            return move.target
    return None


def _with_their_answers(case: Case, message_ids: set[int]) -> list[int]:
    asked = Message.objects.filter(pk__in=message_ids)
    names = dict(asked.values_list("ext_id", "account_id"))
    answers = Message.objects.filter(
        place__case=case, parent_ext__in=names, direction=Message.Direction.OUT
    ).values_list("pk", "parent_ext", "account_id")
    return sorted(message_ids | {pk for pk, to, account in answers if names[to] == account})


def _new_case(source: Case, leaving: Collection[int]) -> Case:
    said = Message.objects.filter(pk__in=leaving).order_by("created_at", "id")
    first = said.filter(direction=Message.Direction.IN)[0]
    newest = max(message.created_at for message in said)
    history = source.state == Case.State.HISTORY
    return Case.objects.create(
        brand=source.brand,
        person_id=source.person_id,
        account_id=first.account_id,
        title=title_of(first.title, first.text),
        state=Case.State.HISTORY if history else Case.State.OPEN,
        opened_at=first.created_at,
        last_activity_at=max(first.created_at, newest),
    )


def _carry(message_ids: Collection[int], move: Move, *, to: Case) -> None:
    copy_values(
        MovedMessage, ["move_id", "message_id"], [(move.pk, number) for number in message_ids]
    )
    CaseMessage.objects.filter(message__in=message_ids).update(case=to)


def _bring_the_team(source: Case, target: Case, *, by: Actor, at: datetime) -> None:
    """Whose case it was, who followed it, its tags and what was being written go along."""
    if source.assignee and target.assignee_id is None:
        assign_case(target, to=source.assignee, by=by, at=at)
    for follow in Follow.objects.filter(case=source, ended_at=None):
        Follow.objects.get_or_create(
            case=target, user_id=follow.user_id, ended_at=None, defaults={"followed_at": at}
        )
    for tag in Tag.objects.filter(taggings__case=source, taggings__removed_at=None):
        tag_case(target, name=tag.name, by=by, at=at)
    bring_drafts(source, to=target)


def _empty(case: Case, held: Case, *, by: Actor, at: datetime) -> None:
    end_snooze(held, by=by, at=at)
    change(case, held, state=Case.State.MERGED, due_at=None, snoozed_until=None)


def _state_before(case: Case) -> Case.State:
    if Resolution.objects.filter(case=case, reopened_at=None).exists():
        return Case.State.RESOLVED
    return Case.State.HISTORY if case.brand.is_history(case.opened_at) else Case.State.OPEN


def _after_move(*cases: tuple[Case, Case], at: datetime) -> None:
    """What is promised in both, settled together: a promise leaves one case for the other. Each is
    given as the caller's object and the held one."""
    ids = [held.pk for _case, held in cases]
    due = settle_promises(ids, brand=cases[0][1].brand, at=at)
    said = CaseMessage.objects.filter(case__in=ids).values("case")
    newest = dict(said.annotate(newest=Max("message__created_at")).values_list("case", "newest"))
    for case, held in cases:
        change(
            case,
            held,
            due_at=due[held.pk] if held.is_open else None,
            last_activity_at=max(held.opened_at, newest.get(held.pk, held.opened_at)),
        )
