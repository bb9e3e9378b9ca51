"""What moves between cases have carried, and what came after them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db.models import Q

from parvis.inbox.models import Case, CaseMessage, Move, MovedMessage


def messages_in(case: Case) -> list[int]:
    places = CaseMessage.objects.filter(case=case)
    return list(places.order_by("message").values_list("message_id", flat=True))


def came_along_since(move: Move) -> list[int]:
    """Messages that came to the target since the move and belong to what it carried: to a case that
    was split off, all; else what was said in threads that had no message there before."""
    carried = set(move.messages.values_list("message_id", flat=True))
    others = CaseMessage.objects.filter(case=move.target).exclude(message__in=carried)
    if move.kind == Move.Kind.SPLIT:
        return list(others.values_list("message_id", flat=True))
    threads = set(move.messages.values_list("message__thread_id", flat=True))
    in_threads = others.filter(message__thread__in=threads)
    moved_here = set(
        MovedMessage.objects.filter(
            message__place__in=in_threads, move__undone_at=None
        ).values_list("message_id", flat=True)
    )
    rows = in_threads.values_list("message_id", "message__thread_id", "message__received_at")
    shared = {
        thread_id
        for message_id, thread_id, received_at in rows
        if received_at < move.moved_at or message_id in moved_here
    }
    return [message_id for message_id, thread_id, _ in rows if thread_id not in shared]


def taken_in_by(case: Case) -> Mapping[int, str]:
    """The case and all whose messages it holds now, by id with their titles: merged into it, on and
    on, or split off and put back. One query for each step of the way, and one more."""
    found = {case.pk: case.title}
    newest: Collection[int] = found.keys()
    while newest:
        merged = Q(target__in=newest, kind=Move.Kind.MERGE, undone_at=None)
        put_back = Q(source__in=newest, kind=Move.Kind.SPLIT, undone_at__isnull=False)
        moves = Move.objects.filter(merged | put_back).select_related("source", "target")
        emptied = [move.source if move.kind == Move.Kind.MERGE else move.target for move in moves]
        more = {other.pk: other.title for other in emptied if other.pk not in found}
        found |= more
        newest = more.keys()
    return found


def taker_of(case: Case) -> Case:
    """The case in which the messages of a merged one lie now; the case itself if it was not."""
    while case.state == Case.State.MERGED:
        merge = Move.objects.filter(source=case, kind=Move.Kind.MERGE, undone_at=None)
        split = Move.objects.filter(target=case, kind=Move.Kind.SPLIT, undone_at__isnull=False)
        if into := merge.select_related("target__brand").first():
            case = into.target
        elif back := split.select_related("source__brand").first():
            case = back.source
        else:
            return case
    return case
